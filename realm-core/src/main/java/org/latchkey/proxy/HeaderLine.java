package org.latchkey.proxy;

import java.util.Objects;

/**
 * One line of a request's header, as it came. Immutable; shows no value.
 *
 * @param name the header's name
 * @param value its bytes, each a character of ISO-8859-1, as containers read them
 */
public record HeaderLine(String name, String value) {

    /** Checks that both are there. */
    public HeaderLine {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    /** The name only: a value may be a secret. */
    @Override
    public String toString() {
        return "HeaderLine[" + name + "]";
    }
}
