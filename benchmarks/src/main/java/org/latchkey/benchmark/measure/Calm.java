package org.latchkey.benchmark.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until nobody pays for what another has left behind: a contender that does not close its connections leaves them, and a
 * thread for each, to the garbage collector, which closes them while somebody else is at work.
 */
final class Calm {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(20);
    private static final int QUIET_STEPS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Calm() {}

    /** Collects, then waits until no thread has ended for a while; gives up after five seconds. */
    static void await() {
        System.gc();
        long began = System.nanoTime();
        int quiet = 0;
        for (int before = THREADS.getThreadCount();
                quiet < QUIET_STEPS && System.nanoTime() - began < LONGEST.toNanos();
                before = THREADS.getThreadCount()) {
            LockSupport.parkNanos(STEP.toNanos());
            quiet = THREADS.getThreadCount() < before ? 0 : quiet + 1;
        }
    }
}
