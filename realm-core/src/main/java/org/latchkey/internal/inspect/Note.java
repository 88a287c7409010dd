package org.latchkey.internal.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.latchkey.config.ConfigKey;
import org.latchkey.inspect.Fact;
import org.latchkey.inspect.Outcome;
import org.latchkey.inspect.Stage;
import org.latchkey.inspect.StageReport;

/**
 * What a stage has to say, before it is known what it took. Immutable.
 *
 * @param outcome how it ended
 * @param sentence what was found, or what is wrong
 * @param facts what was seen
 * @param warnings what to look at
 * @param keys which keys to change
 */
record Note(Outcome outcome, String sentence, List<Fact> facts, List<String> warnings, List<ConfigKey> keys) {

    /** Copies the lists. */
    Note {
        facts = List.copyOf(facts);
        warnings = List.copyOf(warnings);
        keys = List.copyOf(keys);
    }

    static Note passed(String sentence) {
        return new Note(Outcome.PASSED, sentence, List.of(), List.of(), List.of());
    }

    static Note skipped(String why) {
        return new Note(Outcome.SKIPPED, why, List.of(), List.of(), List.of());
    }

    static Note failed(String sentence, List<ConfigKey> keys) {
        return new Note(Outcome.FAILED, sentence, List.of(), List.of(), keys);
    }

    static Note failed(String sentence, ConfigKey... keys) {
        return failed(sentence, List.of(keys));
    }

    /** With one more fact, unless there is nothing to tell. */
    Note and(String name, List<String> values) {
        return values.isEmpty()
                ? this
                : new Note(outcome, sentence, with(facts, new Fact(name, values)), warnings, keys);
    }

    /** With one more thing to look at: what had passed has now only passed with a warning. */
    Note warning(String text, ConfigKey... more) {
        Outcome now = outcome == Outcome.PASSED ? Outcome.WARNED : outcome;
        List<ConfigKey> all = new ArrayList<>(keys);
        all.addAll(List.of(more));
        return new Note(now, sentence, facts, with(warnings, text), all);
    }

    boolean isFailure() {
        return outcome == Outcome.FAILED;
    }

    StageReport report(Stage stage, long nanos, int operations) {
        return new StageReport(
                stage,
                outcome,
                sentence,
                facts,
                warnings,
                keys,
                new StageReport.Cost(Duration.ofNanos(nanos), operations));
    }

    private static <T> List<T> with(List<T> before, T more) {
        List<T> all = new ArrayList<>(before);
        all.add(more);
        return all;
    }
}
