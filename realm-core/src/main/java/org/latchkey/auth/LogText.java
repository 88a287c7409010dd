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

    /**
     * Escapes a text that stands in a line without quotes, such as an address that a client may have made up: whatever is
     * not part of an address or a name becomes {@code \\uXXXX}, so that it cannot pretend to be a field of its own.
     *
     * @param text any text
     * @return the text as one word
     */
    public static String word(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().limit(LONGEST).forEach(unit -> {
            boolean plain = unit < 0x80 && (Character.isLetterOrDigit(unit) || ".:%_-/".indexOf(unit) >= 0);
            out.append(plain ? String.valueOf((char) unit) : String.format(Locale.ROOT, "\\u%04x", unit));
        });
        return out.toString();
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
