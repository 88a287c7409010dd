package org.latchkey.internal.connection;

import java.util.List;
import org.latchkey.auth.Secret;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchSpec;

/**
 * One open connection to one server. Used by one thread at a time.
 *
 * <p>A connection that failed with a {@link ConnectionFault} is worthless from then on and must be closed.
 */
public interface DirectoryConnection extends DirectorySession, AutoCloseable {

    /**
     * Sends one simple bind on this connection, and never opens another for it.
     *
     * @param name the name, not empty
     * @param password the password, not empty
     * @return the server's answer, whatever it is
     * @throws ConnectionFault when there was no answer; it tells whether the bind may have been sent
     * @throws DirectoryException when the bind could not be tried
     */
    BindReply bind(String name, Secret password) throws DirectoryException;

    /**
     * Sends a bind as nobody (RFC 4513 5.1.1): it takes the last user's rights away, and shows that the server answers.
     *
     * @throws ConnectionFault when there was no answer; a refusal is one
     * @throws DirectoryException when it could not be tried
     */
    void bindAnonymously() throws DirectoryException;

    /** Takes a long answer piece by piece. */
    @FunctionalInterface
    interface Pages {

        /**
         * Takes the next entries.
         *
         * @param entries the entries in the server's order
         * @throws DirectoryException when no more are wanted
         */
        void take(List<DirectoryEntry> entries) throws DirectoryException;
    }

    /**
     * Searches for all entries and never holds more than a page of them (RFC 2696), where the server knows pages.
     *
     * @param spec what to look for
     * @param reader takes the pages as they come; nothing is asked while it does
     * @throws DirectoryException when the directory could not answer: what was taken is then not all
     */
    default void readPages(SearchSpec spec, Pages reader) throws DirectoryException {
        reader.take(search(spec).entries());
    }

    /**
     * The server.
     *
     * @return its URL, without a DN
     */
    String server();

    /** Cuts the socket, from any thread: whoever waits for an answer gets a {@link ConnectionFault}. Never throws. */
    void cut();

    /** Closes the socket. Never throws, and may be called from any thread and more than once. */
    @Override
    void close();
}
