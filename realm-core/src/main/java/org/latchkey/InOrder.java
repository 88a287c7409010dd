package org.latchkey;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryException;

/**
 * Has several threads work and takes what they make in the order in which it was asked for; never holds more than a few of
 * them. Used by one thread, which closes it.
 *
 * @param <T> what is made
 */
final class InOrder<T> implements AutoCloseable {

    private static final int AHEAD = 64;

    private final ExecutorService threads;
    private final Deque<Future<T>> asked = new ArrayDeque<>();
    private final Consumer<T> taker;

    /**
     * Makes it.
     *
     * @param count how many threads
     * @param taker takes what they make, on the thread that uses this
     */
    InOrder(int count, Consumer<T> taker) {
        this.taker = taker;
        this.threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "latchkey-list");
            thread.setDaemon(true);
            return thread;
        });
    }

    void ask(Callable<T> work) throws DirectoryException {
        if (asked.size() == AHEAD) {
            taker.accept(made(asked.remove()));
        }
        asked.add(threads.submit(work));
    }

    /** Takes what is still to come. */
    void finish() throws DirectoryException {
        while (!asked.isEmpty()) {
            taker.accept(made(asked.remove()));
        }
    }

    private T made(Future<T> future) throws DirectoryException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DirectoryException fault) {
                throw fault;
            }
            throw new IllegalStateException("a user could not be looked at", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DirectoryException(UnavailableCause.CLOSED, "interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
