package org.latchkey.cli;

import org.latchkey.inspect.Outcome;

/**
 * Colours words, or leaves them as they are.
 *
 * @param wanted whether to
 */
record Colours(boolean wanted) {

    private static final String END = "\u001b[0m";

    String of(Outcome outcome, String word) {
        return switch (outcome) {
            case PASSED -> in("32", word);
            case WARNED -> in("33", word);
            case FAILED -> in("1;31", word);
            case SKIPPED -> in("2", word);
        };
    }

    String bold(String word) {
        return in("1", word);
    }

    String faint(String word) {
        return in("2", word);
    }

    private String in(String code, String word) {
        return wanted ? "\u001b[" + code + "m" + word + END : word;
    }
}
