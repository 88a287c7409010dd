package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.FilterText.Argument;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.RoleConfig;
import org.latchkey.config.UserConfig;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.User;

/**
 * Finds groups by a search for the user's DN or name, and where groups may be members of groups the parents level by level,
 * a whole level in one OR filter. Cycles and self-members end, since each group is asked about once.
 */
public final class SearchGroups implements GroupResolver {

    private final RoleConfig config;
    private final FilterText search;
    private final String nameAttribute;
    private final UserConfig users;

    /**
     * Makes the resolver.
     *
     * @param config where groups are
     * @param search the filter
     * @param nameAttribute the attribute that holds the role's name
     * @param users what of the user goes into the filter
     */
    public SearchGroups(RoleConfig config, FilterText search, String nameAttribute, UserConfig users) {
        this.config = config;
        this.search = search;
        this.nameAttribute = nameAttribute;
        this.users = users;
    }

    @Override
    public PendingGroups begin(User user, DirectorySession session) {
        return () -> collect(user, session);
    }

    private List<Group> collect(User user, DirectorySession session) throws DirectoryException {
        Dn base = base(user);
        Map<Dn, Group> found = new LinkedHashMap<>();
        List<Group> level = search(base, filterFor(user).stream().toList(), session, found);
        while (config.nested() && !level.isEmpty()) {
            level = search(base, OrFilters.of(level.stream().flatMap(g -> filterFor(g).stream())), session, found);
        }
        return List.copyOf(found.values());
    }

    /** Sends the filters and returns the groups that were not known before. */
    private List<Group> search(Dn base, Collection<String> filters, DirectorySession session, Map<Dn, Group> found)
            throws DirectoryException {
        List<Group> fresh = new ArrayList<>();
        for (String filter : filters) {
            for (DirectoryEntry entry : session.search(SearchSpec.all(
                            base,
                            config.subtree() ? SearchSpec.Scope.SUBTREE : SearchSpec.Scope.ONE,
                            filter,
                            List.of(nameAttribute)))
                    .entries()) {
                Group group = new Group(entry.dn(), GroupName.of(entry, nameAttribute));
                if (found.putIfAbsent(entry.dn(), group) == null) {
                    fresh.add(group);
                }
            }
        }
        return fresh;
    }

    private Optional<String> filterFor(User user) {
        String argument = users.roleArgument();
        return search.fill(List.of(
                Argument.name(text(user.dn())),
                Argument.value(user.canonical()),
                Argument.value(
                        argument == null
                                ? null
                                : user.attributes()
                                        .flatMap(entry -> entry.text(argument))
                                        .orElse(null))));
    }

    private Optional<String> filterFor(Group group) {
        Argument name =
                Argument.value(group.roleName().filter(GroupName::isBounded).orElse(null));
        return search.fill(List.of(Argument.name(text(group.dn())), name, name));
    }

    private @Nullable String text(@Nullable Dn dn) {
        return dn == null ? null : users.hexEscapedDns() ? dn.hexEscaped() : dn.toString();
    }

    private Dn base(User user) throws DirectoryException {
        List<String> parts = user.dn() == null ? List.of() : user.dn().rdns();
        if (config.base().places().stream().anyMatch(place -> place >= parts.size())) {
            throw new DirectoryException(
                    UnavailableCause.MISCONFIGURED,
                    "roleBase '" + config.base() + "' asks for more parts than the user's DN " + user.dn() + " has");
        }
        return Dn.parse(config.base().fillParts(place -> Objects.requireNonNull(parts.get(place))))
                .under(config.root());
    }
}
