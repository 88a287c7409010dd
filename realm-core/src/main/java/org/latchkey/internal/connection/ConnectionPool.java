package org.latchkey.internal.connection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginTrace;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryException;

/**
 * Connections of one kind, kept open for the next login; the one given back last is lent first.
 *
 * <p>Safe for use by many threads. What is lent has answered lately, or is asked first, or is new. Who waits, waits for a
 * permit and not inside the pool, so that a connection which cannot be opened lets the next one try at once.
 */
final class ConnectionPool implements AutoCloseable {

    private static final Duration CHECK = Duration.ofSeconds(2);

    private final int size;
    private final Opening opening;
    private final Check check;
    private final Lifetime lifetime;
    private final OperationWatch watch;
    private final Predicate<Server> wanted;
    private final Semaphore permits;
    private final GenericObjectPool<PooledConnection> connections;
    private final Set<PooledConnection> lent = ConcurrentHashMap.newKeySet();

    /** Opens one more connection. */
    @FunctionalInterface
    interface Opening {

        /**
         * Opens it.
         *
         * @param deadline how long it may take
         * @return the connection
         * @throws DirectoryException when it cannot be opened
         */
        Servers.Opened open(Deadline deadline) throws DirectoryException;
    }

    /** Asks a connection for a sign of life. */
    @FunctionalInterface
    interface Check {

        /**
         * Asks.
         *
         * @param connection the connection
         * @throws DirectoryException a {@link ConnectionFault} when there is none; anything else is one
         */
        void ask(DirectoryConnection connection) throws DirectoryException;
    }

    /**
     * Makes an empty pool.
     *
     * @param size the most connections
     * @param opening opens one
     * @param check asks one that has been silent
     * @param lifetime how long they are trusted and kept
     * @param watch keeps the deadline of a check
     * @param wanted whether connections should lead to a server; those that do not are closed when they come back
     */
    ConnectionPool(
            int size, Opening opening, Check check, Lifetime lifetime, OperationWatch watch, Predicate<Server> wanted) {
        this.size = size;
        this.opening = opening;
        this.check = check;
        this.lifetime = lifetime;
        this.watch = watch;
        this.wanted = wanted;
        this.permits = new Semaphore(size);
        this.connections = new GenericObjectPool<>(new Places(), settings(size));
    }

    /**
     * Lends a connection, an idle one or a new one.
     *
     * @param deadline how long to wait when all are lent
     * @return the connection, to be given back or discarded
     * @throws DirectoryException {@code OVERLOADED} when none became free, {@code CLOSED} after {@link #close()}, or why
     *     none could be opened
     */
    PooledConnection borrow(Deadline deadline) throws DirectoryException {
        acquire(deadline.remaining());
        boolean found = false;
        try {
            PooledConnection connection = next(deadline);
            connection.use();
            found = true;
            return connection;
        } finally {
            if (!found) {
                permits.release();
            }
        }
    }

    /**
     * Takes back a connection that is in order.
     *
     * @param connection a connection that was lent
     */
    void giveBack(PooledConnection connection) {
        if (connection.isCut() || !wanted.test(connection.home())) {
            discard(connection);
            return;
        }
        lent.remove(connection);
        try {
            connections.returnObject(connection);
        } finally {
            permits.release();
        }
    }

    /**
     * Takes back a connection that is worthless or not wanted any more, and closes it.
     *
     * @param connection a connection that was lent
     */
    void discard(PooledConnection connection) {
        try {
            drop(connection);
        } finally {
            permits.release();
        }
    }

    /** Closes idle connections that have had their time, and asks the others for a sign of life. May block. */
    void tend() {
        try {
            connections.evict();
        } catch (Exception e) {
            if (!connections.isClosed()) {
                throw new IllegalStateException("idle connections could not be tended", e);
            }
        }
    }

    /** Whether there is nothing to tend. */
    boolean isEmpty() {
        return connections.getNumIdle() + lent.size() == 0;
    }

    PoolStatus status() {
        return new PoolStatus(size, lent.size(), connections.getNumIdle());
    }

    /** Closes the idle connections now and cuts the lent ones. */
    @Override
    public void close() {
        connections.close();
        permits.release(size);
        lent.forEach(PooledConnection::cut);
    }

    private void acquire(Duration longest) throws DirectoryException {
        boolean acquired;
        try {
            acquired = permits.tryAcquire() || permits.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
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

    private PooledConnection next(Deadline deadline) throws DirectoryException {
        while (true) {
            PooledConnection place = place(deadline);
            boolean good = false;
            try {
                lent.add(place);
                if (place.isEmpty()) {
                    place.fill(opening.open(deadline));
                    good = true;
                } else {
                    good = isGood(place, deadline.remaining());
                }
                if (connections.isClosed()) {
                    good = false;
                    throw closed();
                }
                if (good) {
                    return place;
                }
            } finally {
                if (!good) {
                    drop(place);
                }
            }
        }
    }

    private PooledConnection place(Deadline deadline) throws DirectoryException {
        try {
            return connections.borrowObject(deadline.remaining());
        } catch (Exception e) {
            throw connections.isClosed()
                    ? closed()
                    : new DirectoryException(UnavailableCause.OVERLOADED, "no connection could be lent in time", e);
        }
    }

    private boolean isGood(PooledConnection connection, Duration longest) {
        return !lifetime.hasEnded(connection) && (lifetime.trusts(connection) || answers(connection, longest));
    }

    private boolean answers(PooledConnection connection, Duration longest) {
        Deadline deadline = Deadline.after(longest.compareTo(CHECK) < 0 ? longest : CHECK);
        try {
            new OperationBudget(deadline, new LoginTrace(), watch).within(connection, () -> {
                check.ask(connection);
                return Boolean.TRUE;
            });
            return true;
        } catch (ConnectionFault e) {
            return false;
        } catch (DirectoryException e) {
            return !deadline.isPast();
        }
    }

    private void drop(PooledConnection connection) {
        lent.remove(connection);
        try {
            connections.invalidateObject(connection);
        } catch (Exception e) {
            connection.close();
        }
    }

    private static DirectoryException overloaded(String message) {
        return new DirectoryException(UnavailableCause.OVERLOADED, message);
    }

    private static DirectoryException closed() {
        return new DirectoryException(UnavailableCause.CLOSED, "the directory's connections are closed");
    }

    private GenericObjectPoolConfig<PooledConnection> settings(int places) {
        GenericObjectPoolConfig<PooledConnection> settings = new GenericObjectPoolConfig<>();
        settings.setMaxTotal(places);
        settings.setMaxIdle(places);
        settings.setLifo(true);
        settings.setJmxEnabled(false);
        // Tended when we say so, by our own clock: the library's looks at the time of day.
        settings.setNumTestsPerEvictionRun(-1);
        settings.setTestWhileIdle(true);
        settings.setEvictionPolicy((ignored, idle, count) -> lifetime.isSpent(idle.getObject())
                || !wanted.test(idle.getObject().home()));
        return settings;
    }

    /** Makes empty places: what fills them has a deadline, and the library knows none. */
    private final class Places extends BasePooledObjectFactory<PooledConnection> {

        @Override
        public PooledConnection create() {
            return new PooledConnection(lifetime.nanoTime());
        }

        @Override
        public PooledObject<PooledConnection> wrap(PooledConnection connection) {
            return new DefaultPooledObject<>(connection);
        }

        @Override
        public boolean validateObject(PooledObject<PooledConnection> idle) {
            return isGood(idle.getObject(), CHECK);
        }

        @Override
        public void destroyObject(PooledObject<PooledConnection> pooled) {
            pooled.getObject().close();
        }
    }
}
