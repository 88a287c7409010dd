package org.latchkey.internal.inspect;

import java.util.Locale;
import org.latchkey.inspect.SentSearch;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/**
 * A session whose searches are noted.
 *
 * @param inner who searches
 * @param notes takes note of each answer
 */
record WatchedSession(DirectorySession inner, UserNotes notes) implements DirectorySession {

    @Override
    public boolean asService() {
        return inner.asService();
    }

    @Override
    public SearchResults search(SearchSpec spec) throws DirectoryException {
        return noted(spec, inner.search(spec));
    }

    @Override
    public PendingSearch begin(SearchSpec spec) throws DirectoryException {
        PendingSearch begun = inner.begin(spec);
        return new PendingSearch() {
            @Override
            public SearchResults results() throws DirectoryException {
                return noted(spec, begun.results());
            }

            @Override
            public void close() {
                begun.close();
            }
        };
    }

    private SearchResults noted(SearchSpec spec, SearchResults results) {
        SentSearch sent = new SentSearch(
                spec.base().toString(),
                spec.scope().name().toLowerCase(Locale.ROOT),
                spec.filter(),
                results.entries().size());
        notes.searched(sent, results);
        return results;
    }
}
