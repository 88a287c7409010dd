package org.latchkey.config;

import java.util.Optional;
import org.latchkey.auth.Template;

/**
 * How applications see a name ({@code principalNameFormat}): a text round it, that can be taken off again. Immutable.
 *
 * @param before what stands before the name
 * @param after what stands behind it
 */
public record NameFormat(String before, String after) {

    /** The name as it is. */
    public static final NameFormat PLAIN = new NameFormat("", "");

    /** Reads a format, or says why it cannot be inverted. */
    static NameFormat parse(String text) {
        Template template = Template.parse(text.strip());
        String[] parts = template.fill(place -> place == 0 ? "\0" : "\0\0").split("\0", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a name could not be taken out of it again");
        }
        return new NameFormat(parts[0], parts[1]);
    }

    /**
     * Puts the text round a name.
     *
     * @param name the name
     * @return the name as applications see it
     */
    public String format(String name) {
        return before + name + after;
    }

    /**
     * Takes the text off again.
     *
     * @param shown a name as applications see it
     * @return the name, or empty when the text is not round it
     */
    public Optional<String> invert(String shown) {
        boolean fits =
                shown.length() >= before.length() + after.length() && shown.startsWith(before) && shown.endsWith(after);
        return fits ? Optional.of(shown.substring(before.length(), shown.length() - after.length())) : Optional.empty();
    }
}
