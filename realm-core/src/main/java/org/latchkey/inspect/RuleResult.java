package org.latchkey.inspect;

import java.util.List;
import java.util.Objects;
import org.latchkey.config.ConfigKey;

/**
 * What one rule of admission says of the user. Immutable.
 *
 * @param key the key that states it
 * @param admits whether it has nothing against the user
 * @param truth the rule and the truth of each of its parts
 */
public record RuleResult(ConfigKey key, boolean admits, Truth truth) {

    /** Checks that every part is there. */
    public RuleResult {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(truth, "truth");
    }

    /**
     * Whether something is true. Immutable.
     *
     * @param text what
     * @param holds whether it is
     * @param parts what it is made of
     */
    public record Truth(String text, boolean holds, List<Truth> parts) {

        /** Checks that there is a text, and copies the list. */
        public Truth {
            Objects.requireNonNull(text, "text");
            parts = List.copyOf(parts);
        }
    }
}
