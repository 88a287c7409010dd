package org.latchkey.internal.login;

import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/**
 * A session that never sends a search ahead: each is sent when its answer is wanted, and none that is not.
 *
 * @param inner who searches
 */
record OneByOne(DirectorySession inner) implements DirectorySession {

    @Override
    public boolean asService() {
        return inner.asService();
    }

    @Override
    public SearchResults search(SearchSpec spec) throws DirectoryException {
        return inner.search(spec);
    }
}
