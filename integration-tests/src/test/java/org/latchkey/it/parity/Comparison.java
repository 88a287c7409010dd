package org.latchkey.it.parity;

import org.latchkey.it.slapd.Operations;

/**
 * A row as both realms answered it.
 *
 * @param row which
 * @param ours Latchkey's answer
 * @param jndiRealm JNDIRealm's
 */
record Comparison(Row row, Measured ours, Measured jndiRealm) {
    /**
     * An answer, and what it cost.
     *
     * @param outcome the answer
     * @param operations what the server was asked for it
     */
    record Measured(Outcome outcome, Operations operations) {}

    boolean isSame() {
        return ours.outcome().equals(jndiRealm.outcome());
    }

    /** Whether both did the same work: let somebody in, or found the password wrong. */
    boolean isComparable() {
        boolean accepted = ours.outcome().isAccepted();
        return accepted == jndiRealm.outcome().isAccepted()
                && (accepted || (row.attempt().isWrong() && ours.outcome().equals(Outcome.REFUSED)));
    }

    /** How many operations Latchkey sent above JNDIRealm, negative where it sent fewer. */
    int more() {
        return ours.operations().total() - jndiRealm.operations().total();
    }
}
