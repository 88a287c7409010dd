package org.latchkey.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at texts in which a part may stand in single or double quotes, and then means nothing but itself. A quote opens only
 * where a part begins, so that {@code O'Reilly} needs none, and closes at the next of its kind. Outside quotes a backslash
 * keeps the character after it from being syntax, and stays.
 */
final class QuotedText {

    private static final String BEFORE_A_PART = "\0;>,=&|!(";

    private QuotedText() {}

    /**
     * Splits at every separator that stands outside quotes.
     *
     * @throws IllegalArgumentException when a quote is not closed
     */
    static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0, before = '\0'; i < text.length(); ) {
            char c = text.charAt(i);
            int next = after(text, i, before);
            if (text.startsWith(separator, i)) {
                parts.add(text.substring(from, i));
                next = i + separator.length();
                from = next;
            }
            before = Character.isWhitespace(c) ? before : text.charAt(Math.min(next, text.length()) - 1);
            i = next;
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Whether one of some characters stands in it outside quotes. */
    static boolean holds(String text, String characters) {
        return characters
                .chars()
                .anyMatch(c -> split(text, Character.toString(c)).size() > 1);
    }

    /** What stands in the quotes, or empty when the text is not in quotes as a whole. */
    static Optional<String> unquoted(String text) {
        boolean whole = text.length() > 1 && isQuote(text.charAt(0)) && after(text, 0, '\0') == text.length();
        return whole ? Optional.of(text.substring(1, text.length() - 1)) : Optional.empty();
    }

    /** Where the next character stands that may be syntax. */
    private static int after(String text, int at, int before) {
        char c = text.charAt(at);
        if (c == '\\') {
            return at + 2;
        }
        return isQuote(c) && BEFORE_A_PART.indexOf(before) >= 0 ? closing(text, at) + 1 : at + 1;
    }

    private static int closing(String text, int opening) {
        char quote = text.charAt(opening);
        int closing = text.indexOf(quote, opening + 1);
        if (closing < 0) {
            throw new IllegalArgumentException("the quote " + quote + " is not closed");
        }
        return closing;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
