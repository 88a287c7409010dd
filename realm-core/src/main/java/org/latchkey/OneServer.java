package org.latchkey;

import java.lang.System.Logger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.AdmissionConfig;
import org.latchkey.config.GroupExpression;
import org.latchkey.config.RealmConfig;
import org.latchkey.internal.admission.NamedGroups;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.group.GroupGraph;
import org.latchkey.internal.group.GroupResolvers;
import org.latchkey.internal.group.MappedGroups;
import org.latchkey.internal.group.MembershipNote;
import org.latchkey.internal.inspect.Product;
import org.latchkey.internal.jndi.JndiConnectionFactory;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolver;

/** The engine for one server alone, its parts to be used one by one too. Sends nothing by itself. Used by one thread. */
final class OneServer implements Product, AutoCloseable {

    private final RealmConfig config;
    private final StoredPasswordMatcher matcher;
    private final Directory directory;
    private final SiteHooks hooks;
    private final MembershipNote membership = new MembershipNote((level, text) -> {});
    private final UserResolver users;
    private final GroupResolver groups;

    /**
     * Makes the parts.
     *
     * @param config the configuration, with one server
     * @param matcher compares typed with stored passwords where the configuration reads them
     */
    OneServer(RealmConfig config, StoredPasswordMatcher matcher) {
        Logger log = System.getLogger("org.latchkey");
        this.config = config;
        this.matcher = matcher;
        this.hooks = new SiteHooks(config.hooks(), log);
        this.directory = new Directory(new JndiConnectionFactory(config.directory()), config.directory());
        GroupGraph graph = new GroupGraph(config.roles().graphLifetime(), System::nanoTime);
        GroupResolvers resolvers = new GroupResolvers(config.user(), MappedGroups.narrowed(config), graph, membership);
        Plans plans = new Plans(
                config, directory, matcher, resolvers, named(config.admission().requireGroup(), null), hooks);
        this.users = plans.knownUsers();
        this.groups = resolvers.with(hooks.groups());
    }

    @Override
    public UserResolution find(String name, DirectorySession session) throws DirectoryException {
        return users.resolve(name, session);
    }

    @Override
    public List<Group> groups(User user, DirectorySession session) throws DirectoryException {
        try (PendingGroups begun = groups.begin(user, session)) {
            return begun.collect(user);
        }
    }

    @Override
    public String membership() {
        return membership.text();
    }

    @Override
    public void checkRequired(DirectorySession session) throws DirectoryException {
        named(config.admission().requireGroup(), null).check(session);
    }

    @Override
    public void checkDenied(DirectorySession session) throws DirectoryException {
        named(null, config.admission().denyGroup()).check(session);
    }

    /** Looks even where {@code strictGroups} does not. */
    private NamedGroups named(@Nullable GroupExpression require, @Nullable GroupExpression deny) {
        AdmissionConfig only = new AdmissionConfig(require, deny, true, List.of(), null, List.of(), null);
        return new NamedGroups(
                only,
                config.roles(),
                !config.user().roleAttributes().isEmpty() || hooks.groups().isPresent());
    }

    @Override
    public AuthenticationResult login(LoginRequest request) {
        try (LdapAuthenticator engine = LdapAuthenticator.open(config, matcher)) {
            return engine.authenticate(request);
        }
    }

    @Override
    public void close() {
        directory.close();
        hooks.close();
    }
}
