package org.latchkey.inspect;

import java.util.List;
import java.util.Objects;
import org.latchkey.config.ConfigKey;

/**
 * Something that was tried where nobody was found. Immutable.
 *
 * @param holds whether it explains that
 * @param sentence what was tried and what was found
 * @param keys which keys to change, the most likely first
 */
public record Hypothesis(boolean holds, String sentence, List<ConfigKey> keys) {

    /** Checks that there is a sentence, and copies the list. */
    public Hypothesis {
        Objects.requireNonNull(sentence, "sentence");
        keys = List.copyOf(keys);
    }
}
