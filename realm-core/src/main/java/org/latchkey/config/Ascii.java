package org.latchkey.config;

import java.util.regex.Pattern;

/** Comparison of keywords: only the 26 ASCII letters have a case, so that no locale and no dotless i matters. */
final class Ascii {

    private Ascii() {}

    static boolean equalsIgnoreCase(String one, String other) {
        return Pattern.compile(one, Pattern.CASE_INSENSITIVE | Pattern.LITERAL)
                .matcher(other)
                .matches();
    }
}
