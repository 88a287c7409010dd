package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.User;

/**
 * Finds the groups that describe their members by a search ({@code memberURL}), whether the server makes members of that or
 * not: which groups there are is believed for a while, and whether the user's entry matches is asked of the server at each
 * login, as far as the entry's place does not tell.
 *
 * <p>Safe for use by many threads.
 */
final class DynamicGroups implements GroupResolver {

    private static final String URL = "memberURL";
    private static final int MOST = 20_000;

    private final List<RoleSearch> places;
    private final GroupGraph graph;

    DynamicGroups(List<RoleSearch> places, GroupGraph graph) {
        this.places = List.copyOf(places);
        this.graph = graph;
    }

    /** A group and whom it means. */
    private record Described(Group group, List<MemberUrl> members) {

        boolean mayHold(Dn entry) {
            return members.stream().anyMatch(url -> url.covers(entry));
        }

        boolean holds(Dn entry, Set<String> matched) {
            return members.stream().anyMatch(url -> url.covers(entry) && matched.contains(url.filter()));
        }
    }

    /** The groups of one place. */
    private record Listed(List<Described> groups) {}

    @Override
    public PendingGroups begin(User user, DirectorySession session) throws DirectoryException {
        Look look = new Look(session);
        try {
            look.start(user);
            return look;
        } catch (DirectoryException | RuntimeException e) {
            look.close();
            throw e;
        }
    }

    /** The look for one user's groups. */
    private final class Look implements PendingGroups {

        private final DirectorySession session;
        private final List<PendingSearch> lists = new ArrayList<>();
        private @Nullable Dn startedFor;
        private @Nullable Matching started;

        Look(DirectorySession session) {
            this.session = session;
        }

        /** Asks about the entry where the groups are known, and else for the groups. */
        void start(User user) throws DirectoryException {
            Dn dn = user.dn();
            if (dn == null || places.stream().anyMatch(place -> place.base(user).isEmpty())) {
                return;
            }
            List<Described> all = new ArrayList<>();
            boolean known = true;
            for (RoleSearch place : places) {
                Optional<Listed> listed = known(place, place.baseFor(user));
                known &= listed.isPresent();
                listed.ifPresent(found -> all.addAll(found.groups()));
            }
            if (known) {
                started = new Matching(session, dn, filters(all, dn));
            } else {
                for (RoleSearch place : places) {
                    lists.add(send(place, place.baseFor(user)));
                }
            }
            startedFor = dn;
        }

        @Override
        public List<Group> collect(User user) throws DirectoryException {
            Dn dn = user.dn();
            if (dn == null) {
                throw new DirectoryException(
                        UnavailableCause.MISCONFIGURED, "groups by memberURL need the user's entry, which is not read");
            }
            if (startedFor == null || !dn.equals(startedFor)) {
                close();
            }
            List<Described> all = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                all.addAll(listed(i, places.get(i).baseFor(user)));
            }
            Set<String> matched = matched(dn, all);
            return all.stream()
                    .filter(group -> group.holds(dn, matched))
                    .map(Described::group)
                    .toList();
        }

        private List<Described> listed(int number, Dn base) throws DirectoryException {
            RoleSearch place = places.get(number);
            Optional<Listed> known = known(place, base);
            if (known.isPresent()) {
                return known.get().groups();
            }
            try (PendingSearch list = lists.isEmpty() ? send(place, base) : lists.get(number)) {
                Listed listed = new Listed(read(place, list.results()));
                if (session.asService()) {
                    graph.note(base, place.scope(), listed);
                }
                return listed.groups();
            }
        }

        private Set<String> matched(Dn dn, List<Described> groups) throws DirectoryException {
            List<String> filters = filters(groups, dn);
            if (started != null && started.asks(filters)) {
                return started.matched();
            }
            try (Matching now = new Matching(session, dn, filters)) {
                return now.matched();
            }
        }

        private Optional<Listed> known(RoleSearch place, Dn base) {
            return session.asService() ? graph.note(base, place.scope(), Listed.class) : Optional.empty();
        }

        private PendingSearch send(RoleSearch place, Dn base) throws DirectoryException {
            return session.begin(place.spec(base, place.amongGroups("(" + URL + "=*)"), URL));
        }

        @Override
        public void close() {
            lists.forEach(PendingSearch::close);
            lists.clear();
            if (started != null) {
                started.close();
                started = null;
            }
        }
    }

    private static List<Described> read(RoleSearch place, SearchResults results) throws DirectoryException {
        if (results.entries().size() > MOST) {
            throw new DirectoryException(UnavailableCause.INCOMPLETE, "more than " + MOST + " groups with " + URL);
        }
        List<Described> groups = new ArrayList<>();
        for (DirectoryEntry entry : results.entries()) {
            groups.add(new Described(place.group(entry), members(entry)));
        }
        return groups;
    }

    private static List<MemberUrl> members(DirectoryEntry entry) throws DirectoryException {
        try {
            return entry.texts(URL).stream()
                    .flatMap(text -> MemberUrl.parse(text).stream())
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new DirectoryException(
                    UnavailableCause.INCOMPLETE,
                    "whom the group " + entry.dn() + " means is not known: its " + URL + " cannot be read",
                    e);
        }
    }

    /** What has to match for an entry to be in any of the groups whose place it stands at. */
    private static List<String> filters(List<Described> groups, Dn entry) {
        Set<String> filters = new LinkedHashSet<>();
        groups.stream()
                .filter(group -> group.mayHold(entry))
                .flatMap(group -> group.members().stream())
                .filter(url -> url.covers(entry))
                .forEach(url -> filters.add(url.filter()));
        return List.copyOf(filters);
    }
}
