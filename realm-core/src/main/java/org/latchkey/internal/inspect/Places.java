package org.latchkey.internal.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latchkey.auth.Dn;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.SearchSpec.Scope;

/**
 * Finds out where entries of a kind are, by asking level by level whether there are any: what it costs does not depend on how many
 * there are.
 *
 * @param session who searches
 * @param filter what such entries match
 * @param passedOver an entry that does not count, such as that of the service account
 */
record Places(DirectorySession session, String filter, Optional<Dn> passedOver) {

    private static final int CHILDREN = 200;
    private static final String NOTHING = "(!(objectClass=*))";

    /** The deepest entry that has all of them below it. */
    Dn deepest(Dn from) throws DirectoryException {
        Dn here = from;
        while (!isAny(here, Scope.ONE)) {
            List<Dn> below = occupied(here);
            if (below.size() != 1) {
                return here;
            }
            here = below.get(0);
        }
        return here;
    }

    /**
     * The deepest entries that have as many of them below as can be searched for without being referred to another server, where the
     * answer would never be whole.
     *
     * @param leftOut takes the entries right below which they are beside such a reference
     */
    List<Dn> whole(Dn from, List<Dn> leftOut) throws DirectoryException {
        Dn deepest = deepest(from);
        if (!isReferring(deepest)) {
            return List.of(deepest);
        }
        if (isAny(deepest, Scope.ONE)) {
            leftOut.add(deepest);
            return List.of();
        }
        List<Dn> all = new ArrayList<>();
        for (Dn below : occupied(deepest)) {
            all.addAll(whole(below, leftOut));
        }
        return all;
    }

    boolean isAny(Dn base, Scope scope) throws DirectoryException {
        return search(base, scope, filter, 2).entries().stream().anyMatch(this::counts);
    }

    private boolean counts(DirectoryEntry entry) {
        return passedOver.filter(entry.dn()::equals).isEmpty();
    }

    /** The entries right below one that have some of them below; none where there are too many to ask each. */
    private List<Dn> occupied(Dn base) throws DirectoryException {
        SearchResults children = search(base, Scope.ONE, SearchSpec.ANY_ENTRY, CHILDREN);
        List<Dn> occupied = new ArrayList<>();
        if (!children.more()) {
            for (DirectoryEntry child : children.entries()) {
                if (isAny(child.dn(), Scope.SUBTREE)) {
                    occupied.add(child.dn());
                }
            }
        }
        return occupied;
    }

    /** A reference is given for every search that comes by, whatever it asks for (RFC 4511 4.5.3). */
    private boolean isReferring(Dn base) {
        try {
            session.search(SearchSpec.all(base, Scope.SUBTREE, NOTHING, List.of()));
            return false;
        } catch (DirectoryException e) {
            return true;
        }
    }

    private SearchResults search(Dn base, Scope scope, String what, int limit) throws DirectoryException {
        return session.search(new SearchSpec(base, scope, what, List.of(), limit, Duration.ZERO, false));
    }
}
