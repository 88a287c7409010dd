package org.latchkey.internal.connection;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long the last few hundred operations took. Safe for use by many threads, and nobody waits in it: what is read while
 * others write is near enough for a gauge.
 */
final class Latencies {

    private static final int KEPT = 256;

    private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
    private final AtomicInteger next = new AtomicInteger();

    void add(long took) {
        nanos.set(Math.floorMod(next.getAndIncrement(), KEPT), Math.max(1, took));
    }

    /**
     * The time within which so many of a hundred operations were answered.
     *
     * @param percent from 1 to 100
     * @return nanoseconds; zero before the first operation
     */
    long percentile(int percent) {
        long[] sorted = new long[KEPT];
        for (int i = 0; i < KEPT; i++) {
            sorted[i] = nanos.get(i);
        }
        Arrays.sort(sorted);
        int first = 0;
        while (first < KEPT && sorted[first] == 0) {
            first++;
        }
        int count = KEPT - first;
        return count == 0 ? 0 : sorted[first + (count * percent + 99) / 100 - 1];
    }
}
