package org.latchkey.benchmark.measure;

import org.jspecify.annotations.Nullable;

/**
 * One contender's while at work.
 *
 * @param logins how many were right
 * @param failures how many were not: refused, without the right roles, or not answered
 * @param nanos how long it took
 * @param cpuNanos processor time of this process meanwhile
 * @param allocated bytes allocated meanwhile, or not a number
 * @param firstFailure what went wrong first, if anything did
 */
public record Turn(
        long logins,
        long failures,
        long nanos,
        long cpuNanos,
        double allocated,
        @Nullable String firstFailure) {
    public double loginsPerSecond() {
        return logins * 1e9 / nanos;
    }

    public double cpuMicros() {
        return cpuNanos / 1e3 / logins;
    }

    public double kilobytes() {
        return allocated / 1e3 / logins;
    }
}
