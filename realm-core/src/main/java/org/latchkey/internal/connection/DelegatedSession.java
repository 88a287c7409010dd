package org.latchkey.internal.connection;

import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/** The directory with the rights of a delegated credential, on a connection that nobody else ever gets. */
public final class DelegatedSession implements DirectorySession, AutoCloseable {

    private final DirectoryConnection connection;
    private final SingleSession session;

    DelegatedSession(DirectoryConnection connection, SingleSession session) {
        this.connection = connection;
        this.session = session;
    }

    @Override
    public SearchResults search(SearchSpec spec) throws DirectoryException {
        return session.search(spec);
    }

    /** Closes the connection. */
    @Override
    public void close() {
        session.end();
        connection.close();
    }
}
