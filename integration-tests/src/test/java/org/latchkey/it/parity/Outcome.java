package org.latchkey.it.parity;

import java.security.Principal;
import java.util.Set;
import java.util.TreeSet;
import org.apache.catalina.realm.GenericPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, as an application sees it. Immutable.
 *
 * @param kind in, out, or not even asked because the realm did not start
 * @param name what {@code getRemoteUser()} returns; empty unless accepted
 * @param roles every name for which {@code isUserInRole} is true; empty unless accepted
 */
record Outcome(Kind kind, String name, Set<String> roles) {
    static final Outcome REFUSED = new Outcome(Kind.REFUSED, "", Set.of());
    static final Outcome NOT_STARTED = new Outcome(Kind.NOT_STARTED, "", Set.of());
    private static final int SHOWN = 60;

    enum Kind {
        ACCEPTED,
        REFUSED,
        NOT_STARTED
    }

    static Outcome accepted(String name, String... roles) {
        return new Outcome(Kind.ACCEPTED, name, Set.of(roles));
    }

    static Outcome of(@Nullable Principal principal) {
        if (principal == null) {
            return REFUSED;
        }
        return accepted(principal.getName(), ((GenericPrincipal) principal).getRoles());
    }

    boolean isAccepted() {
        return kind == Kind.ACCEPTED;
    }

    /** One line, sorted; names of 64 KiB and sets of 1,000 are cut. */
    @Override
    public String toString() {
        if (!isAccepted()) {
            return kind == Kind.REFUSED ? "refused" : "the realm does not start";
        }
        var shown = roles.stream().map(Outcome::cut).collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        return "\"" + Attempt.visible(name) + "\" "
                + (shown.size() > SHOWN ? shown.size() + " roles" : Attempt.visible(shown.toString()));
    }

    private static String cut(String role) {
        return role.length() > SHOWN ? role.length() + " characters" : role;
    }
}
