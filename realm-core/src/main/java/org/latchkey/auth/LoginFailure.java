package org.latchkey.auth;

import java.util.Optional;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials.UsernamePassword;

/**
 * As much of a failed login as may be shown to whoever tried it.
 *
 * <p>Doors to a web application put its {@link #name()} into the request under {@link #ATTRIBUTE}, as text, so that a page needs
 * no class of ours. That a password has expired or must be changed is told only to somebody who has just typed it right;
 * everything else that is refused looks the same.
 */
public enum LoginFailure {
    /** Refused, whatever the reason. */
    REFUSED,
    /** The password was right and has expired. */
    PASSWORD_EXPIRED,
    /** The password was right and must be changed before anything else. */
    PASSWORD_MUST_CHANGE,
    /** Nobody could tell: the password may be right. */
    UNAVAILABLE;

    /** The request's attribute: a name of this enum; none after a login that went well. */
    public static final String ATTRIBUTE = "org.latchkey.loginFailure";

    /**
     * What may be shown of an outcome.
     *
     * @param credentials what was presented: a name without its password proves nothing to whoever says it
     * @param result how it ended
     * @return the failure, or empty after a success
     */
    public static Optional<LoginFailure> of(Credentials credentials, AuthenticationResult result) {
        if (result instanceof Authenticated) {
            return Optional.empty();
        }
        if (result instanceof Unavailable) {
            return Optional.of(UNAVAILABLE);
        }
        boolean typed = credentials instanceof UsernamePassword;
        return Optional.of(typed && result instanceof Rejected rejected ? shown(rejected.reason()) : REFUSED);
    }

    private static LoginFailure shown(RejectionReason reason) {
        return reason == RejectionReason.PASSWORD_EXPIRED
                ? PASSWORD_EXPIRED
                : reason == RejectionReason.PASSWORD_MUST_CHANGE ? PASSWORD_MUST_CHANGE : REFUSED;
    }

    /**
     * Whether a new password would help.
     *
     * @return true for {@link #PASSWORD_EXPIRED} and {@link #PASSWORD_MUST_CHANGE}
     */
    public boolean wantsNewPassword() {
        return this == PASSWORD_EXPIRED || this == PASSWORD_MUST_CHANGE;
    }
}
