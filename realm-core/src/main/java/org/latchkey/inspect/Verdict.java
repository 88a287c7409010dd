package org.latchkey.inspect;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.ConfigKey;

/**
 * How a login ends. Immutable.
 *
 * @param outcome {@link Outcome#PASSED} where the user is let in, {@link Outcome#WARNED} where the user is refused,
 *     {@link Outcome#FAILED} where nobody could tell
 * @param reason why the user is refused, or {@code null}
 * @param sentence the same in words
 * @param keys which keys to look at; empty where the configuration is not to blame
 */
public record Verdict(Outcome outcome, @Nullable RejectionReason reason, String sentence, List<ConfigKey> keys) {

    /** Checks that every part is there, and copies the list. */
    public Verdict {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(sentence, "sentence");
        keys = List.copyOf(keys);
    }

    /**
     * Whether the user is let in.
     *
     * @return true where nothing but the password is left to be shown
     */
    public boolean letsIn() {
        return outcome == Outcome.PASSED;
    }
}
