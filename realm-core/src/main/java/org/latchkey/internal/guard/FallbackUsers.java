package org.latchkey.internal.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LogText;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.FallbackUser;

/**
 * Lets some named users in by local passwords while no server of the directory can be reached, and at no other time: never
 * after a wrong password, a refusal, a certificate that is not trusted, or a service account that is refused. Safe for use by
 * many threads.
 *
 * <p>Each use is a warning in the log. Five wrong passwords for a name within five minutes, and it is locked for the rest of
 * them.
 */
public final class FallbackUsers implements Authenticator {

    private static final int MOST_FAILURES = 5;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Authenticator directory;
    private final BooleanSupplier outage;
    private final Map<String, FallbackUser> users;
    private final Logger log;
    private final Cache<String, AtomicInteger> failures;

    /**
     * Makes the decorator.
     *
     * @param directory who decides as long as it can
     * @param outage whether no server can be reached
     * @param users by their names
     * @param log is told of each use
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public FallbackUsers(
            Authenticator directory,
            BooleanSupplier outage,
            Map<String, FallbackUser> users,
            Logger log,
            LongSupplier nanoTime) {
        this.directory = directory;
        this.outage = outage;
        this.users = Map.copyOf(users);
        this.log = log;
        Ticker ticker = nanoTime::getAsLong;
        this.failures = Caffeine.newBuilder()
                .expireAfterWrite(WINDOW)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        AuthenticationResult result = directory.authenticate(request);
        FallbackUser user = users.get(request.typed());
        return user != null
                        && request.credentials() instanceof UsernamePassword credentials
                        && result instanceof Unavailable unavailable
                        && unavailable.cause().isOutage()
                        && outage.getAsBoolean()
                ? locally(user, credentials, request.origin().peer())
                : result;
    }

    private AuthenticationResult locally(FallbackUser user, UsernamePassword credentials, @Nullable String peer) {
        RejectionReason refusal = refusal(user, credentials);
        log.log(
                Level.WARNING,
                (refusal == null ? "FALLBACK AUTHENTICATED" : "FALLBACK REJECTED reason=" + refusal) + " user="
                        + LogText.quoted(user.name()) + " peer=" + LogText.word(peer == null ? "-" : peer)
                        + ": no server of the directory can be reached");
        if (refusal != null) {
            return new Rejected(refusal);
        }
        failures.invalidate(user.name());
        return new Authenticated(
                new DirectoryPrincipal(user.name(), user.roles(), Map.of("ldap.username", credentials.username())));
    }

    /** Counts before it compares, so that many at once have no more tries than one after the other. */
    private @Nullable RejectionReason refusal(FallbackUser user, UsernamePassword credentials) {
        int tries = failures.get(user.name(), name -> new AtomicInteger()).incrementAndGet();
        if (tries > MOST_FAILURES) {
            return RejectionReason.ACCOUNT_LOCKED;
        }
        return user.password().matches(credentials.password()) ? null : RejectionReason.BAD_PASSWORD;
    }
}
