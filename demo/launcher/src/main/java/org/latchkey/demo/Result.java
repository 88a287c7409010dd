package org.latchkey.demo;

/**
 * A trial and what came of it.
 *
 * @param reason why Latchkey refused, as its login log names it; empty where it did not
 */
record Result(Trial trial, Answer answer, String reason) {
    Verdict verdict() {
        Verdict seen = answer.verdict();
        return new Verdict(seen.outcome(), seen.remoteUser(), seen.roles(), reason);
    }

    boolean asExpected() {
        return verdict().equals(trial.expected());
    }

    /** The roles of one who was let in, and of all others why they were not. */
    String because() {
        return switch (answer.verdict().outcome()) {
            case LET_IN -> String.join(" ", answer.verdict().roles());
            case FORBIDDEN -> answer.shown() + ": logged in, without the role for this page";
            case REFUSED -> reason.isEmpty() ? answer.shown() : answer.shown() + ": " + reason;
            case ODD -> answer.shown();
        };
    }

    @Override
    public String toString() {
        return trial.title() + ": " + trial.attempt();
    }
}
