package org.latchkey;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.AdmissionConfig;
import org.latchkey.config.AttributeCondition;
import org.latchkey.config.NameTemplate;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.RoleConfig;
import org.latchkey.config.UserConfig;
import org.latchkey.internal.admission.AccountState;
import org.latchkey.internal.admission.CheckedGroups;
import org.latchkey.internal.admission.NamedGroups;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.credential.AssertedVerifier;
import org.latchkey.internal.credential.BindVerifier;
import org.latchkey.internal.credential.BoundName;
import org.latchkey.internal.credential.CompareVerifier;
import org.latchkey.internal.credential.NameBindVerifier;
import org.latchkey.internal.group.GroupResolvers;
import org.latchkey.internal.login.CredentialVerifier;
import org.latchkey.internal.login.EntryReading;
import org.latchkey.internal.login.ListedPlan;
import org.latchkey.internal.login.LoginPlan;
import org.latchkey.internal.login.NamePlan;
import org.latchkey.internal.login.RecentLogins;
import org.latchkey.internal.login.RememberedPlan;
import org.latchkey.internal.login.SearchPlan;
import org.latchkey.internal.login.Stages;
import org.latchkey.internal.user.SearchUserResolver;
import org.latchkey.internal.user.SiteUserResolver;
import org.latchkey.internal.user.TemplateUserResolver;
import org.latchkey.internal.user.TwoStepUsers;
import org.latchkey.internal.user.WantedAttributes;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolver;

/** Chooses the plan with the fewest round trips that a configuration allows. */
final class Plans {

    private static final WantedAttributes NOTHING = new WantedAttributes(List.of());

    private final RealmConfig config;
    private final UserConfig user;
    private final RoleConfig roles;
    private final Directory directory;
    private final StoredPasswordMatcher matcher;
    private final AdmissionConfig admission;
    private final NamedGroups named;
    private final SiteHooks hooks;
    private final GroupResolvers resolvers;
    private final GroupResolver groups;

    Plans(
            RealmConfig config,
            Directory directory,
            StoredPasswordMatcher matcher,
            GroupResolvers resolvers,
            NamedGroups named,
            SiteHooks hooks) {
        this.config = config;
        this.admission = config.admission();
        this.user = config.user();
        this.roles = config.roles();
        this.directory = directory;
        this.matcher = matcher;
        this.named = named;
        this.hooks = hooks;
        this.resolvers = resolvers;
        this.groups = groups();
    }

    /** For a name and a password. */
    LoginPlan forPasswords(RecentLogins recent) {
        if (user.passwordAttribute() != null) {
            return compare(user.passwordAttribute());
        }
        NameTemplate boundFirst = nameBoundFirst();
        if (boundFirst != null) {
            return nameFirst(boundFirst);
        }
        return user.patterns().isEmpty() ? search(recent) : template();
    }

    /** Whether a password may be sent before it is known that the name is there. */
    boolean bindsUnseen() {
        return user.passwordAttribute() == null
                && (nameBoundFirst() != null || !user.patterns().isEmpty());
    }

    /** For a name that somebody else has proved: its entry is read in any case. */
    LoginPlan forProved() {
        return proved(new AssertedVerifier(directory, user.delegatedCredential(), null));
    }

    /** For a name that a client certificate has proved: the entry may have to hold that certificate. */
    LoginPlan forCertified() {
        return proved(new AssertedVerifier(
                directory, user.delegatedCredential(), config.certificates().attribute()));
    }

    /** For a user whose session goes on: the entry is read again. */
    LoginPlan forKnown() {
        AssertedVerifier verifier = new AssertedVerifier(directory, user.delegatedCredential(), null);
        return new SearchPlan("session", new Stages(knownUsers(), EntryReading.NONE, verifier, groups, false));
    }

    /** For a user whose entry was read with many others. */
    LoginPlan forListed(User listed, boolean withGroups) {
        return new ListedPlan(listed, withGroups ? Optional.of(groups) : Optional.empty());
    }

