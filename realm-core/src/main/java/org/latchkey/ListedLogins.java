package org.latchkey;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials.Known;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.config.RealmConfig;
import org.latchkey.internal.guard.InputGate;
import org.latchkey.internal.user.PrincipalAttributes;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.User;

/**
 * Logins of users whose entries were read with many others, as of sessions that go on. Safe for use by many threads.
 *
 * @param config the configuration
 * @param attributes what has to be read of each entry
 * @param principals makes principals
 * @param pipelines the pipeline for a user
 * @param preparation what is asked before anybody is let in
 */
record ListedLogins(
        RealmConfig config,
        List<String> attributes,
        PrincipalAttributes principals,
        Function<User, Authenticator> pipelines,
        Preparation preparation) {

    /** Shows that the groups are there that rules name. */
    @FunctionalInterface
    interface Preparation {
        void run() throws DirectoryException;
    }

    static LoginRequest request(RealmConfig config, String name) {
        return LoginRequest.of(
                new Known(name, null), new Origin("inspector", null), Deadline.after(config.loginTimeout()));
    }

    /** Who the user is, whoever may come in: without roles. */
    DirectoryPrincipal described(User user) throws DirectoryException {
        return principals.principal(user.canonical(), user, List.of(), Set.of(), Map.of());
    }

    /** How a login without a password ends. */
    AuthenticationResult login(User user, String shown) {
        Authenticator gated = new InputGate(
                pipelines.apply(user),
                config.maxUsernameLength(),
                config.admission().usernames(),
                config.user().names());
        return gated.authenticate(request(config, shown));
    }
}
