package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.latchkey.auth.Dn;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.SearchSpec;

/**
 * Asks which of several filters an entry matches: one read of the entry for each, sent all at once. Of many filters, sixteen
 * together are asked about first, and one by one only those of them of which some matches. Used by one thread.
 */
final class Matching implements AutoCloseable {

    private static final int MOST = 2_000;
    private static final int TOGETHER = 16;

    private final DirectorySession session;
    private final Dn entry;
    private final List<String> filters;
    private final Set<String> matched = new HashSet<>(Set.of(SearchSpec.ANY_ENTRY));
    private final List<List<String>> asked = new ArrayList<>();
    private final List<PendingSearch> answers = new ArrayList<>();

    /** Sends the first questions; that every entry matches its own presence is known. */
    Matching(DirectorySession session, Dn entry, List<String> filters) throws DirectoryException {
        this.session = session;
        this.entry = entry;
        this.filters = filters.stream()
                .filter(filter -> !filter.equals(SearchSpec.ANY_ENTRY))
                .toList();
        if (this.filters.size() > MOST) {
            return;
        }
        try {
            int step = this.filters.size() > TOGETHER ? TOGETHER : 1;
            for (int from = 0; from < this.filters.size(); from += step) {
                ask(this.filters.subList(from, Math.min(this.filters.size(), from + step)));
            }
        } catch (DirectoryException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Whether it asks just these. */
    boolean asks(List<String> others) {
        return filters.equals(others.stream()
                .filter(filter -> !filter.equals(SearchSpec.ANY_ENTRY))
                .toList());
    }

    /** The filters that the entry matches, and the one that every entry does. */
    Set<String> matched() throws DirectoryException {
        if (filters.size() > MOST) {
            throw new DirectoryException(
                    UnavailableCause.INCOMPLETE,
                    "more than " + MOST + " different filters in memberURL may hold for " + entry);
        }
        // The list grows while it is walked: what matches together is asked again one by one.
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).results().entries().isEmpty()) {
                continue;
            }
            List<String> some = asked.get(i);
            if (some.size() == 1) {
                matched.add(some.get(0));
            } else {
                for (String filter : some) {
                    ask(List.of(filter));
                }
            }
        }
        if (!filters.isEmpty() && matched.size() == 1) {
            checkSeen();
        }
        return matched;
    }

    /** An entry that is hidden matches as little as one that is in no group. */
    private void checkSeen() throws DirectoryException {
        if (session.read(entry, List.of()).isEmpty()) {
            throw new DirectoryException(
                    UnavailableCause.MISCONFIGURED,
                    "groups by memberURL need to read the user's entry " + entry
                            + ", and whoever searches for groups does not see it");
        }
    }

    private void ask(List<String> some) throws DirectoryException {
        String filter = some.size() == 1 ? some.get(0) : "(|" + String.join("", some) + ")";
        answers.add(session.begin(SearchSpec.entry(entry, filter, List.of())));
        asked.add(some);
    }

    @Override
    public void close() {
        answers.forEach(PendingSearch::close);
    }
}
