package org.latchkey.it.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** How long the same thing takes, many times over. */
final class Timings {
    private Timings() {}

    /** One after another. */
    static List<Duration> of(int times, Callable<?> work) throws Exception {
        List<Duration> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(Brisk.timed(work).took());
        }
        return all;
    }

    /** The shortest duration that so many of a hundred do not exceed. */
    static Duration percentile(int percent, List<Duration> all) {
        List<Duration> sorted = all.stream().sorted().toList();
        return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }
}
