package org.latchkey.jaas;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.jspecify.annotations.Nullable;
import org.latchkey.SharedAuthenticator;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.config.ConfigException;
import org.latchkey.config.Door;

/**
 * The JAAS door to the engine: a login module whose users and roles are in an LDAP directory.
 *
 * <p>{@link #login()} proves the password, {@link #commit()} puts into the {@code Subject} one principal for the user, one
 * for each role, and the attributes asked for as a public credential: an immutable {@code Map} from names to values of the
 * JDK's types. {@link #abort()} and {@link #logout()} take out just what was put in, and
 * remove the password from the shared state.
 *
 * <p>The options are the keys of Latchkey's configuration. All modules with the same options share one engine, which is
 * held while {@link #login()} runs and closed some minutes after the last of them. Never answers that it is to be ignored
 * after a login: whether another module may stand in is for the stack's flags to say.
 *
 * <p>A refusal is one of JAAS's exceptions for it; a {@code LoginException} of no subclass is an outage or a fault of the
 * configuration, and never to be counted as a wrong password. As JAAS has it, an instance belongs to one login and one
 * thread.
 */
public final class LdapLoginModule implements LoginModule {

    private @Nullable Surroundings surroundings;
    private @Nullable Settings settings;
    private @Nullable DirectoryPrincipal user;

    /** What the login context hands over. */
    private record Surroundings(
            SubjectEntries subject, Questions questions, SharedState shared, Map<String, ?> options) {}

    /** Makes a module, as a login context does. */
    public LdapLoginModule() {}

    /** {@inheritDoc} Reads and checks nothing yet: what is wrong with an option is thrown by {@link #login()}. */
    @Override
    @SuppressWarnings("unchecked") // JAAS's own signature for a map that modules write to
    public void initialize(
            Subject subject, @Nullable CallbackHandler handler, Map<String, ?> sharedState, Map<String, ?> options) {
        surroundings = new Surroundings(
                new SubjectEntries(subject),
                new Questions(handler),
                new SharedState((Map<String, Object>) sharedState),
                options);
    }

    /**
     * {@inheritDoc}
     *
     * @throws javax.security.auth.login.FailedLoginException when name and password do not belong together
     * @throws javax.security.auth.login.AccountException when the account may not log in; locked and expired ones by
     *     subclasses
     * @throws javax.security.auth.login.CredentialException when the password has expired, or there was none to use
     * @throws LoginException itself, of no subclass, when nobody could tell or an option is wrong
     */
    @Override
    public boolean login() throws LoginException {
        Surroundings now = surroundings();
        now.shared().takeBack();
        user = null;
        settings = null;
        try (SharedAuthenticator engine = SharedAuthenticator.of(Door.JAAS, ModuleOptions.text(now.options()))) {
            Settings read = Settings.of(engine.configuration().values());
            settings = read;
            user = new PasswordLogin(engine, read, now.shared(), now.questions()).user();
            return true;
        } catch (ConfigException e) {
            throw LoginFailures.because("the options of the login module cannot be used: " + e.getMessage(), e);
        }
    }

    /** {@inheritDoc} Answers false when its own login failed. */
    @Override
    public boolean commit() throws LoginException {
        Surroundings now = surroundings();
        DirectoryPrincipal proved = user;
        Settings how = settings;
        user = null;
        try {
            now.subject().remove();
            if (proved == null || how == null) {
                return false;
            }
            now.subject().put(principals(proved, how), proved.attributes());
            return true;
        } catch (LoginException e) {
            now.shared().takeBack();
            throw e;
        } finally {
            clearIfAsked(now);
        }
    }

    private static List<Principal> principals(DirectoryPrincipal proved, Settings how) throws LoginException {
        List<Principal> principals = new ArrayList<>();
        principals.add(how.user().named(proved.getName()));
        for (String role : proved.roles()) {
            principals.add(how.role().named(role));
        }
        return principals;
    }

    /** {@inheritDoc} Answers false when its own login failed. */
    @Override
    public boolean abort() throws LoginException {
        Surroundings now = surroundings();
        boolean succeeded = user != null || !now.subject().isEmpty();
        leave(now);
        return succeeded;
    }

    /** {@inheritDoc} */
    @Override
    public boolean logout() throws LoginException {
        leave(surroundings());
        return true;
    }

    private void leave(Surroundings now) throws LoginException {
        user = null;
        now.shared().takeBack();
        clearIfAsked(now);
        now.subject().remove();
    }

    private void clearIfAsked(Surroundings now) {
        if (settings != null && settings.clearPass()) {
            now.shared().clear();
        }
    }

    private Surroundings surroundings() throws LoginException {
        if (surroundings == null) {
            throw new LoginException("the login module was not initialized");
        }
        return surroundings;
    }
}
