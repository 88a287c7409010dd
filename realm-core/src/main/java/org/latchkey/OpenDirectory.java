package org.latchkey;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.latchkey.auth.AuthenticationListener;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.Known;
import org.latchkey.auth.LogText;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.NameConfig;
import org.latchkey.config.RealmConfig;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.group.GroupGraph;
import org.latchkey.internal.group.GroupResolvers;
import org.latchkey.internal.group.MappedGroups;
import org.latchkey.internal.group.MembershipNote;
import org.latchkey.internal.guard.Bulkhead;
import org.latchkey.internal.guard.InputGate;
import org.latchkey.internal.jndi.JndiConnectionFactory;

/** One directory of the configuration with everything that belongs to it alone. Safe for use by many threads. */
final class OpenDirectory implements Authenticator, AutoCloseable {

    private final RealmConfig config;
    private final Directory directory;
    private final GroupGraph graph;
    private final MembershipNote membership;
    private final SiteHooks hooks;
    private final Bulkhead logins;
    private final Bulkhead lookups;
    private final Bulkhead namesakes;
    private final Authenticator gatedLogins;
    private final Authenticator gatedLookups;
    private final boolean bindsUnseen;
    private final Watch watch;

    /**
     * Opens it. Sends nothing.
     *
     * @param config its configuration
     * @param matcher compares typed with stored passwords where the configuration reads them
     * @param log takes warnings
     */
    OpenDirectory(RealmConfig config, StoredPasswordMatcher matcher, Logger log) {
        this(config, matcher, log, Watch.NONE);
    }

    /**
     * Opens it. Sends nothing.
     *
     * @param config its configuration
     * @param matcher compares typed with stored passwords where the configuration reads them
     * @param log takes warnings
     * @param watch sees what its parts decide
     */
    OpenDirectory(RealmConfig config, StoredPasswordMatcher matcher, Logger log, Watch watch) {
        this.watch = watch;
        this.config = config;
        this.hooks = new SiteHooks(config.hooks(), log);
        this.directory = new Directory(new JndiConnectionFactory(config.directory()), config.directory());
        this.graph = new GroupGraph(config.roles().graphLifetime(), System::nanoTime);
        this.membership = new MembershipNote((level, text) -> log.log(level, LogText.escaped(text)));
        GroupResolvers groups =
                new GroupResolvers(config.user(), MappedGroups.narrowed(config), graph, membership, watch.groups());
        Assembly assembly = new Assembly(
                config,
                directory,
                matcher,
                groups,
                hooks,
                warning -> log.log(Level.WARNING, LogText.escaped(warning)),
                watch);
        int places = config.directory().pools().logins();
        this.logins = new Bulkhead(watch.looksOnly() ? assembly.looks() : assembly.authenticator(), places);
        this.lookups = new Bulkhead(assembly.lookups(), places);
        this.namesakes = new Bulkhead(assembly.namesakes(), places);
        this.gatedLogins = gated(logins);
        this.gatedLookups = gated(lookups);
        this.bindsUnseen = assembly.bindsUnseen();
    }

    private Authenticator gated(Authenticator inner) {
        return new InputGate(
                inner,
                config.maxUsernameLength(),
                config.admission().usernames(),
                config.user().names());
    }

    String name() {
        return config.name();
    }

    Directory directory() {
        return directory;
    }

    /** How users' groups are known, where that is found out. */
    String membership() {
        return membership.text();
    }

    Optional<AuthenticationListener> listener() {
        return hooks.listener();
    }

    /** Whether the later directories are asked while this one cannot answer. */
    boolean isIgnoredWhileUnavailable() {
        return config.ignoreUnavailable();
    }

    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        return watch.ended(gatedLogins.authenticate(request));
    }

    /** Says who bears the name, as a principal without roles, and checks nothing else. */
    AuthenticationResult lookUp(LoginRequest request) {
        return watch.ended(gatedLookups.authenticate(request));
    }

    /**
     * Whether a login could send the password before it is known that somebody here bears the name, or end without an answer
     * although somebody does.
     */
    boolean mustLookUpFirst(LoginRequest request) {
        return config.ignoreUnavailable() || (bindsUnseen && !isWithoutPassword(request));
    }

    private static boolean isWithoutPassword(LoginRequest request) {
        return request.credentials() instanceof Asserted || request.credentials() instanceof Known;
    }

    /** Whether nobody of here is known to applications by a name that was typed and found nobody here. */
    boolean hasLookedForNamesake() {
        return config.user().searchesByName() && config.user().names().equals(NameConfig.PLAIN);
    }

    /**
     * Says whether applications know somebody of here by a name, as a principal without roles.
     *
     * @param name the name as applications see it
     * @param request the login it is asked for
     */
    AuthenticationResult namesake(String name, LoginRequest request) {
        return config.user()
                .names()
                .format()
                .invert(name)
                .map(inner -> namesakes.authenticate(request.with(new Asserted(inner, null))))
                .orElseGet(() -> new Rejected(RejectionReason.UNKNOWN_USER));
    }

    void clearGroupCache() {
        graph.clear();
    }

    /** Waits for running logins; later ones find no place. */
    void drain(Duration longest) {
        lookups.drain(longest);
        namesakes.drain(longest);
        logins.drain(longest);
    }

    @Override
    public void close() {
        directory.close();
        hooks.close();
    }
}
