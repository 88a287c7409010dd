package org.latchkey.internal.connection;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * How long connections are trusted and kept. What is old is jittered, so that connections opened together do not end
 * together.
 *
 * @param trusted how long after its last answer a connection is used without being checked
 * @param idle how long one that no login uses is kept
 * @param age how long any is kept
 * @param nanoTime a monotonic clock in nanoseconds
 */
record Lifetime(Duration trusted, Duration idle, Duration age, LongSupplier nanoTime) {

    static final Lifetime DEFAULT =
            new Lifetime(Duration.ofSeconds(20), Duration.ofMinutes(5), Duration.ofMinutes(30), System::nanoTime);

    /** Whether a connection answered so lately that it need not be checked. */
    boolean trusts(PooledConnection connection) {
        return nanoTime.getAsLong() - connection.lastAnswer() < trusted.toNanos();
    }

    /** Whether a connection must not be used any more, whatever it would answer. */
    boolean hasEnded(PooledConnection connection) {
        return connection.home().isSuspect(connection.lastAnswer())
                || !connection.home().isIn()
                || passed(connection.openedAt(), age);
    }

    /** Whether an idle connection should be given up. */
    boolean isSpent(PooledConnection connection) {
        return hasEnded(connection) || passed(connection.lastUse(), idle);
    }

    private boolean passed(long since, Duration limit) {
        long jitter = ThreadLocalRandom.current().nextLong(limit.toNanos() / 10 + 1);
        return nanoTime.getAsLong() - since > limit.toNanos() - jitter;
    }
}
