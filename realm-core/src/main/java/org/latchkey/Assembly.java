package org.latchkey;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.Known;
import org.latchkey.auth.Credentials.StoredPasswordProof;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.RealmConfig;
import org.latchkey.internal.admission.AccountState;
import org.latchkey.internal.admission.AllAdmissions;
import org.latchkey.internal.admission.ConfiguredAdmission;
import org.latchkey.internal.admission.NamedGroups;
import org.latchkey.internal.admission.SiteAdmission;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.group.GroupResolvers;
import org.latchkey.internal.login.LoginPipeline;
import org.latchkey.internal.login.LoginPlan;
import org.latchkey.internal.login.RecentLogins;
import org.latchkey.internal.role.ServletRoles;
import org.latchkey.internal.role.SiteRoles;
import org.latchkey.internal.user.PrincipalAttributes;
import org.latchkey.spi.Admission;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.RoleMapper;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolver;

/** Makes the pipelines from a configuration: one for passwords, one for names that are already proved, one for live sessions. */
final class Assembly {

    private final RealmConfig config;
    private final Directory directory;
    private final SiteHooks hooks;
    private final Consumer<String> warnings;
    private final NamedGroups named;
    private final Plans plans;
    private final PrincipalAttributes principals;
    private final Watch watch;

    Assembly(
            RealmConfig config,
            Directory directory,
            StoredPasswordMatcher matcher,
            GroupResolvers groups,
            SiteHooks hooks,
            Consumer<String> warnings,
            Watch watch) {
        this.config = config;
        this.directory = directory;
        this.hooks = hooks;
        this.warnings = warnings;
        this.principals = new PrincipalAttributes(config.user(), ours(groups), warnings);
        this.named = new NamedGroups(
                config.admission(),
                config.roles(),
                !config.user().roleAttributes().isEmpty() || hooks.groups().isPresent());
        this.plans = new Plans(config, directory, matcher, groups, named, hooks);
        this.watch = watch;
    }

    /** Looks names up and checks nothing else: who is found gets a principal without roles. */
    Authenticator lookups() {
        return lookups(plans.provedUsers());
    }

    /** The same by the names that applications see, without what is put round them. */
    Authenticator namesakes() {
        return lookups(plans.namesakes());
    }

    private Authenticator lookups(UserResolver users) {
        return request -> {
            try {
                UserResolution found = users.resolve(request.credentials().username(), directory.session(request));
                return found instanceof UserResolution.NotFound nobody
                        ? new Rejected(nobody.reason())
                        : new Authenticated(
                                new DirectoryPrincipal(request.credentials().username(), List.of(), Map.of()));
            } catch (DirectoryException e) {
                return new Unavailable(e.unavailableCause(), String.valueOf(e.getMessage()));
            }
        };
    }

    /** Whether a password may be sent before the name was seen. */
    boolean bindsUnseen() {
        return plans.bindsUnseen();
    }

    /** Looks somebody up as a login goes on after the password, which is taken as right. */
    Authenticator looks() {
        Authenticator proved = unremembered(plans.forProved(), AccountState.withoutBind(Clock.systemUTC()));
        return request -> proved.authenticate(
                request.with(new Asserted(request.credentials().username(), null)));
    }

    /** Both pipelines behind one door. */
    Authenticator authenticator() {
        RecentLogins recent = new RecentLogins(config.overlap(), config.rememberDn(), System::nanoTime);
        boolean comparing = config.user().passwordAttribute() != null;
        // The time of day, since directories write the end of an account as a date.
        Clock clock = Clock.systemUTC();
        AccountState unbound = AccountState.withoutBind(clock);
        AccountState bound = AccountState.afterBind(clock);
        Authenticator passwords = pipeline(plans.forPasswords(recent), recent, comparing ? unbound : bound);
        Authenticator proved = unremembered(plans.forProved(), unbound);
        Authenticator certified = unremembered(plans.forCertified(), unbound);
        Authenticator known = unremembered(plans.forKnown(), unbound);
        return request -> {
            if (request.credentials() instanceof StoredPasswordProof && !comparing) {
                return new Unavailable(
                        UnavailableCause.MISCONFIGURED,
                        "this kind of login needs a stored password to compare with: userPassword is not set");
            }
            if (request.credentials() instanceof Known) {
                return known.authenticate(request);
            }
            if (request.credentials() instanceof Asserted asserted) {
                return (asserted.certificate() == null ? proved : certified).authenticate(request);
            }
            return passwords.authenticate(request);
        };
    }

    /** Says of each of many users whose entries were read who they are, and whether they may come in without a password. */
    ListedLogins listed(boolean withRoles) {
        boolean groups = withRoles || asksForGroups();
        Admission admission =
                admission(AccountState.withoutBind(Clock.systemUTC()), new ConfiguredAdmission(config, named));
        RoleMapper roles = roles();
        RecentLogins none = new RecentLogins(false, Duration.ZERO, System::nanoTime);
        return new ListedLogins(
                config,
                plans.ofListed(),
                principals,
                user -> new LoginPipeline(
                        directory::session,
                        plans.forListed(user, groups),
                        none,
                        admission,
                        roles,
                        principals::principal),
                () -> admission.prepare(directory.session(ListedLogins.request(config, ""))));
    }

    private boolean asksForGroups() {
        return config.admission().requireGroup() != null
                || config.admission().denyGroup() != null
                || hooks.admission().isPresent();
    }

    /** Where nothing was found by what people type, nothing is remembered of it. */
    private Authenticator unremembered(LoginPlan plan, AccountState account) {
        return pipeline(plan, new RecentLogins(config.overlap(), Duration.ZERO, System::nanoTime), account);
    }

    private Admission admission(AccountState account, Admission configured) {
        return new AllAdmissions(hooks.admission()
                .<List<Admission>>map(own -> List.of(account, configured, new SiteAdmission(own, warnings)))
                .orElse(List.of(account, configured)));
    }

    private RoleMapper roles() {
        String common = config.roles().commonRole();
        return hooks.roles()
                .<RoleMapper>map(own -> new SiteRoles(own, Optional.ofNullable(common)))
                .orElseGet(() -> new ServletRoles(config.roleRules(), common, warnings));
    }

    private LoginPipeline pipeline(LoginPlan plan, RecentLogins recent, AccountState account) {
        ConfiguredAdmission configured = new ConfiguredAdmission(config, plans.groupsNeedBind() ? null : named);
        RoleMapper roles = roles();
        Watch.Deciders deciders = new Watch.Deciders(account, configured, roles, principals::principal);
        return new LoginPipeline(
                request -> watch.session(directory.session(request)),
                plan,
                recent,
                watch.admission(admission(account, configured), deciders),
                roles,
                principals::principal);
    }

    /** What is read of every entry for our own sake. */
    private static List<String> ours(GroupResolvers groups) {
        return Stream.concat(AccountState.ATTRIBUTES.stream(), groups.attributes().stream())
                .toList();
    }
}
