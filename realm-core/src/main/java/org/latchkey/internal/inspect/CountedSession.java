package org.latchkey.internal.inspect;

import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/** A session that counts its searches. Used by one thread. */
final class CountedSession implements DirectorySession {

    private final DirectorySession inner;
    private int searches;

    CountedSession(DirectorySession inner) {
        this.inner = inner;
    }

    @Override
    public boolean asService() {
        return true;
    }

    @Override
    public SearchResults search(SearchSpec spec) throws DirectoryException {
        searches++;
        return inner.search(spec);
    }

    int searches() {
        return searches;
    }
}
