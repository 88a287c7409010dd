package org.latchkey.jaas;

import javax.security.auth.login.LoginException;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.LoginExceptions;
import org.latchkey.auth.RejectionReason;

/** The exceptions that this door throws. */
final class LoginFailures {

    private LoginFailures() {}

    /** The exception for each refusal. */
    static LoginException refused(RejectionReason reason) {
        return LoginExceptions.refused(reason);
    }

    /** The exception for an outage. */
    static LoginException unavailable(Unavailable outage) {
        return LoginExceptions.unavailable(outage);
    }

    /** A failure with its cause, which JAAS's exceptions take no other way. */
    static LoginException because(String message, Throwable cause) {
        LoginException failure = new LoginException(message);
        failure.initCause(cause);
        return failure;
    }
}
