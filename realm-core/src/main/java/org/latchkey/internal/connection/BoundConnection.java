package org.latchkey.internal.connection;

import org.latchkey.auth.Secret;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;

/**
 * The answer to a user's bind, and the connection it was sent on until it is closed. Belongs to one login.
 *
 * <p>What is given back may still have the user's rights: whoever gets it next binds before anything else.
 */
public final class BoundConnection implements AutoCloseable {

    private BindReply reply;
    private final PooledConnection connection;
    private final SingleSession session;
    private final ConnectionPool pool;
    private boolean closed;

    BoundConnection(BindReply reply, PooledConnection connection, SingleSession session, ConnectionPool pool) {
        this.reply = reply;
        this.connection = connection;
        this.session = session;
        this.pool = pool;
    }

    /**
     * What the server answered.
     *
     * @return the answer
     */
    public BindReply reply() {
        return reply;
    }

    /**
     * The directory with the user's rights, until this is closed.
     *
     * @return the session
     * @throws IllegalStateException when the bind was refused, or this is closed
     */
    public DirectorySession session() {
        if (closed || reply.code() != 0) {
            throw new IllegalStateException("nobody is bound here");
        }
        return session;
    }

    /**
     * Binds the same user by another name on the same connection; the session then has that name's rights.
     *
     * @param name the name, not empty
     * @param password the password, not empty
     * @return the answer
     * @throws DirectoryException when there was none
     */
    public BindReply bindAgain(String name, Secret password) throws DirectoryException {
        session();
        reply = session.bind(name, password);
        return reply;
    }

    /** Gives the connection back. Never throws; closing again does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        session.end();
        if (session.isSound()) {
            pool.giveBack(connection);
        } else {
            pool.discard(connection);
        }
    }
}
