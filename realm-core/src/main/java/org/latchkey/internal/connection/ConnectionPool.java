package org.latchkey.internal.connection;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultEvictionPolicy;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryException;

/**
 * Connections of one kind, kept open for the next login; the one given back last is lent first.
 *
 * <p>Safe for use by many threads. Connections are opened when they are needed and nothing watches the idle ones. Who waits,
 * waits for a permit and not inside the pool, so that a connection which cannot be opened lets the next one try at once.
 */
final class ConnectionPool implements AutoCloseable {

    private final int size;
    private final Semaphore permits;
    private final GenericObjectPool<DirectoryConnection> connections;

    /** Opens one more connection. */
    @FunctionalInterface
    interface Opening {

        /**
         * Opens it.
         *
         * @return the connection
         * @throws DirectoryException when it cannot be opened
         */
        DirectoryConnection open() throws DirectoryException;
    }

    ConnectionPool(int size, Opening opening) {
        this.size = size;
        this.permits = new Semaphore(size);
        this.connections = new GenericObjectPool<>(new Connections(opening), settings(size));
    }

    /**
     * Lends a connection, an idle one or a new one.
     *
     * @param deadline how long to wait when all are lent
     * @return the connection, to be given back or discarded
     * @throws DirectoryException {@code OVERLOADED} when none became free, {@code CLOSED} after {@link #close()}, or why
     *     none could be opened
     */
    DirectoryConnection borrow(Deadline deadline) throws DirectoryException {
        acquire(deadline.remaining());
        boolean lent = false;
        try {
            DirectoryConnection connection = connections.borrowObject();
            lent = true;
            return connection;
        } catch (DirectoryException e) {
            throw e;
        } catch (Exception e) {
            if (connections.isClosed()) {
                throw closed();
            }
            throw new DirectoryException(UnavailableCause.INTERNAL, "no connection could be lent", e);
        } finally {
            if (!lent) {
                permits.release();
            }
        }
    }

    /**
     * Takes back a connection that is in order.
     *
     * @param connection a connection that was lent
     */
    void giveBack(DirectoryConnection connection) {
        try {
            connections.returnObject(connection);
        } finally {
            permits.release();
        }
    }

    /**
     * Takes back a connection that is worthless, and closes it.
     *
     * @param connection a connection that was lent
     */
    void discard(DirectoryConnection connection) {
        try {
            connections.invalidateObject(connection);
        } catch (Exception e) {
            connection.close();
        } finally {
            permits.release();
        }
    }

    /** Closes the idle connections: where one was found dead, they all are suspect. */
    void dropIdle() {
        connections.clear();
    }

    /** Closes the idle connections now, and each lent one when it comes back. */
    @Override
    public void close() {
        connections.close();
        permits.release(size);
    }

    private void acquire(Duration longest) throws DirectoryException {
        boolean acquired;
        try {
            acquired = permits.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded("interrupted while all " + size + " connections were in use");
        }
        if (connections.isClosed()) {
            permits.release(acquired ? 1 : 0);
            throw closed();
        }
        if (!acquired) {
            throw overloaded("all " + size + " connections were in use until the time was over (maxConnections)");
        }
    }

    private static DirectoryException overloaded(String message) {
        return new DirectoryException(UnavailableCause.OVERLOADED, message);
    }

    private static DirectoryException closed() {
        return new DirectoryException(UnavailableCause.CLOSED, "the directory's connections are closed");
    }

    private static GenericObjectPoolConfig<DirectoryConnection> settings(int size) {
        GenericObjectPoolConfig<DirectoryConnection> settings = new GenericObjectPoolConfig<>();
        settings.setMaxTotal(size);
        settings.setMaxIdle(size);
        settings.setLifo(true);
        settings.setJmxEnabled(false);
        settings.setBlockWhenExhausted(false);
        settings.setEvictionPolicy(new DefaultEvictionPolicy<>());
        return settings;
    }

    private static final class Connections extends BasePooledObjectFactory<DirectoryConnection> {

        private final Opening opening;

        Connections(Opening opening) {
            this.opening = opening;
        }

        @Override
        public DirectoryConnection create() throws DirectoryException {
            return opening.open();
        }

        @Override
        public PooledObject<DirectoryConnection> wrap(DirectoryConnection connection) {
            return new DefaultPooledObject<>(connection);
        }

        @Override
        public void destroyObject(PooledObject<DirectoryConnection> pooled) {
            pooled.getObject().close();
        }
    }
}
