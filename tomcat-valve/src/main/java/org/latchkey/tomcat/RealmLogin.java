package org.latchkey.tomcat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.juli.logging.Log;
import org.ietf.jgss.GSSCredential;
import org.jspecify.annotations.Nullable;
import org.latchkey.SessionCheck;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Credentials.StoredPasswordProof;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;

/**
 * Hands Tomcat's logins to the engine and turns the outcome into what Tomcat understands: a principal, or {@code null}.
 *
 * <p>Notes for the calling thread whether its login got an answer, because Tomcat's {@code LockOutRealm} asks just that right
 * after a {@code null}, on the same thread. Safe for use by many threads.
 */
final class RealmLogin {

    private final Authenticator engine;
    private final Duration timeout;
    private final CallingThread thread;
    private final Log log;
    private final Clock clock;
    private final boolean tlsOnly;
    private final AtomicBoolean toldOfPlain = new AtomicBoolean();

    /**
     * Makes the link to an open engine.
     *
     * @param engine decides
     * @param timeout how long one login may take
     * @param thread tells where the login comes from, and is told how it ended
     * @param log takes defects; refusals and outages are the engine's to log
     * @param clock the time of day, which principals bear
     * @param tlsOnly whether a password that came over plain HTTP goes nowhere
     */
    RealmLogin(Authenticator engine, Duration timeout, CallingThread thread, Log log, Clock clock, boolean tlsOnly) {
        this.engine = engine;
        this.timeout = timeout;
        this.thread = thread;
        this.log = log;
        this.clock = clock;
        this.tlsOnly = tlsOnly;
    }

    /**
     * Decides a login by a password, of which no copy is left here.
     *
     * @param username the name as typed
     * @param password the password as typed; none is refused as an empty one is
     * @return the principal, or {@code null} when refused or when nobody could tell
     */
    @Nullable
    GenericPrincipal withPassword(String username, @Nullable String password) {
        Secret secret = Secret.of(password == null ? "" : password);
        try {
            return attempt(new UsernamePassword(username, secret), null);
        } finally {
            secret.wipe();
        }
    }

    /**
     * Decides one login.
     *
     * @param credentials what was presented
     * @param delegated the Kerberos credential that the principal carries for applications, or {@code null}
     * @return the principal, or {@code null} when refused or when nobody could tell
     */
    @Nullable
    GenericPrincipal attempt(Credentials credentials, @Nullable GSSCredential delegated) {
        Instant asOf = clock.instant();
        return decide(credentials) instanceof Authenticated authenticated
                ? principal(SessionCheck.stamped(authenticated.principal(), asOf), delegated)
                : null;
    }

    /**
     * Asks about the user of a live session. That is no login of the request's: nothing is noted of how it ended.
     *
     * @param user the user
     * @param delegated the Kerberos credential that the session has, or {@code null}
     * @return the outcome; a defect is an outage, never a success
     */
    AuthenticationResult again(DirectoryPrincipal user, @Nullable GSSCredential delegated) {
        return ask(origin -> SessionCheck.question(user, delegated, origin, Deadline.after(timeout)));
    }

    /**
     * Decides one login, with all that is known of how it ended.
     *
     * @param credentials what was presented
     * @return the outcome; a defect is an outage, never a success
     */
    AuthenticationResult decide(Credentials credentials) {
        if (tlsOnly && bringsPassword(credentials) && thread.isPlain()) {
            return refuseUnasked(credentials);
        }
        AuthenticationResult result = ask(origin -> LoginRequest.of(credentials, origin, Deadline.after(timeout)));
        thread.noteEnded(credentials, result);
        return result;
    }

    private static boolean bringsPassword(Credentials credentials) {
        return credentials instanceof UsernamePassword || credentials instanceof StoredPasswordProof;
    }

    /** Not taken for a wrong password: nobody has looked at it. */
    private AuthenticationResult refuseUnasked(Credentials credentials) {
        String message = "A password came over plain HTTP and was asked about nowhere (requireSecureTransport): the"
                + " application asks for it without wanting TLS";
        if (toldOfPlain.compareAndSet(false, true)) {
            log.warn(message);
        } else {
            log.debug(message);
        }
        AuthenticationResult refused = new Rejected(RejectionReason.ACCOUNT_RESTRICTED);
        thread.noteEnded(credentials, refused);
        thread.noteAnswered(false);
        return refused;
    }

    private AuthenticationResult ask(Function<Origin, LoginRequest> question) {
        try {
            return engine.authenticate(question.apply(new Origin("tomcat", thread.peer())));
        } catch (RuntimeException e) {
            log.error("A login failed on a defect; it is taken for an outage, never for a success", e);
            return new AuthenticationResult.Unavailable(UnavailableCause.INTERNAL, "a defect of the realm");
        }
    }

    /**
     * What Tomcat holds of a user. Only types of the JDK and of Tomcat go in, so that a persisted session needs no class of ours.
     *
     * @param user the user
     * @param delegated the Kerberos credential that the principal carries for applications, or {@code null}
     * @return the principal
     */
    static GenericPrincipal principal(DirectoryPrincipal user, @Nullable GSSCredential delegated) {
        return new GenericPrincipal(
                user.getName(), new ArrayList<>(user.roles()), null, null, delegated, user.attributes());
    }
}
