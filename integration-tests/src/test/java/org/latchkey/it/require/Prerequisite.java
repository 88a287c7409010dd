package org.latchkey.it.require;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.opentest4j.TestAbortedException;

/**
 * Something a test needs from the machine. Where it is missing the test is skipped and listed at the end of the run;
 * with {@code -Dlatchkey.require=all} it fails instead, so that a build server cannot go green on tests it never ran.
 *
 * @param name what is needed, one word
 * @param missing why it cannot be used, with what to install; empty when it is there
 */
public record Prerequisite(String name, Optional<String> missing) {
    static final String MARK = "NOT RUN: ";

    /** Whether {@code -Dlatchkey.require=all} was given. */
    public static boolean everythingRequired() {
        return "all".equals(System.getProperty("latchkey.require"));
    }

    /** For an {@code ExecutionCondition}: disabled when missing, unless everything is required. */
    public ConditionEvaluationResult condition() {
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled(name + " is there");
        }
        if (everythingRequired()) {
            return ConditionEvaluationResult.enabled(name + " is missing and required");
        }
        return ConditionEvaluationResult.disabled(MARK + missing.get());
    }

    /** Goes on when it is there; else aborts the test, or fails it when everything is required. */
    public void demand() {
        missing.ifPresent(why -> {
            if (everythingRequired()) {
                throw new AssertionError("-Dlatchkey.require=all, but " + why);
            }
            throw new TestAbortedException(MARK + why);
        });
    }
}