    /** What is read of each entry of a list: as much as of one whose name somebody else has proved. */
    List<String> ofListed() {
        return wanted(false).and(AccountState.ATTRIBUTES).names();
    }

    private LoginPlan proved(AssertedVerifier verifier) {
        return new SearchPlan(
                "proved", new Stages(provedUsers(verifier.attributes()), EntryReading.NONE, verifier, groups, false));
    }

    /** The stored password comes with the entry; nothing is bound. */
    private LoginPlan compare(String attribute) {
        UserResolver users = user.patterns().isEmpty() || !templatesMakeDns() ? searched() : templates(true);
        return new SearchPlan(
                "compare",
                new Stages(
                        users, EntryReading.NONE, new CompareVerifier(attribute, matcher), groups, groupsNeedBind()));
    }

    /** The name is bound before the entry is known, because the searches are the user's own or the name is no DN. */
    private LoginPlan nameFirst(NameTemplate name) {
        boolean usersAsUser = user.searchAsUser() || user.serviceTemplate() != null || user.attributesAsUser();
        boolean searches = user.patterns().isEmpty() || user.dnRefresh();
        UserResolver users = searches ? searched() : templates(needsEntry());
        CredentialVerifier verifier =
                new NameBindVerifier(directory, name, usersAsUser, groupsNeedBind(), user.dnRefresh());
        Stages stages = new Stages(users, EntryReading.NONE, verifier, groups, groupsNeedBind());
        return searches && !usersAsUser ? new NamePlan(stages) : new SearchPlan("name-first", stages);
    }

    /** One template tells whom to bind, so its entry is read meanwhile; of several, reading tells which to bind. */
    private LoginPlan template() {
        boolean one = user.patterns().size() == 1;
        String name = !one ? "templates" : needsEntry() ? "template+entry" : "template";
        if (readsAsUser()) {
            return new SearchPlan(name, binding(readByUser(), EntryReading.AS_USER));
        }
        EntryReading reading = one && needsEntry() ? EntryReading.AHEAD : EntryReading.NONE;
        return new SearchPlan(name, binding(templates(needsEntry() && !one), reading));
    }

    /** The entry is searched for and bound, or the one that was found lately is tried first. */
    private LoginPlan search(RecentLogins recent) {
        if (readsAsUser()) {
            UserResolver users = new TwoStepUsers(searched(user.withoutName(), NOTHING), searched());
            return new SearchPlan("search", binding(users, EntryReading.AS_USER));
        }
        boolean own = hooks.users().isPresent();
        Stages stages = binding(searched(), own ? EntryReading.NONE : EntryReading.AHEAD);
        LoginPlan full = new SearchPlan(own ? "resolver" : "search", stages);
        boolean remembers = !own && config.overlap() && !config.rememberDn().isZero() && !groupsNeedBind();
        return remembers ? new RememberedPlan(stages, recent, full) : full;
    }

    private Stages binding(UserResolver users, EntryReading reading) {
        BindVerifier verifier = new BindVerifier(
                directory,
                reading == EntryReading.AS_USER,
                groupsNeedBind(),
                config.equalTiming() ? user.base() : null);
        return new Stages(users, reading, verifier, groups, groupsNeedBind());
    }

    /** Where nobody but users may search, nothing is asked about an entry before its bind. */
    private UserResolver readByUser() {
        TemplateUserResolver finding = templates(user.withoutName(), NOTHING, false);
        boolean unseen = config.directory().service().isAnonymous();
        return new TwoStepUsers(unseen ? (username, session) -> finding.unread(username) : finding, templates(true));
    }

    private boolean readsAsUser() {
        return user.attributesAsUser() && needsEntry() && hooks.users().isEmpty();
    }

    private TemplateUserResolver templates(boolean mustRead) {
        return templates(user, wanted(), mustRead);
    }

    private TemplateUserResolver templates(UserConfig user, WantedAttributes wanted, boolean mustRead) {
        return new TemplateUserResolver(
                user,
                wanted,
                entryFilter(),
                mustRead,
                config.directory().service().isAnonymous());
    }

