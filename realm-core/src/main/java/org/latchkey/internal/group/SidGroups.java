package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.latchkey.auth.Dn;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.SearchSpec.Scope;

/**
 * Tells which groups SIDs belong to, below one base. What the service was told is believed for a while, also that a SID
 * belongs to no group there. Immutable but for what it learns; safe for use by many threads.
 *
 * @param base where the groups are
 * @param scope how far below it
 * @param attributes what makes their names
 * @param narrow adds what every group must match
 * @param naming makes a group of an entry
 * @param graph keeps what was told
 */
record SidGroups(
        Dn base,
        Scope scope,
        List<String> attributes,
        UnaryOperator<String> narrow,
        Function<DirectoryEntry, Group> naming,
        GroupGraph graph) {

    static final String SID = "objectSid";

    /** The groups of those SIDs that have one here. */
    List<Group> of(Set<Sid> sids, DirectorySession session) throws DirectoryException {
        List<Group> groups = new ArrayList<>();
        Set<Sid> unknown = new LinkedHashSet<>();
        for (Sid sid : sids) {
            Optional<List<Group>> known =
                    session.asService() ? graph.parents(base, scope, Set.of(sid.filter())) : Optional.empty();
            known.ifPresentOrElse(groups::addAll, () -> unknown.add(sid));
        }
        groups.addAll(asked(unknown, session));
        return groups;
    }

    private List<Group> asked(Set<Sid> sids, DirectorySession session) throws DirectoryException {
        List<PendingSearch> sent = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        Set<Sid> nobody = new HashSet<>(sids);
        try {
            for (String filter : OrFilters.of(sids.stream().map(Sid::filter))) {
                List<String> wanted = new ArrayList<>(attributes);
                wanted.add(SID);
                sent.add(session.begin(SearchSpec.all(base, scope, narrow.apply(filter), wanted)));
            }
            for (PendingSearch search : sent) {
                for (DirectoryEntry entry : search.results().entries()) {
                    Group group = naming.apply(entry);
                    groups.add(group);
                    sid(entry).filter(nobody::remove).ifPresent(sid -> learn(sid, List.of(group), session));
                }
            }
        } finally {
            sent.forEach(PendingSearch::close);
        }
        nobody.forEach(sid -> learn(sid, List.of(), session));
        return groups;
    }

    private void learn(Sid sid, List<Group> groups, DirectorySession session) {
        if (session.asService()) {
            graph.learn(base, scope, Set.of(sid.filter()), groups);
        }
    }

    /** The SID of an entry, where it has one that can be read. */
    static Optional<Sid> sid(DirectoryEntry entry) {
        return entry.values(SID).stream()
                .filter(byte[].class::isInstance)
                .findFirst()
                .flatMap(bytes -> Sid.of((byte[]) bytes));
    }

    /** All SIDs that an attribute lists. */
    static Set<Sid> sids(DirectoryEntry entry, String attribute) throws DirectoryException {
        Set<Sid> sids = new LinkedHashSet<>();
        for (Object value : entry.values(attribute)) {
            sids.add(Optional.of(value)
                    .filter(byte[].class::isInstance)
                    .flatMap(bytes -> Sid.of((byte[]) bytes))
                    .orElseThrow(() -> new DirectoryException(
                            UnavailableCause.INCOMPLETE,
                            "a value of " + attribute + " of " + entry.dn() + " is no SID")));
        }
        return sids;
    }
}
