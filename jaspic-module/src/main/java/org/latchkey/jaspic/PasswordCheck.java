package org.latchkey.jaspic;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.latchkey.SessionCheck;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.ClientCertificate;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;

/** Asks the engine about a name and a password, or what stands for them. Safe for use by many threads. */
final class PasswordCheck {

    private final Authenticator engine;
    private final Duration timeout;
    private final Logger log = System.getLogger("org.latchkey");

    /**
     * Makes the link to an open engine.
     *
     * @param engine decides
     * @param timeout how long one login may take
     */
    PasswordCheck(Authenticator engine, Duration timeout) {
        this.engine = engine;
        this.timeout = timeout;
    }

    /**
     * Decides one login. A defect is taken for an outage, never for a success.
     *
     * @param username the name as typed
     * @param password the password as typed; the caller wipes it
     * @param peer the client's address, for the log
     */
    AuthenticationResult of(String username, Secret password, @Nullable String peer) {
        return ask(new UsernamePassword(username, password), peer);
    }

    /**
     * Decides one login by a certificate that the container has verified. A defect is taken for an outage.
     *
     * @param certificate the client's own
     * @param peer the client's address, for the log
     */
    AuthenticationResult of(X509Certificate certificate, @Nullable String peer) {
        return ask(new ClientCertificate(certificate), peer);
    }

    /**
     * Decides about somebody whom another has let in already: whether the directory knows them, and what they may do.
     *
     * @param username the name that was proved
     * @param peer the address of whoever has proved it, for the log
     */
    AuthenticationResult asserted(String username, @Nullable String peer) {
        return ask(new Asserted(username, null), peer);
    }

    /**
     * Asks about the caller of a live session.
     *
     * @param caller whom the session keeps
     * @param peer the client's address, for the log
     */
    AuthenticationResult again(DirectoryPrincipal caller, @Nullable String peer) {
        return ask(SessionCheck.question(caller, null, new Origin("jaspic", peer), Deadline.after(timeout)));
    }

    private AuthenticationResult ask(Credentials credentials, @Nullable String peer) {
        return ask(LoginRequest.of(credentials, new Origin("jaspic", peer), Deadline.after(timeout)));
    }

    private AuthenticationResult ask(LoginRequest question) {
        try {
            return engine.authenticate(question);
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "A login failed on a defect; it is taken for an outage, never for a success", e);
            return new AuthenticationResult.Unavailable(UnavailableCause.INTERNAL, "a defect of the module");
        }
    }
}
