package org.latchkey.internal.connection;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryException;

/**
 * One server, and whether it is used. It goes out with one connection that cannot be opened, or with three operations in a
 * row that are not answered, and comes back with a connection that is opened to it for nobody's password.
 *
 * <p>Safe for use by many threads.
 */
final class Server {

    private static final int UNANSWERED_IN_A_ROW = 3;

    private final ServerUrl url;
    private final int rank;
    private final LongSupplier nanoTime;
    private final CircuitBreaker<Object> breaker;
    private final Semaphore attempt = new Semaphore(1);
    private final LongAdder opened = new LongAdder();
    private final LongAdder openingsFailed = new LongAdder();
    private final LongAdder operations = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final Latencies latencies = new Latencies();
    private volatile boolean wavering;
    private volatile long suspectBefore;
    private volatile ServerStatus.State state = ServerStatus.State.UNTRIED;
    private volatile Instant since = Instant.now();
    private volatile @Nullable DirectoryException lastFault;

    /**
     * Makes a server that is used until it fails.
     *
     * @param url where it is
     * @param rank its place in the order of preference; several may share one
     * @param leftAlone how long it is left alone when it failed
     * @param nanoTime a monotonic clock in nanoseconds
     */
    Server(ServerUrl url, int rank, Duration leftAlone, LongSupplier nanoTime) {
        this.url = url;
        this.rank = rank;
        this.nanoTime = nanoTime;
        this.suspectBefore = nanoTime.getAsLong();
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(UNANSWERED_IN_A_ROW)
                .withDelay(leftAlone)
                .onOpen(event -> becomes(ServerStatus.State.OUT))
                .build();
    }

    ServerUrl url() {
        return url;
    }

    int rank() {
        return rank;
    }

    /** Whether connections to it may be opened and used. */
    boolean isIn() {
        return breaker.isClosed();
    }

    /** Whether it has been left alone for long enough. */
    boolean isDue() {
        return breaker.isOpen() && breaker.getRemainingDelay().isZero();
    }

    /**
     * Waits for the turn to try a server that is out: one connection at a time.
     *
     * @param longest how long to wait
     * @return whether it is this thread's turn, to be ended with {@link #endAttempt()}
     */
    boolean beginAttempt(Duration longest) {
        try {
            return attempt.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void endAttempt() {
        attempt.release();
    }

    /** A connection was opened, and somebody answered on it. */
    void wasOpened() {
        opened.increment();
        wasHeard();
    }

    /** Somebody answered there, though no connection may have come of it. */
    void wasHeard() {
        if (!breaker.isClosed()) {
            breaker.close();
        }
        if (state != ServerStatus.State.UP) {
            becomes(ServerStatus.State.UP);
        }
    }

    void openingFailed(DirectoryException fault) {
        openingsFailed.increment();
        lastFault = fault;
        breaker.open();
    }

    void answered(long took) {
        operations.increment();
        latencies.add(took);
        if (wavering) {
            wavering = false;
            breaker.recordSuccess();
        }
    }

    /**
     * An operation was not answered in time.
     *
     * @param fault what happened
     * @param openedAt when its connection was opened: what began before the server last came back says nothing any more
     */
    void leftUnanswered(DirectoryException fault, long openedAt) {
        unanswered.increment();
        lastFault = fault;
        if (!isSuspect(openedAt) && breaker.isClosed()) {
            wavering = true;
            breaker.recordFailure();
        }
    }

    /** A connection was found dead: so are the others that have not answered since, most likely. */
    void connectionDied(DirectoryException fault) {
        lastFault = fault;
        suspectBefore = nanoTime.getAsLong();
    }

    /**
     * Whether a connection should not be used again.
     *
     * @param lastAnswer when it last answered
     * @return true when another one has been found dead since, or the server has been out
     */
    boolean isSuspect(long lastAnswer) {
        return lastAnswer - suspectBefore < 0;
    }

    @Nullable
    DirectoryException lastFault() {
        return lastFault;
    }

    ServerStatus status() {
        DirectoryException fault = lastFault;
        boolean out = state == ServerStatus.State.OUT;
        return new ServerStatus(
                url.toString(),
                state,
                since,
                out && fault != null ? fault.unavailableCause() : null,
                fault == null ? "" : String.valueOf(fault.getMessage()),
                opened.sum(),
                openingsFailed.sum(),
                operations.sum(),
                unanswered.sum(),
                Duration.ofNanos(latencies.percentile(50)),
                Duration.ofNanos(latencies.percentile(95)),
                Duration.ofNanos(latencies.percentile(99)));
    }

    private void becomes(ServerStatus.State next) {
        if (next == ServerStatus.State.OUT) {
            suspectBefore = nanoTime.getAsLong();
        }
        if (state != next) {
            state = next;
            since = Instant.now();
        }
    }
}
