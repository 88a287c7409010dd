package org.latchkey.internal.group;

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
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.User;

/**
 * Has Active Directory work out all security groups of a user, nested and primary ones included (MS-ADTS 3.1.1.4.5.19), and
 * resolves their SIDs where groups are. A SID that stands for no entry there, as one of a well-known or a foreign group,
 * is no group of this configuration: neither a role nor an expression can name it.
 *
 * <p>Safe for use by many threads.
 */
final class TokenGroups implements GroupResolver {

    static final String TOKEN = "tokenGroups";

    private final List<RoleSearch> places;
    private final GroupGraph graph;

    TokenGroups(List<RoleSearch> places, GroupGraph graph) {
        this.places = List.copyOf(places);
        this.graph = graph;
    }

    @Override
    public PendingGroups begin(User user, DirectorySession session) throws DirectoryException {
        Dn dn = user.dn();
        return new Reading(session, dn, dn == null ? null : read(dn, session));
    }

    private static PendingSearch read(Dn dn, DirectorySession session) throws DirectoryException {
        return session.begin(SearchSpec.entry(dn, SearchSpec.ANY_ENTRY, List.of(TOKEN)));
    }

    /** The read of one user's token. */
    private final class Reading implements PendingGroups {

        private final DirectorySession session;
        private final @Nullable Dn startedFor;
        private final @Nullable PendingSearch started;

        Reading(DirectorySession session, @Nullable Dn startedFor, @Nullable PendingSearch started) {
            this.session = session;
            this.startedFor = startedFor;
            this.started = started;
        }

        @Override
        public List<Group> collect(User user) throws DirectoryException {
            Set<Sid> sids = token(user);
            Set<Group> groups = new LinkedHashSet<>();
            for (RoleSearch place : places) {
                groups.addAll(place.bySid(place.baseFor(user), graph).of(sids, session));
            }
            return List.copyOf(groups);
        }

        private Set<Sid> token(User user) throws DirectoryException {
            Dn dn = user.dn();
            if (dn == null) {
                throw none("the user's entry is not read");
            }
            if (started != null && startedFor != null && dn.equals(startedFor)) {
                return sids(started.results().entries().stream().findFirst(), dn);
            }
            try (PendingSearch now = read(dn, session)) {
                return sids(now.results().entries().stream().findFirst(), dn);
            }
        }

        private Set<Sid> sids(Optional<DirectoryEntry> entry, Dn dn) throws DirectoryException {
            Set<Sid> sids = entry.isPresent() ? SidGroups.sids(entry.get(), TOKEN) : Set.of();
            if (sids.isEmpty()) {
                throw none(dn + " has none; only Active Directory has, and shows them to those who may read them");
            }
            return sids;
        }

        @Override
        public void close() {
            if (started != null) {
                started.close();
            }
        }
    }

    private static DirectoryException none(String why) {
        return new DirectoryException(UnavailableCause.MISCONFIGURED, "groups are known by " + TOKEN + ", but " + why);
    }
}