    private UserResolver searched() {
        return searched(user, wanted());
    }

    private UserResolver searched(UserConfig user, WantedAttributes wanted) {
        Optional<UserResolver> own = hooks.users();
        if (own.isPresent()) {
            return new SiteUserResolver(own.get(), Optional.ofNullable(user.nameAttribute()), wanted, entryFilter());
        }
        if (user.searches().isEmpty()) {
            throw new IllegalArgumentException("neither a user search nor a userPattern that finds the entry");
        }
        return new SearchUserResolver(user, wanted);
    }

    /** Finds the entry of a name, as the service sees it. */
    UserResolver provedUsers() {
        return provedUsers(List.of());
    }

    private UserResolver provedUsers(List<String> more) {
        if (user.serviceTemplate() != null) {
            return (username, session) -> {
                throw new DirectoryException(
                        UnavailableCause.MISCONFIGURED,
                        "connectionName with {0} searches with the user's own password, and this login has none");
            };
        }
        WantedAttributes wanted = wanted(false).and(AccountState.ATTRIBUTES).and(more);
        return user.patterns().isEmpty() || !user.searches().isEmpty()
                ? searched(user, wanted)
                : new TemplateUserResolver(user, wanted, entryFilter(), true, false);
    }

    /** Finds those whom applications know by a name as a login finds them: whoever a login would not find any more, this does not. */
    UserResolver knownUsers() {
        return hooks.users().isEmpty()
                        && !user.searches().isEmpty()
                        && !user.typedName()
                        && !user.searchesByName()
                        && user.serviceTemplate() == null
                ? searched(user.knownByName(), wanted(false).and(AccountState.ATTRIBUTES))
                : provedUsers();
    }

    /** Finds whom applications know by a name, which is not always what people log in by. */
    UserResolver namesakes() {
        return hooks.users().isEmpty()
                        && !user.searches().isEmpty()
                        && !user.typedName()
                        && user.serviceTemplate() == null
                ? searched(user.byName(), NOTHING)
                : provedUsers();
    }

    private String entryFilter() {
        return admission.entryFilter().orElse(SearchSpec.ANY_ENTRY);
    }

    private GroupResolver groups() {
        GroupResolver all = resolvers.with(hooks.groups());
        return groupsNeedBind() ? new CheckedGroups(all, named) : all;
    }

    /** The template of the name that is bound before any entry is known, where the configuration wants that. */
    private @Nullable NameTemplate nameBoundFirst() {
        if (user.serviceTemplate() != null) {
            return user.serviceTemplate();
        }
        if (user.patterns().isEmpty()) {
            return user.searchAsUser() ? NameTemplate.parse("{0}") : null;
        }
        return templatesMakeDns() && !user.dnRefresh() ? null : user.patterns().get(0);
    }

    private boolean templatesMakeDns() {
        return user.patterns().stream().allMatch(NameTemplate::distinguished);
    }

    /** Whether groups are searched with the user's own rights. */
    boolean groupsNeedBind() {
        return roles.searchAsUser() || user.serviceTemplate() != null;
    }

    /** What the entry must bring; where no bind tells of the account's state, that too. */
    private WantedAttributes wanted() {
        return user.passwordAttribute() == null ? wanted(false) : wanted(true).and(AccountState.ATTRIBUTES);
    }

    private WantedAttributes wanted(boolean password) {
        NameTemplate first = nameBoundFirst();
        boolean byName =
                first != null && !first.distinguished() && !user.searches().isEmpty();
        return WantedAttributes.of(user, password)
                .and(resolvers.attributes())
                .and(byName ? BoundName.ATTRIBUTES : List.of())
                .and(admission.attributes().stream()
                        .map(AttributeCondition::attribute)
                        .toList());
    }

    /** Whether a later stage needs something that only the entry tells. */
    private boolean needsEntry() {
        return roles.searchesBy(1)
                || admission.needsEntry()
                || user.nameAttribute() != null
                || !wanted().names().isEmpty();
    }
}
