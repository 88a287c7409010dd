package org.latchkey.internal.jndi;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks what knows no time limit, and waits only so long for the answer. Safe for use by many threads.
 *
 * <p>Each look-up runs in a daemon thread of its own, which ends with it. There is one look-up of a name at a time: who
 * asks for a name that is being looked up waits for that answer, so a resolver that is stuck holds one thread a name.
 *
 * @param <T> what is looked up
 */
final class TimedLookup<T> {

    /**
     * What is asked.
     *
     * @param <T> the answer
     */
    @FunctionalInterface
    interface Source<T> {

        /**
         * Looks a name up.
         *
         * @param name the name
         * @return the answer
         * @throws IOException when there is none
         */
        T look(String name) throws IOException;
    }

    /** No answer came in time. */
    static final class LateLookup extends InterruptedIOException {

        private static final long serialVersionUID = 1L;

        LateLookup(String name) {
            super("the look-up of " + name + " was not answered in time");
        }
    }

    private final Source<T> source;
    private final ConcurrentMap<String, CompletableFuture<T>> inFlight = new ConcurrentHashMap<>();

    TimedLookup(Source<T> source) {
        this.source = source;
    }

    /**
     * Looks a name up.
     *
     * @param name the name
     * @param longest how long to wait
     * @return the answer
     * @throws LateLookup when none came in time, or the caller was interrupted; it then stays interrupted
     * @throws IOException what the source throws
     */
    T find(String name, Duration longest) throws IOException {
        CompletableFuture<T> answer = inFlight.computeIfAbsent(name, this::begin);
        try {
            return answer.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new LateLookup(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LateLookup(name);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private CompletableFuture<T> begin(String name) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> run(name, answer), "latchkey-lookup " + name, 0, false);
        thread.setDaemon(true);
        // It may be stuck for longer than the web application lives whose login began it.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
        return answer;
    }

    private void run(String name, CompletableFuture<T> answer) {
        try {
            T found = source.look(name);
            inFlight.remove(name);
            answer.complete(found);
        } catch (IOException | RuntimeException | Error e) {
            inFlight.remove(name);
            answer.completeExceptionally(e);
        }
    }

    private static IOException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(e);
    }
}
