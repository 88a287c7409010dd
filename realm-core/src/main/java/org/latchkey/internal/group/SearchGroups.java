package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.FilterText.Argument;
import org.latchkey.auth.LogText;
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
 * a whole level in one OR filter, as far as the graph of groups does not know them. Cycles and self-members end, since each
 * group is asked about once; what goes too deep or becomes too many is an error and never fewer groups.
 */
public final class SearchGroups implements GroupResolver {

    private static final int MOST = 20_000;
    /** What is longer goes into no other filter. */
    private static final int LONGEST_NAME = 1024;

    private final RoleConfig config;
    private final FilterText search;
    private final String nameAttribute;
    private final UserConfig users;
    private final GroupGraph graph;
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
     * @param graph what is known of groups in groups
     */
    public SearchGroups(
            RoleConfig config, FilterText search, String nameAttribute, UserConfig users, GroupGraph graph) {
        this.config = config;
        this.search = search;
        this.nameAttribute = nameAttribute;
        this.users = users;
        this.graph = graph;
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
            List<Group> direct = first(base, user);
            if (!config.nested()) {
                return direct;
            }
            List<Group> level = fresh(direct);
            for (int depth = 0; !level.isEmpty(); depth++) {
                level = fresh(parents(base, level));
                if (depth == config.nestedDepth() && !level.isEmpty()) {
                    throw tooDeep(level.get(0));
                }
            }
            return List.copyOf(found.values());
        }

        /** The parents of all these groups, those known for sure and those of the others in as few searches as can be. */
        private List<Group> parents(Dn base, List<Group> level) throws DirectoryException {
            List<Group> parents = new ArrayList<>();
            Set<String> unknown = new LinkedHashSet<>();
            for (Group group : level) {
                Optional<String> clause = filterFor(group);
                if (clause.isPresent()) {
                    known(base, Set.of(clause.get())).ifPresentOrElse(parents::addAll, () -> unknown.add(clause.get()));
                }
            }
            if (!unknown.isEmpty()) {
                Optional<List<Group>> together = known(base, unknown);
                parents.addAll(together.isPresent() ? together.get() : asked(base, unknown));
            }
            return parents;
        }

        /** Only what the service sees is the same for everybody. */
        private Optional<List<Group>> known(Dn base, Set<String> clauses) {
            return session.asService() ? graph.parents(base, clauses) : Optional.empty();
        }

        private List<Group> asked(Dn base, Set<String> clauses) throws DirectoryException {
            List<Group> parents = search(base, OrFilters.of(clauses.stream()));
            if (session.asService()) {
                graph.learn(base, clauses, parents);
            }
            return parents;
        }

        /** What was begun counts if it named the user letter for letter: not every attribute compares names as names. */
        private List<Group> first(Dn base, User user) throws DirectoryException {
            PendingSearch begun = started;
            if (begun != null && String.valueOf(startedFor).equals(String.valueOf(user.dn()))) {
                return groups(begun.results());
            }
            close();
            return search(base, filterFor(user).stream().toList());
        }

        /** Sends the filters all at once. */
        private List<Group> search(Dn base, List<String> filters) throws DirectoryException {
            List<PendingSearch> sent = new ArrayList<>(filters.size());
            List<Group> all = new ArrayList<>();
            try {
                for (String filter : filters) {
                    sent.add(session.begin(spec(base, filter)));
                }
                for (PendingSearch search : sent) {
                    all.addAll(groups(search.results()));
                }
                return all;
            } finally {
                sent.forEach(PendingSearch::close);
            }
        }

        private List<Group> groups(SearchResults results) {
            List<Group> groups = new ArrayList<>(results.entries().size());
            for (DirectoryEntry entry : results.entries()) {
                groups.add(new Group(entry.dn(), entry.nameBy(nameAttribute).orElse(null)));
            }
            return groups;
        }

        /** Those that were not met before. */
        private List<Group> fresh(List<Group> groups) throws DirectoryException {
            List<Group> fresh = new ArrayList<>();
            for (Group group : groups) {
                if (found.putIfAbsent(Objects.requireNonNull(group.dn()), group) == null) {
                    fresh.add(group);
                }
            }
            if (found.size() > MOST) {
                throw new DirectoryException(
                        UnavailableCause.INCOMPLETE, "more than " + MOST + " groups with roleNested for one user");
            }
            return fresh;
        }

        private DirectoryException tooDeep(Group group) {
            return new DirectoryException(
                    UnavailableCause.INCOMPLETE,
                    "groups are nested deeper than roleNestedDepth, which is " + config.nestedDepth() + ": "
                            + LogText.escaped(String.valueOf(group.dn())) + " is one level further up");
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
        List<Argument> first = List.of(Argument.name(text(user.dn())), Argument.value(user.canonical()));
        Set<String> filters = new LinkedHashSet<>();
        for (List<Argument> more : argumentsOf(user)) {
            search.fill(Stream.concat(first.stream(), more.stream()).toList()).ifPresent(filters::add);
        }
        return filters.size() < 2 ? filters.stream().findFirst() : Optional.of("(|" + String.join("", filters) + ")");
    }

    /** JNDIRealm's {@code {2}} takes the first of several values; those behind it take each. */
    private List<List<Argument>> argumentsOf(User user) {
        List<List<Argument>> all = List.of(List.of());
        for (String attribute : users.roleArguments()) {
            List<String> values =
                    user.attributes().map(entry -> entry.texts(attribute)).orElse(List.of());
            List<String> taken = all.get(0).isEmpty() ? values.stream().limit(1).toList() : values;
            all = all.stream()
                    .flatMap(before -> (taken.isEmpty() ? Stream.of((String) null) : taken.stream())
                            .map(value -> and(before, value)))
                    .toList();
        }
        return all;
    }

    private static List<Argument> and(List<Argument> before, @Nullable String value) {
        List<Argument> arguments = new ArrayList<>(before);
        arguments.add(Argument.value(value));
        return arguments;
    }

    private Optional<String> filterFor(Group group) {
        Argument name = Argument.value(
                group.roleName().filter(text -> text.length() <= LONGEST_NAME).orElse(null));
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
