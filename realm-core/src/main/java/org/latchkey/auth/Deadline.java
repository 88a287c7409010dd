package org.latchkey.auth;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment by which a login must have its answer, on the monotonic clock, so that a jump of the wall clock changes
 * nothing.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Deadline {

    private final LongSupplier nanoTime;
    private final long at;

    private Deadline(LongSupplier nanoTime, long at) {
        this.nanoTime = nanoTime;
        this.at = at;
    }

    /**
     * A deadline this long from now.
     *
     * @param timeout how long the login may take
     * @return the deadline
     */
    public static Deadline after(Duration timeout) {
        return after(timeout, System::nanoTime);
    }

    /**
     * A deadline on a clock of the caller's.
     *
     * @param timeout how long the login may take
     * @param nanoTime a monotonic clock in nanoseconds
     * @return the deadline
     */
    public static Deadline after(Duration timeout, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + timeout.toNanos());
    }

    /**
     * What is left of it.
     *
     * @return the time left, zero when it has passed; never negative
     */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, at - nanoTime.getAsLong()));
    }

    /**
     * Whether it has passed.
     *
     * @return true when nothing is left
     */
    public boolean isPast() {
        return remaining().isZero();
    }
}
