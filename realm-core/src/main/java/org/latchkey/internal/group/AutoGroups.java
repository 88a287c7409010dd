package org.latchkey.internal.group;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.SearchSpec.Scope;
import org.latchkey.spi.User;

/**
 * Finds groups in the cheapest way that misses none on the directory that is there. What the directory is, is asked when
 * the first user is verified, and again when that was long ago; who cannot be told is told to nobody: a login fails where
 * it cannot be asked.
 *
 * <p>A way that keeps logins waiting for a second or more, three times one after the other, is left for one that asks the
 * directory for less. Safe for use by many threads.
 */
final class AutoGroups implements GroupResolver {

    private static final long SLOW = Duration.ofSeconds(1).toNanos();
    private static final int TIMES = 3;

    private final GroupGraph graph;
    private final MembershipNote note;
    private final Function<Offer, Ways> maker;
    private final LongSupplier nanoTime;
    private volatile @Nullable Chosen last;

    /**
     * How groups are found, and how else if that is slow.
     *
     * @param first the cheapest way
     * @param why why that one
     * @param later another, or {@code null} when there is none
     * @param whyLater why that one
     */
    record Ways(GroupResolver first, String why, @Nullable GroupResolver later, String whyLater) {}

    AutoGroups(GroupGraph graph, MembershipNote note, Function<Offer, Ways> maker, LongSupplier nanoTime) {
        this.graph = graph;
        this.note = note;
        this.maker = maker;
        this.nanoTime = nanoTime;
    }

    @Override
    public PendingGroups begin(User user, DirectorySession session) throws DirectoryException {
        Optional<Offer> known = session.asService() ? graph.note(Dn.ROOT, Scope.BASE, Offer.class) : Optional.empty();
        return known.isPresent()
                ? chosen(known.get()).begin(user, session)
                : verified -> {
                    try (PendingGroups now = chosen(offer(session)).begin(verified, session)) {
                        return now.collect(verified);
                    }
                };
    }

    private Offer offer(DirectorySession session) throws DirectoryException {
        Offer offer = Offer.of(session);
        if (session.asService()) {
            graph.note(Dn.ROOT, Scope.BASE, offer);
        }
        return offer;
    }

    private Chosen chosen(Offer offer) {
        Chosen before = last;
        if (before != null && before.offer.equals(offer)) {
            return before;
        }
        Chosen now = new Chosen(offer, maker.apply(offer));
        note.chosen(now.ways.why());
        last = now;
        return now;
    }

    /** What was chosen for an offer, as long as it is quick enough. */
    private final class Chosen implements GroupResolver {

        private final Offer offer;
        private final Ways ways;
        private final AtomicInteger slow = new AtomicInteger();

        Chosen(Offer offer, Ways ways) {
            this.offer = offer;
            this.ways = ways;
        }

        @Override
        public PendingGroups begin(User user, DirectorySession session) throws DirectoryException {
            GroupResolver later = ways.later();
            return later == null
                    ? ways.first().begin(user, session)
                    : slow.get() >= TIMES
                            ? later.begin(user, session)
                            : watched(ways.first().begin(user, session));
        }

        private PendingGroups watched(PendingGroups begun) {
            return new PendingGroups() {
                @Override
                public List<Group> collect(User user) throws DirectoryException {
                    long since = nanoTime.getAsLong();
                    try {
                        return begun.collect(user);
                    } finally {
                        took(nanoTime.getAsLong() - since);
                    }
                }

                @Override
                public void close() {
                    begun.close();
                }
            };
        }

        /** Errors count as well: what times out is slow. */
        private void took(long nanos) {
            int before = slow.getAndUpdate(times -> times >= TIMES ? times : nanos < SLOW ? 0 : times + 1);
            if (before == TIMES - 1 && nanos >= SLOW) {
                note.movedTo(ways.whyLater());
            }
        }
    }
}
