package org.latchkey.config;

import java.util.Locale;
import java.util.stream.Collectors;

/** In which letters a directory's role names become roles, whatever the JVM's language is. */
public enum RoleCase {
    /** As the directory has them. */
    KEEP,

    /** In small letters. */
    LOWER,

    /**
     * In capitals. A letter that would become the capital of another, as the dotless i would, stays what it is: names that a
     * directory keeps apart must not become one role.
     */
    UPPER;

    /**
     * Changes the letters of a name.
     *
     * @param name a role name of the directory
     * @return the name in these letters
     */
    public String apply(String name) {
        return switch (this) {
            case KEEP -> name;
            case LOWER -> name.toLowerCase(Locale.ROOT);
            case UPPER ->
                name.codePoints().mapToObj(c -> capital(Character.toString(c))).collect(Collectors.joining());
        };
    }

    private static String capital(String letter) {
        String capital = letter.toUpperCase(Locale.ROOT);
        return RoleGlob.fold(capital).equals(RoleGlob.fold(letter)) ? capital : letter;
    }
}
