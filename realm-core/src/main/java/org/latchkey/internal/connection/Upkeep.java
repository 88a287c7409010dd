package org.latchkey.internal.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.latchkey.spi.DirectoryException;

/**
 * What a directory does off the path of any login: tends idle connections and probes servers that are out. It sleeps, with
 * no thread and no timer, while there is neither.
 *
 * <p>Safe for use by many threads.
 */
final class Upkeep implements AutoCloseable {

    private static final Duration CALM = Duration.ofSeconds(10);
    private static final Duration TROUBLE = Duration.ofSeconds(1);

    private final Servers servers;
    private final List<ConnectionPool> pools;
    private final Keepers keepers;
    private final Consumer<Server> probe;
    private CompletableFuture<Boolean> next = CompletableFuture.completedFuture(true);
    private boolean soon;
    private boolean closed;

    /**
     * Makes it; it begins with the first {@link #wake()}.
     *
     * @param servers the servers
     * @param pools what is tended
     * @param keepers whose threads do the work
     * @param probe asks one server that is out
     */
    Upkeep(Servers servers, List<ConnectionPool> pools, Keepers keepers, Consumer<Server> probe) {
        this.servers = servers;
        this.pools = List.copyOf(pools);
        this.keepers = keepers;
        this.probe = probe;
    }

    /** There is something to look after: a connection, or a server that is out. */
    synchronized void wake() {
        boolean trouble = isAnyOut();
        if (!closed && (next.isDone() || (trouble && !soon))) {
            next.cancel(false);
            schedule(trouble);
        }
    }

    /** Ends it; what runs just now may come to its end. */
    @Override
    public synchronized void close() {
        closed = true;
        next.cancel(false);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the work
    private void schedule(boolean trouble) {
        Duration wait = jittered(trouble ? TROUBLE : CALM);
        soon = trouble;
        next = new CompletableFuture<Boolean>().completeOnTimeout(true, wait.toNanos(), TimeUnit.NANOSECONDS);
        next.thenRun(this::due);
    }

    private void due() {
        try {
            keepers.run(this::once);
        } catch (DirectoryException e) {
            // Closed meanwhile.
        }
    }

    private void once() {
        try {
            pools.forEach(ConnectionPool::tend);
            boolean allOut = servers.areAllOut();
            for (Server server : servers.known()) {
                if (!server.isIn() && (allOut || server.isDue())) {
                    keepers.run(() -> probe.accept(server));
                }
            }
        } catch (DirectoryException e) {
            // Closed meanwhile.
        } finally {
            again();
        }
    }

    private synchronized void again() {
        if (!closed && next.isDone() && (isAnyOut() || pools.stream().anyMatch(pool -> !pool.isEmpty()))) {
            schedule(isAnyOut());
        }
    }

    private boolean isAnyOut() {
        return servers.known().stream().anyMatch(server -> !server.isIn());
    }

    private static Duration jittered(Duration least) {
        return least.plusNanos(ThreadLocalRandom.current().nextLong(least.toNanos() / 2));
    }
}
