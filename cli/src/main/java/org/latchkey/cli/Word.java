package org.latchkey.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.latchkey.auth.LogText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds the constant that bears the word somebody typed. */
abstract class Word<E extends Enum<E>> implements ITypeConverter<E> {

    private final E[] constants;

    /**
     * Makes one.
     *
     * @param type whose constants may be meant
     */
    Word(Class<E> type) {
        this.constants = type.getEnumConstants();
    }

    @Override
    public E convert(String typed) {
        return Arrays.stream(constants)
                .filter(constant -> constant.toString().equals(typed))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(LogText.quoted(typed) + " is none of "
                        + Arrays.stream(constants).map(Enum::toString).collect(Collectors.joining(", "))));
    }
}
