package org.latchkey.internal.jndi;

import java.util.Locale;

/** Text from outside, made harmless for a log line. */
final class Shown {

    private Shown() {}

    /**
     * Writes everything that could break a line, move a cursor or turn the reading direction as an escape.
     *
     * @param text any text
     * @return the text with control, format and separator characters and stray surrogates as a backslash, u and hex digits
     */
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHarmless(c)) {
                out.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    out.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
                }
            }
        });
        return out.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
