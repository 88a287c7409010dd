package org.latchkey.internal.connection;

import org.latchkey.auth.Secret;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;

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
