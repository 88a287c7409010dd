package org.latchkey.internal.connection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryException;

/**
 * The few threads of a directory that open connections, so that a login waits for one until its own deadline and no longer,
 * whatever a name look-up, a handshake or a server takes. They end when there is nothing to do.
 *
 * <p>Safe for use by many threads.
 */
final class Keepers implements AutoCloseable {

    private static final int THREADS = 4;
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, LINGER.toNanos(), TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(), Keepers::thread);

    private final Set<CompletableFuture<Servers.Opened>> awaited = ConcurrentHashMap.newKeySet();

    Keepers() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Opens a connection. */
    @FunctionalInterface
    interface Opening {

        /**
         * Opens it.
         *
         * @return the connection
         * @throws DirectoryException when it cannot be opened
         */
        Servers.Opened open() throws DirectoryException;
    }

    /**
     * Has a connection opened.
     *
     * @param opening how
     * @param longest how long to wait for it; one that comes later is closed
     * @param late what is wrong when it did not come in time
     * @return the connection
     * @throws DirectoryException when it cannot be opened, or {@code late}
     */
    @SuppressWarnings("CollectionUndefinedEquality") // that very one is meant
    Servers.Opened open(Opening opening, Duration longest, Supplier<DirectoryException> late)
            throws DirectoryException {
        CompletableFuture<Servers.Opened> opened = new CompletableFuture<>();
        awaited.add(opened);
        try {
            run(() -> open(opening, opened));
            return opened.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw givenUp(opened, late.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(
                    opened,
                    new DirectoryException(UnavailableCause.OVERLOADED, "interrupted while a connection was opened"));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DirectoryException fault
                    ? fault
                    : new DirectoryException(UnavailableCause.INTERNAL, "a connection could not be opened", e);
        } finally {
            awaited.remove(opened);
        }
    }

    /**
     * Runs something on one of the threads.
     *
     * @param task what to run
     * @throws DirectoryException {@code CLOSED} after {@link #close()}
     */
    void run(Runnable task) throws DirectoryException {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw closed();
        }
    }

    /** Begins nothing more and waits for nothing; whoever waits for a connection is told CLOSED. */
    @Override
    public void close() {
        threads.shutdownNow();
        awaited.forEach(opened -> opened.completeExceptionally(closed()));
    }

    private static DirectoryException closed() {
        return new DirectoryException(UnavailableCause.CLOSED, "the directory's connections are closed");
    }

    private static void open(Opening opening, CompletableFuture<Servers.Opened> wanted) {
        if (wanted.isDone()) {
            return;
        }
        try {
            Servers.Opened opened = opening.open();
            if (!wanted.complete(opened)) {
                opened.connection().close();
            }
        } catch (DirectoryException | RuntimeException | Error e) {
            wanted.completeExceptionally(e);
        }
    }

    /** Leaves it to whoever opens the connection to close it, or closes it here when it has just come. */
    private static DirectoryException givenUp(CompletableFuture<Servers.Opened> opened, DirectoryException fault) {
        if (!opened.cancel(false) && !opened.isCompletedExceptionally()) {
            opened.join().connection().close();
        }
        return fault;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "latchkey-keeper", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Keepers.class.getClassLoader());
        return thread;
    }
}
