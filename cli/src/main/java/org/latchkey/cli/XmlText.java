package org.latchkey.cli;

import java.util.Locale;
import java.util.Set;

/** Writes text into XML so that it is read as it was (XML 1.0, 2.4 and 3.3.3); in ASCII, whatever the file says of its encoding. */
final class XmlText {

    private static final Set<Integer> MARKUP = Set.of((int) '&', (int) '<', (int) '>', (int) '"', (int) '\'');

    private XmlText() {}

    /**
     * The value of an attribute, without the quotes round it.
     *
     * @param value any text
     * @return the text, markup and line ends as references
     * @throws IllegalArgumentException when XML has no way to write it
     */
    static String attribute(String value) {
        StringBuilder out = new StringBuilder();
        value.codePoints().forEach(c -> {
            if (!canHold(c)) {
                throw new IllegalArgumentException("XML has no way to write the character "
                        + String.format(Locale.ROOT, "U+%04X", c) + ": give --format properties");
            }
            if (MARKUP.contains(c)) {
                out.append(named(c));
            } else if (c < ' ' || c >= 0x7f) {
                out.append("&#").append(c).append(';');
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }

    /** The characters of XML 1.0 (its production 2). */
    static boolean canHold(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c < 0xFFFE)
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }

    private static String named(int c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default -> "&apos;";
        };
    }

    /** A line of a comment, in which two hyphens would end it. */
    static String comment(String line) {
        String ascii = PropertiesForm.ascii(line).replace("--", "- -");
        return ascii.replace("--", "- -") + (ascii.endsWith("-") ? " " : "");
    }
}
