package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
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
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.SearchResults;
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
    private final boolean needsDnOnly;
    private final Set<Integer> basePlaces;
    private final Dn fixedBase;

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
        this.needsDnOnly = Set.of(0).containsAll(search.places());
        this.basePlaces = config.base().places();
        this.fixedBase = under(place -> "x=x");
    }

    @Override
    public PendingGroups begin(User user, DirectorySession session) throws DirectoryException {
        Climb climb = new Climb(session);
        if (user.entry() != null || needsDnOnly) {
            climb.start(user);
        }
        return climb;
    }

    /** The way from a user up to the last of the groups. */
    private final class Climb implements PendingGroups {

        private final DirectorySession session;
        private final Map<Dn, Group> found = new LinkedHashMap<>();
        private @Nullable Dn startedFor;
        private @Nullable PendingSearch started;

        Climb(DirectorySession session) {
            this.session = session;
        }

        /** Sends the first search, unless there is something wrong with it that only a verified user should be told. */
        void start(User user) throws DirectoryException {
            Optional<Dn> base = base(user);
            Optional<String> filter = filterFor(user);
            if (base.isPresent() && filter.isPresent()) {
                started = session.begin(spec(base.get(), filter.get()));
                startedFor = user.dn();
            }
        }

        @Override
        public List<Group> collect(User user) throws DirectoryException {
            Dn base = base(user).orElseThrow(() -> baseTooDeep(user));
            List<Group> level = first(base, user);
            if (!config.nested()) {
                return level;
            }
            while (!level.isEmpty()) {
                level = search(base, OrFilters.of(level.stream().flatMap(g -> filterFor(g).stream())));
            }
            return List.copyOf(found.values());
        }

        /** What was begun counts if it named the user letter for letter: not every attribute compares names as names. */
        private List<Group> first(Dn base, User user) throws DirectoryException {
            PendingSearch begun = started;
            if (begun != null && String.valueOf(startedFor).equals(String.valueOf(user.dn()))) {
                return fresh(begun.results());
            }
            close();
            return search(base, filterFor(user).stream().toList());
        }

        /** Sends the filters all at once and returns the groups that were not known before. */
        private List<Group> search(Dn base, List<String> filters) throws DirectoryException {
            List<PendingSearch> sent = new ArrayList<>(filters.size());
            List<Group> fresh = new ArrayList<>();
            try {
                for (String filter : filters) {
                    sent.add(session.begin(spec(base, filter)));
                }
                for (PendingSearch search : sent) {
                    fresh.addAll(fresh(search.results()));
                }
                return fresh;
            } finally {
                sent.forEach(PendingSearch::close);
            }
        }

        private List<Group> fresh(SearchResults results) {
            List<Group> fresh = new ArrayList<>();
            for (DirectoryEntry entry : results.entries()) {
                Group group = new Group(entry.dn(), GroupName.of(entry, nameAttribute));
                if (!config.nested() || found.putIfAbsent(entry.dn(), group) == null) {
                    fresh.add(group);
                }
            }
            return fresh;
        }

        @Override
        public void close() {
            if (started != null) {
                started.close();
                started = null;
            }
        }
    }

    private SearchSpec spec(Dn base, String filter) {
        return SearchSpec.all(
                base,
                config.subtree() ? SearchSpec.Scope.SUBTREE : SearchSpec.Scope.ONE,
                filter,
                List.of(nameAttribute));
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

    /** The base for a user, or nothing when it asks for more parts than the user's DN has. */
    private Optional<Dn> base(User user) {
        if (basePlaces.isEmpty()) {
            return Optional.of(fixedBase);
        }
        List<String> parts = user.dn() == null ? List.of() : user.dn().rdns();
        return basePlaces.stream().anyMatch(place -> place >= parts.size())
                ? Optional.empty()
                : Optional.of(under(place -> Objects.requireNonNull(parts.get(place))));
    }

    private Dn under(IntFunction<String> parts) {
        return Dn.parse(config.base().fillParts(parts)).under(config.root());
    }

    private DirectoryException baseTooDeep(User user) {
        return new DirectoryException(
                UnavailableCause.MISCONFIGURED,
                "roleBase '" + config.base() + "' asks for more parts than the user's DN " + user.dn() + " has");
    }
}
