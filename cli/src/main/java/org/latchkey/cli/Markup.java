package org.latchkey.cli;

import org.latchkey.auth.LogText;

/** Text for XML and HTML: visible characters only, and none that means something there. */
final class Markup {

    private Markup() {}

    /**
     * Escapes a text for an element or for an attribute in either kind of quotes.
     *
     * @param text any text
     * @return the text
     */
    static String escaped(String text) {
        return LogText.escaped(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * A text that fits into a box.
     *
     * @param text any text
     * @param most how many characters at most
     * @return the text, cut where it is longer; not yet escaped
     */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
    }
}
