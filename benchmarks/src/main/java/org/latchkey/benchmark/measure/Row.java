package org.latchkey.benchmark.measure;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.latchkey.benchmark.contender.Contender;
import org.latchkey.benchmark.directory.Counts;

/**
 * What came out for one contender in one cell.
 *
 * @param contender who
 * @param excluded why it has no figures, or {@code null} when it has
 * @param counted what the server saw of so many logins, outside of what was timed
 * @param countedLogins how many those were
 * @param threadsHeld how many threads it keeps after them
 * @param turns one for each round
 */
public record Row(
        Contender contender,
        @Nullable String excluded,
        Counts counted,
        long countedLogins,
        int threadsHeld,
        List<Turn> turns) {
    public Row {
        turns = List.copyOf(turns);
    }

    static Row excluded(Contender contender, String why) {
        return new Row(contender, why, new Counts(0, 0, 0), 0, 0, List.of());
    }

    public Quartiles of(ToDoubleFunction<Turn> figure) {
        return Quartiles.of(turns.stream().mapToDouble(figure));
    }

    /** How many times as many logins as the other in the same round; empty when one of them has no figures. */
    public Optional<Quartiles> ratioTo(Row other) {
        return turns.isEmpty() || other.turns.isEmpty()
                ? Optional.empty()
                : Optional.of(Quartiles.of(IntStream.range(0, Math.min(turns.size(), other.turns.size()))
                        .mapToDouble(round -> turns.get(round).loginsPerSecond()
                                / other.turns.get(round).loginsPerSecond())));
    }

    /** Failed logins of all rounds. */
    public long failures() {
        return turns.stream().mapToLong(Turn::failures).sum();
    }

    public double perLogin(long count) {
        return (double) count / countedLogins;
    }
}
