package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LogText;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.RoleConfig;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.User;

/**
 * Finds groups by a search for the user's DN or name at each place where groups are, and where groups may be members of
 * groups the parents level by level, a whole level in one OR filter, as far as the graph of groups does not know them.
 * Cycles and self-members end, since each group is asked about once; what goes too deep or becomes too many is an error and
 * never fewer groups.
 */
final class SearchGroups implements GroupResolver {

    private static final int MOST = 20_000;

    private final RoleConfig config;
    private final List<RoleSearch> searches;
    private final GroupGraph graph;
    private final GroupResolver others;
    private final boolean parentsOfOthers;
    private final boolean needsDnOnly;
    private final GroupWitness witness;

    /**
     * Makes the resolver.
     *
     * @param config how far to climb
     * @param searches what is asked at each place
     * @param graph what is known of groups in groups
     * @param others finds groups that the searches do not, which may be members of groups too
     * @param parentsOfOthers whether the searches climb by themselves, and so tell all that is above those others too
     * @param witness is told of each group
     */
    SearchGroups(
            RoleConfig config,
            List<RoleSearch> searches,
            GroupGraph graph,
            GroupResolver others,
            boolean parentsOfOthers,
            GroupWitness witness) {
        this.config = config;
        this.searches = List.copyOf(searches);
        this.graph = graph;
        this.others = others;
        this.parentsOfOthers = parentsOfOthers;
        this.needsDnOnly = searches.stream().allMatch(RoleSearch::needsDnOnly);
        this.witness = witness;
    }

    @Override
    public PendingGroups begin(User user, DirectorySession session) throws DirectoryException {
        Climb climb = new Climb(session, others.begin(user, session));
        if (user.entry() != null || needsDnOnly) {
            climb.start(user);
        }
        return climb;
    }

    /** Groups whose parents at one place are not known: a clause for each. */
    private record Open(RoleSearch place, Dn base, Set<String> clauses) {

        static Open of(RoleSearch place, Dn base, Optional<String> filter) {
            return new Open(place, base, filter.map(Set::of).orElse(Set.of()));
        }
    }

    /** The way from a user up to the last of the groups. */
    private final class Climb implements PendingGroups {

        private final DirectorySession session;
        private final PendingGroups besides;
        private final Map<Dn, Group> found = new LinkedHashMap<>();
        private @Nullable Dn startedFor;
        private @Nullable Sent started;

        Climb(DirectorySession session, PendingGroups besides) {
            this.session = session;
            this.besides = besides;
        }

        /** Sends the first searches, unless there is something wrong with them that only a verified user should be told. */
        void start(User user) throws DirectoryException {
            List<Open> first = new ArrayList<>();
            for (RoleSearch place : searches) {
                Optional<Dn> base = place.base(user);
                if (base.isEmpty()) {
                    return;
                }
                first.add(Open.of(place, base.get(), place.filterFor(user)));
            }
            try {
                started = new Sent(first);
                startedFor = user.dn();
            } catch (DirectoryException | RuntimeException e) {
                close();
                throw e;
            }
        }

        @Override
        public List<Group> collect(User user) throws DirectoryException {
            List<Dn> bases = new ArrayList<>();
            for (RoleSearch place : searches) {
                bases.add(place.baseFor(user));
            }
            Set<Group> direct = new LinkedHashSet<>(first(bases, user));
            List<Group> others = besides.collect(user);
            direct.addAll(others);
            if (!config.nested()) {
                direct.addAll(parentsOfOthers ? above(bases, others) : List.of());
                return List.copyOf(direct);
            }
            List<Group> level = fresh(direct);
            for (int depth = 0; !level.isEmpty(); depth++) {
                level = fresh(above(bases, level));
                if (depth == config.nestedDepth() && !level.isEmpty()) {
                    throw tooDeep(level.get(0));
                }
            }
            return List.copyOf(found.values());
        }

        /** What was begun counts if it named the user letter for letter: not every attribute compares names as names. */
        private List<Group> first(List<Dn> bases, User user) throws DirectoryException {
            if (started != null && String.valueOf(startedFor).equals(String.valueOf(user.dn()))) {
                return started.all();
            }
            giveUpStarted();
            List<Open> first = new ArrayList<>();
            for (int i = 0; i < bases.size(); i++) {
                first.add(Open.of(searches.get(i), bases.get(i), searches.get(i).filterFor(user)));
            }
            try (Sent sent = new Sent(first)) {
                return sent.all();
            }
        }

