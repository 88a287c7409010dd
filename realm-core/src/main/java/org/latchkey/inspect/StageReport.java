package org.latchkey.inspect;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.latchkey.config.ConfigKey;

/**
 * How one stage ended. Immutable.
 *
 * @param stage which
 * @param outcome how
 * @param sentence what was found, or what is wrong, without secrets
 * @param facts what was seen
 * @param warnings what an administrator should look at; there is one at least where the stage warned
 * @param keys which keys to change, the most likely first; empty where all is well or the configuration is not to blame
 * @param cost what it took
 */
public record StageReport(
        Stage stage,
        Outcome outcome,
        String sentence,
        List<Fact> facts,
        List<String> warnings,
        List<ConfigKey> keys,
        Cost cost) {

    /** Checks that every part is there, and copies the lists. */
    public StageReport {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(sentence, "sentence");
        facts = List.copyOf(facts);
        warnings = List.copyOf(warnings);
        keys = List.copyOf(keys);
        Objects.requireNonNull(cost, "cost");
    }

    /**
     * What a stage took.
     *
     * @param time how long
     * @param operations how many LDAP operations it sent
     */
    public record Cost(Duration time, int operations) {

        /** Nothing. */
        public static final Cost NONE = new Cost(Duration.ZERO, 0);
    }
}
