package org.latchkey.demo;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an attempt came to.
 *
 * @param remoteUser the name the application sees; empty unless let in
 * @param roles every role the application sees; none unless let in
 * @param reason why Latchkey refused, as its login log names it; empty where it did not refuse or was not asked
 */
record Verdict(Outcome outcome, String remoteUser, SortedSet<String> roles, String reason) {
    static Verdict letIn(String remoteUser, String... roles) {
        return letIn(remoteUser, List.of(roles));
    }

    static Verdict letIn(String remoteUser, List<String> roles) {
        return new Verdict(Outcome.LET_IN, remoteUser, new TreeSet<>(roles), "");
    }

    static Verdict forbidden() {
        return without(Outcome.FORBIDDEN, "");
    }

    static Verdict refused(String reason) {
        return without(Outcome.REFUSED, reason);
    }

    static Verdict odd() {
        return without(Outcome.ODD, "");
    }

    private static Verdict without(Outcome outcome, String reason) {
        return new Verdict(outcome, "", new TreeSet<>(), reason);
    }
}
