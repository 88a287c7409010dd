package org.latchkey.internal.guard;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginRequest;
import org.latchkey.config.FallbackUser;

/**
 * Lets some named users in by local passwords while no server of the directory can be reached, and at no other time: never
 * after a wrong password, a refusal, a certificate that is not trusted, or a service account that is refused. Safe for use by
 * many threads.
 *
 * <p>How often a password may be wrong, and what the log says, is {@link LocalLogins}'.
 */
public final class FallbackUsers implements Authenticator {

    private final Authenticator directory;
    private final Predicate<Unavailable> outage;
    private final Map<String, FallbackUser> users;
    private final LocalLogins logins;

    /**
     * Makes the decorator.
     *
     * @param directory who decides as long as it can
     * @param outage whether a login ended as it did because no server can be reached
     * @param users by their names
     * @param log is told of each use
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public FallbackUsers(
            Authenticator directory,
            Predicate<Unavailable> outage,
            Map<String, FallbackUser> users,
            Logger log,
            LongSupplier nanoTime) {
        this.directory = directory;
        this.outage = outage;
        this.users = Map.copyOf(users);
        this.logins = new LocalLogins(line -> log.log(Level.WARNING, line), nanoTime);
    }

    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        AuthenticationResult result = directory.authenticate(request);
        FallbackUser user = users.get(request.typed());
        return user != null
                        && request.credentials() instanceof UsernamePassword credentials
                        && result instanceof Unavailable unavailable
                        && outage.test(unavailable)
                ? locally(user, credentials, request.origin().peer())
                : result;
    }

    private AuthenticationResult locally(FallbackUser user, UsernamePassword credentials, @Nullable String peer) {
        return logins.refusal(user.name(), peer, () -> user.password().matches(credentials.password()))
                .<AuthenticationResult>map(Rejected::new)
                .orElseGet(() -> new Authenticated(new DirectoryPrincipal(
                        user.name(), user.roles(), Map.of("ldap.username", credentials.username()))));
    }
}
