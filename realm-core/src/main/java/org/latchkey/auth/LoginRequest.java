package org.latchkey.auth;

import java.util.Objects;

/**
 * One attempt to log in: the credentials, the name as it was typed, where they came from, by when an answer is due,
 * and the trace it leaves.
 *
 * <p>Belongs to one login on one thread at a time. Holds a secret through its credentials; {@link #toString()} shows none.
 *
 * @param credentials what the user, or the container on the user's behalf, presented; inside the gate under the name that is
 *     looked up
 * @param typed the name as it came, blanks at its ends aside
 * @param origin the door and the peer, for logs only: it never decides a login
 * @param deadline when the caller must have its answer
 * @param trace what the login did, filled in as it goes
 */
public record LoginRequest(Credentials credentials, String typed, Origin origin, Deadline deadline, LoginTrace trace) {

    /** Checks that every part is there. */
    public LoginRequest {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(typed, "typed");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(trace, "trace");
    }

    /**
     * Makes a request with a fresh trace.
     *
     * @param credentials what was presented
     * @param origin where it came from
     * @param deadline when the answer is due
     * @return the request
     */
    public static LoginRequest of(Credentials credentials, Origin origin, Deadline deadline) {
        return new LoginRequest(credentials, credentials.username().strip(), origin, deadline, new LoginTrace());
    }

    /**
     * The same request with other credentials, as the gate makes when it takes blanks or a domain off a name.
     *
     * @param other the credentials to carry instead
     * @return a request that shares everything else with this one
     */
    public LoginRequest with(Credentials other) {
        return new LoginRequest(other, typed, origin, deadline, trace);
    }
}
