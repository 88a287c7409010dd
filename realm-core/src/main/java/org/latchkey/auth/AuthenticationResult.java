package org.latchkey.auth;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a login ended: three arms, and every caller handles all three.
 *
 * <p>Immutable. {@link Unavailable} is neither a success nor a wrong password: the directory could not tell.
 */
public sealed interface AuthenticationResult {

    /**
     * Handles each arm.
     *
     * @param authenticated what to do with a principal
     * @param rejected what to do with a refusal
     * @param unavailable what to do when the directory could not tell
     * @param <T> the common result
     * @return what the chosen function returned
     */
    default <T extends @Nullable Object> T fold(
            Function<? super Authenticated, ? extends T> authenticated,
            Function<? super Rejected, ? extends T> rejected,
            Function<? super Unavailable, ? extends T> unavailable) {
        if (this instanceof Authenticated a) {
            return authenticated.apply(a);
        }
        if (this instanceof Rejected r) {
            return rejected.apply(r);
        }
        return unavailable.apply((Unavailable) this);
    }

    /**
     * The user is who they say, and may come in.
     *
     * @param principal who they are
     */
    record Authenticated(DirectoryPrincipal principal) implements AuthenticationResult {

        /** Checks that there is a principal. */
        public Authenticated {
            Objects.requireNonNull(principal, "principal");
        }
    }

    /**
     * The directory, or the gate before it, said no. Safe to count as a failed attempt.
     *
     * @param reason why; for the administrator's log, never for the response
     */
    record Rejected(RejectionReason reason) implements AuthenticationResult {

        /** Checks that there is a reason. */
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Nobody could tell. Never a success, and never to be counted as a wrong password.
     *
     * @param cause what kept the directory from answering
     * @param detail a sentence for the administrator, without secrets
     */
    record Unavailable(UnavailableCause cause, String detail) implements AuthenticationResult {

        /** Checks that both are there. */
        public Unavailable {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(detail, "detail");
        }
    }
}
