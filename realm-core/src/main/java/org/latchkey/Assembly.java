package org.latchkey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.StoredPasswordProof;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.NameTemplate;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.RoleConfig;
import org.latchkey.config.UserConfig;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.credential.AssertedVerifier;
import org.latchkey.internal.credential.BindVerifier;
import org.latchkey.internal.credential.CompareVerifier;
import org.latchkey.internal.credential.EntryReadingVerifier;
import org.latchkey.internal.credential.NameBindVerifier;
import org.latchkey.internal.group.AttributeGroups;
import org.latchkey.internal.group.SearchGroups;
import org.latchkey.internal.group.UnionGroups;
import org.latchkey.internal.login.CredentialVerifier;
import org.latchkey.internal.login.LoginPipeline;
import org.latchkey.internal.role.ServletRoles;
import org.latchkey.internal.user.PrincipalAttributes;
import org.latchkey.internal.user.SearchUserResolver;
import org.latchkey.internal.user.TemplateUserResolver;
import org.latchkey.internal.user.WantedAttributes;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.UserResolver;

/** Chooses the parts of the pipelines from a configuration: one for passwords, one for names that are already proved. */
final class Assembly {

    private final RealmConfig config;
    private final UserConfig user;
    private final RoleConfig roles;
    private final Directory directory;
    private final Consumer<String> warnings;

    Assembly(RealmConfig config, Directory directory, Consumer<String> warnings) {
        this.config = config;
        this.user = config.user();
        this.roles = config.roles();
        this.directory = directory;
        this.warnings = warnings;
    }

    /** Both pipelines behind one door. */
    Authenticator authenticator(StoredPasswordMatcher matcher) {
        Authenticator passwords = readsAfterBind()
                ? pipeline(template(WantedAttributes.of(user, false), false), readingVerifier(), true)
                : pipeline(passwordUsers(), passwordVerifier(matcher), groupsNeedBind());
        Authenticator proved =
                pipeline(provedUsers(), new AssertedVerifier(directory, user.delegatedCredential()), false);
        return request -> {
            if (request.credentials() instanceof StoredPasswordProof && user.passwordAttribute() == null) {
                return new Unavailable(
                        UnavailableCause.MISCONFIGURED,
                        "this kind of login needs a stored password to compare with: userPassword is not set");
            }
            return (request.credentials() instanceof Asserted ? proved : passwords).authenticate(request);
        };
    }

    private LoginPipeline pipeline(UserResolver users, CredentialVerifier verifier, boolean groupsNeedBind) {
        return new LoginPipeline(
                directory::session,
                users,
                verifier,
                groups(),
                groupsNeedBind,
                (who, found) -> Optional.empty(),
                new ServletRoles(roles.commonRole(), warnings),
                new PrincipalAttributes(user)::principal);
    }

    private UserResolver passwordUsers() {
        WantedAttributes wanted = WantedAttributes.of(user, user.passwordAttribute() != null);
        if (user.patterns().isEmpty() || (!templatesMakeDns() && (needsEntry() || searchesGroups()))) {
            return search(wanted);
        }
        return template(wanted, needsEntry());
    }

    private UserResolver template(WantedAttributes wanted, boolean mustRead) {
        return new TemplateUserResolver(
                user, wanted, mustRead, config.directory().service().isAnonymous());
    }

    /** One DN template tells whom to bind: the entry, where something needs it, is read once the password is proved. */
    private boolean readsAfterBind() {
        return user.patterns().size() == 1
                && templatesMakeDns()
                && needsEntry()
                && user.passwordAttribute() == null
                && namesBoundFirst() == null;
    }

    private CredentialVerifier readingVerifier() {
        CredentialVerifier bind = new BindVerifier(directory, groupsNeedBind(), null);
        return new EntryReadingVerifier(bind, template(WantedAttributes.of(user, false), true), directory);
    }

    private UserResolver provedUsers() {
        if (user.serviceTemplate() != null) {
            return (username, session) -> {
                throw new DirectoryException(
                        UnavailableCause.MISCONFIGURED,
                        "connectionName with {0} searches with the user's own password, and this login has none");
            };
        }
        WantedAttributes wanted = WantedAttributes.of(user, false);
        return user.patterns().isEmpty() || (!templatesMakeDns() && user.search() != null)
                ? search(wanted)
                : new TemplateUserResolver(user, wanted, true, false);
    }

    private UserResolver search(WantedAttributes wanted) {
        if (user.search() == null) {
            throw new IllegalArgumentException("neither userSearch nor a userPattern that finds the entry");
        }
        return new SearchUserResolver(user, user.search(), wanted);
    }

    private CredentialVerifier passwordVerifier(StoredPasswordMatcher matcher) {
        if (user.passwordAttribute() != null) {
            return new CompareVerifier(user.passwordAttribute(), matcher);
        }
        NameTemplate first = namesBoundFirst();
        return first == null
                ? new BindVerifier(directory, groupsNeedBind(), config.equalTiming() ? user.base() : null)
                : new NameBindVerifier(
                        directory, first, user.searchAsUser() || user.serviceTemplate() != null, groupsNeedBind());
    }

    /** The template of the name that is bound before any entry is known, where the configuration wants that. */
    private @Nullable NameTemplate namesBoundFirst() {
        if (user.serviceTemplate() != null) {
            return user.serviceTemplate();
        }
        if (user.patterns().isEmpty()) {
            return user.searchAsUser() ? NameTemplate.parse("{0}") : null;
        }
        return templatesMakeDns() ? null : user.patterns().get(0);
    }

    private GroupResolver groups() {
        List<GroupResolver> parts = new ArrayList<>();
        if (!user.roleAttributes().isEmpty()) {
            parts.add(new AttributeGroups(user.roleAttributes()));
        }
        if (roles.search() != null && roles.nameAttribute() != null) {
            parts.add(new SearchGroups(roles, roles.search(), roles.nameAttribute(), user));
        }
        return parts.size() == 1 ? parts.get(0) : new UnionGroups(parts);
    }

    private boolean templatesMakeDns() {
        return user.patterns().stream().allMatch(NameTemplate::distinguished);
    }

    private boolean groupsNeedBind() {
        return roles.searchAsUser() || user.serviceTemplate() != null;
    }

    private boolean searchesGroups() {
        return roles.search() != null && roles.nameAttribute() != null;
    }

    /** Whether a later stage needs something that only the entry tells. */
    private boolean needsEntry() {
        boolean groupsByName = roles.search() != null
                && searchesGroups()
                && roles.search().places().contains(1);
        return groupsByName
                || user.nameAttribute() != null
                || !WantedAttributes.of(user, user.passwordAttribute() != null)
                        .names()
                        .isEmpty();
    }
}
