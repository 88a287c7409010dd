package org.latchkey.internal.inspect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.GroupRange;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.RoleMapping;
import org.latchkey.inspect.Fact;
import org.latchkey.inspect.FoundGroup;
import org.latchkey.inspect.FoundUser;
import org.latchkey.inspect.Hypothesis;
import org.latchkey.inspect.RuleResult;
import org.latchkey.inspect.SentSearch;
import org.latchkey.inspect.UserLook;
import org.latchkey.inspect.Verdict;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.SearchSpec.Scope;
import org.latchkey.spi.User;

/** Notes what the parts of an engine decide of one user in one directory. Used by one thread. */
public final class UserNotes {

    private final RealmConfig config;
    private final RoleNotes roles;
    private final GroupNotes graph = new GroupNotes();
    private final List<SentSearch> searches = new ArrayList<>();
    private final Map<Dn, SentSearch> finders = new LinkedHashMap<>();
    private final List<RuleResult> rules = new ArrayList<>();
    private List<Group> groups = List.of();
    private @Nullable User user;
    private @Nullable DirectoryPrincipal principal;
    private @Nullable RejectionReason account;
    private List<String> telling = List.of();

    /**
     * Makes empty notes.
     *
     * @param config the directory's configuration
     */
    public UserNotes(RealmConfig config) {
        this.config = config;
        this.roles = new RoleNotes(config);
    }

    /**
     * Watches a session.
     *
     * @param session the session
     * @return the same, its searches noted here
     */
    public DirectorySession watched(DirectorySession session) {
        return new WatchedSession(session, this);
    }

    void searched(SentSearch search, SearchResults results) {
        searches.add(search);
        results.entries().forEach(entry -> finders.putIfAbsent(entry.dn(), search));
    }

    /**
     * Notes a group that the user's own entry or name led to.
     *
     * @param group the group
     * @param how what told of it
     */
    public void direct(Group group, String how) {
        graph.direct(group, how);
    }

    /**
     * Notes a group that has a group for a member.
     *
     * @param child the member
     * @param parent the group
     */
    public void above(Group child, Group parent) {
        graph.above(child, parent);
    }

    /**
     * Notes who was found, with which groups; what was noted of another is forgotten.
     *
     * @param found the user
     * @param all all groups of the user
     * @param state why the account may not be used, or {@code null}
     * @param telling the attributes that tell of the account
     */
    public void found(User found, List<Group> all, @Nullable RejectionReason state, List<String> telling) {
        this.telling = List.copyOf(telling);
        user = found;
        groups = List.copyOf(all);
        account = state;
        rules.clear();
        roles.clear();
    }

    /**
     * Whether somebody was found, whatever became of them.
     *
     * @return true once there are groups to speak of
     */
    public boolean hasFound() {
        return user != null;
    }

    /**
     * Notes what a rule says.
     *
     * @param result the rule
     */
    public void rule(RuleResult result) {
        rules.add(result);
    }

    /**
     * Notes a role.
     *
     * @param role the role
     * @param group the group it comes from, or {@code null}
     * @param row the row that names it, or {@code null}
     */
    public void granted(String role, @Nullable Group group, @Nullable RoleMapping row) {
        roles.granted(role, group, row);
    }

    /**
     * Notes a role that a site's own class names.
     *
     * @param role the role
     */
    public void grantedBySite(String role) {
        roles.grantedBySite(role);
    }

    /**
     * Notes the principal.
     *
     * @param made what applications would be given
     */
    public void principal(DirectoryPrincipal made) {
        principal = made;
    }

    /**
     * Asks which groups led to which, where the server climbed through them by itself: the same groups, told one by one.
     *
     * @param session who searches
     * @throws DirectoryException when the directory could not answer; what is known then stays as it was
     */
    public void askWhatLedWhere(DirectorySession session) throws DirectoryException {
        User known = user;
        if (known == null || known.dn() == null || !graph.lacksChains()) {
            return;
        }
        for (Group parent : withMember(known.dn(), session)) {
            graph.direct(parent, "member");
        }
        for (Group child : groups) {
            if (child.dn() != null) {
                withMember(child.dn(), session).forEach(parent -> graph.above(child, parent));
            }
        }
    }

    private List<Group> withMember(Dn member, DirectorySession session) throws DirectoryException {
        List<Group> found = new ArrayList<>();
        for (GroupRange range : config.roles().ranges()) {
            Scope scope = range.subtree() ? Scope.SUBTREE : Scope.ONE;
            String filter = "(member=" + FilterText.escape(member.toString()) + ")";
            session.search(SearchSpec.all(range.base(), scope, filter, List.of())).entries().stream()
                    .map(entry -> new Group(entry.dn(), null))
                    .forEach(found::add);
        }
        return found;
    }

    /**
     * What all that came to.
     *
     * @param asked whether a login comes as far as this directory
     * @param verdict how a login ends here
     * @param membership how groups are known, or empty
     * @param hypotheses what might be wrong
     * @return the look
     */
    public UserLook look(boolean asked, Verdict verdict, String membership, List<Hypothesis> hypotheses) {
        List<FoundGroup> found = graph.found(groups, config.roleRules(), roles.used());
        return new UserLook(
                config.name(),
                asked,
                verdict,
                user == null ? null : found(user),
                searches,
                found,
                membership,
                rules,
                roles.granted(groups),
                hypotheses);
    }

    private FoundUser found(User known) {
        SentSearch by = known.dn() == null ? null : finders.get(known.dn());
        return new FoundUser(
                known.bindName(),
                by,
                known.canonical(),
                principal == null ? known.canonical() : principal.getName(),
                account(),
                state(known),
                principal == null ? List.of() : attributes(principal));
    }

    private String account() {
        return account == null
                ? "nothing in the entry says that it may not be used"
                : Verdicts.words(account) + " (" + account + ")";
    }

    private List<Fact> state(User known) {
        DirectoryEntry entry = known.entry();
        return entry == null
                ? List.of()
                : telling.stream()
                        .filter(name -> !entry.texts(name).isEmpty())
                        .map(name -> new Fact(name, entry.texts(name)))
                        .toList();
    }

    private static List<Fact> attributes(DirectoryPrincipal made) {
        Set<String> told = new HashSet<>(Set.of("ldap.groups", "ldap.groupDns"));
        return made.attributes().entrySet().stream()
                .filter(attribute -> told.add(attribute.getKey()))
                .map(attribute -> new Fact(attribute.getKey(), Values.texts(attribute.getValue())))
                .toList();
    }
}
