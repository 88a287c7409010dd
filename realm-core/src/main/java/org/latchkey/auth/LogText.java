package org.latchkey.auth;

import java.util.Locale;

/** Writes text of unknown origin so that it can neither break a log line nor drive a terminal. */
public final class LogText {

    private static final int LONGEST = 512;

    private LogText() {}

    /**
     * Escapes a text: control and format characters, line separators and everything else that has no visible form become
     * {@code \\uXXXX}, a long text is cut.
     *
     * @param text any text
     * @return one line of visible characters
     */
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (isVisible(c)) {
                out.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        if (text.codePointCount(0, text.length()) > LONGEST) {
            out.append("...");
        }
        return out.toString();
    }

    /**
     * Escapes a text and puts it in double quotes.
     *
     * @param text any text
     * @return the quoted text, quotes and backslashes in it escaped by a backslash
     */
    public static String quoted(String text) {
        return '"' + escaped(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
