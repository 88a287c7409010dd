package org.latchkey.benchmark.measure;

import java.time.Duration;

/**
 * How long things are done.
 *
 * @param warmUp each contender before anything counts, in each cell; eight times as long in its first
 * @param turn each contender in each round
 * @param rounds how many
 * @param counted about how many logins are counted at the server
 */
public record Pace(Duration warmUp, Duration turn, int rounds, int counted) {
    public static final Pace FULL = new Pace(Duration.ofMillis(1500), Duration.ofMillis(1000), 7, 256);
    public static final Pace QUICK = new Pace(Duration.ofMillis(600), Duration.ofMillis(300), 3, 64);

    public Pace {
        if (rounds < 1 || turn.toMillis() < 1) {
            throw new IllegalArgumentException("at least one round of at least a millisecond");
        }
    }
}
