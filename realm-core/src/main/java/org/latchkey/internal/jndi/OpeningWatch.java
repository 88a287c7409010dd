package org.latchkey.internal.jndi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Cuts a connection that is being opened unless the watch is itself closed in time: a handshake that trickles in and a
 * write that nobody reads know no time limit of their own.
 */
final class OpeningWatch implements AutoCloseable {

    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final CompletableFuture<Boolean> kept;

    private OpeningWatch(GuardedSocket socket, Duration longest) {
        this.kept = done.orTimeout(longest.toNanos(), TimeUnit.NANOSECONDS).exceptionally(late -> {
            socket.cut();
            return false;
        });
    }

    /**
     * Begins to watch.
     *
     * @param socket what is cut
     * @param longest how long it has
     * @return the watch
     */
    static OpeningWatch over(GuardedSocket socket, Duration longest) {
        // The JVM's own timer thread begins with the first of all watches, and keeps the class loader for ever.
        try (OwnClassLoader system = OwnClassLoader.leave()) {
            return new OpeningWatch(socket, longest);
        }
    }

    /** Ends the watch; from now on it cuts nothing. */
    @Override
    public void close() {
        done.complete(true);
        kept.join();
    }
}