        /** The parents of all these groups; where somebody wants to know whose they are, one group after the other. */
        private List<Group> above(List<Dn> bases, List<Group> level) throws DirectoryException {
            if (!witness.listens()) {
                return parents(bases, level);
            }
            List<Group> all = new ArrayList<>();
            for (Group child : level) {
                List<Group> parents = parents(bases, List.of(child));
                parents.forEach(parent -> witness.above(child, parent));
                all.addAll(parents);
            }
            return all;
        }

        /** The parents of all these groups, those known for sure and those of the others in as few searches as can be. */
        private List<Group> parents(List<Dn> bases, List<Group> level) throws DirectoryException {
            List<Group> parents = new ArrayList<>();
            List<Open> unknown = new ArrayList<>();
            for (int i = 0; i < bases.size(); i++) {
                Open open = unknown(searches.get(i), bases.get(i), level, parents);
                known(open.place(), open.base(), open.clauses())
                        .ifPresentOrElse(parents::addAll, () -> unknown.add(open));
            }
            parents.addAll(asked(unknown));
            return parents;
        }

        /** Those that each have to be asked about; what is known of the others goes to the parents. */
        private Open unknown(RoleSearch place, Dn base, List<Group> level, List<Group> parents) {
            Set<String> unknown = new LinkedHashSet<>();
            for (Group group : level) {
                Optional<String> clause = place.filterFor(group);
                if (clause.isPresent()) {
                    known(place, base, Set.of(clause.get()))
                            .ifPresentOrElse(parents::addAll, () -> unknown.add(clause.get()));
                }
            }
            return new Open(place, base, unknown);
        }

        /** Only what the service sees is the same for everybody. */
        private Optional<List<Group>> known(RoleSearch place, Dn base, Set<String> clauses) {
            if (clauses.isEmpty()) {
                return Optional.of(List.of());
            }
            return session.asService() ? graph.parents(base, place.scope(), clauses) : Optional.empty();
        }

        private List<Group> asked(List<Open> unknown) throws DirectoryException {
            List<Group> all = new ArrayList<>();
            try (Sent sent = new Sent(unknown)) {
                for (Open open : unknown) {
                    List<Group> parents = sent.next();
                    if (session.asService()) {
                        graph.learn(open.base(), open.place().scope(), open.clauses(), parents);
                    }
                    all.addAll(parents);
                }
            }
            return all;
        }

        /** Those that were not met before. */
        private List<Group> fresh(Iterable<Group> groups) throws DirectoryException {
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

        private void giveUpStarted() {
            if (started != null) {
                started.close();
                started = null;
            }
        }

        @Override
        public void close() {
            giveUpStarted();
            besides.close();
        }

        /** Searches at several places, sent all at once. */
        private final class Sent implements AutoCloseable {

            private final List<Open> questions;
            private final List<List<PendingSearch>> answers = new ArrayList<>();
            private int taken;

            Sent(List<Open> questions) throws DirectoryException {
                this.questions = questions;
                try {
                    for (Open question : questions) {
                        List<PendingSearch> pending = new ArrayList<>();
                        answers.add(pending);
                        for (String filter : OrFilters.of(question.clauses().stream())) {
                            pending.add(session.begin(question.place().spec(question.base(), filter)));
                        }
                    }
                } catch (DirectoryException | RuntimeException e) {
                    close();
                    throw e;
                }
            }

            /** What the next of the places has. */
            List<Group> next() throws DirectoryException {
                RoleSearch place = questions.get(taken).place();
                List<Group> groups = new ArrayList<>();
                for (PendingSearch answer : answers.get(taken)) {
                    groups.addAll(place.groups(answer.results()));
                }
                taken++;
                return groups;
            }

            /** What all places have of the user's own groups. */
            List<Group> all() throws DirectoryException {
                List<Group> all = new ArrayList<>();
                while (taken < questions.size()) {
                    RoleSearch place = questions.get(taken).place();
                    List<Group> groups = next();
                    if (witness.listens()) {
                        groups.forEach(group -> witness.direct(group, place.how()));
                    }
                    all.addAll(groups);
                }
                return all;
            }

            @Override
            public void close() {
                answers.forEach(pending -> pending.forEach(PendingSearch::close));
            }
        }
    }
}
