package org.latchkey.benchmark.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.latchkey.benchmark.contender.Contender;
import org.latchkey.benchmark.measure.Quartiles;
import org.latchkey.benchmark.measure.Row;
import org.latchkey.benchmark.measure.Turn;

/**
 * How fast Latchkey is meant to be: a ratio within a round that must be reached, and one that is aimed at.
 *
 * @param scenario where
 * @param threads at how many
 * @param against whom
 * @param least what must be reached
 * @param aim what is aimed at
 */
record Goal(String scenario, int threads, String against, double least, double aim) {
    private static final double MOST_KILOBYTES = 45;
    private static final double AIMED_KILOBYTES = 25;
    private static final List<Goal> ALL = List.of(
            new Goal("search", 8, Contender.JNDI_REALM, 1.6, 2.0),
            new Goal("search", 8, Contender.UNBOUNDID, 0.8, 1.0),
            new Goal("search-tls", 8, Contender.JNDI_REALM, 1.6, 2.0),
            new Goal("search-tls", 8, Contender.UNBOUNDID, 0.8, 1.0),
            new Goal("search-2ms", 1, Contender.JNDI_REALM, 2.2, 2.4),
            new Goal("search-2ms", 1, Contender.UNBOUNDID, 1.3, 1.45),
            new Goal("nested", 8, Contender.JNDI_REALM, 3.5, 3.5),
            new Goal("nested", 8, Contender.UNBOUNDID, 1.5, 1.5));

    /** Lines of a table: what, least, aim, measured, whether it is reached. Goals that were not measured have none. */
    static List<List<String>> lines(Results results) {
        List<List<String>> lines = new java.util.ArrayList<>();
        ALL.forEach(goal -> goal.line(results).ifPresent(lines::add));
        results.cell("search", 8).flatMap(cell -> cell.row(Contender.LATCHKEY)).ifPresent(row -> {
            if (row.excluded() == null) {
                lines.addAll(costs(row));
            }
        });
        return lines;
    }

    private Optional<List<String>> line(Results results) {
        Optional<CellResult> cell = results.cell(scenario, threads);
        Optional<Row> ours = cell.flatMap(found -> found.row(Contender.LATCHKEY));
        Optional<Row> other = cell.flatMap(found -> found.row(against));
        return ours.flatMap(row -> other.flatMap(row::ratioTo))
                .map(ratio -> List.of(
                        cell.orElseThrow().scenario().title() + ", " + threads + " thread" + (threads == 1 ? "" : "s")
                                + ": times " + other.orElseThrow().contender().label(),
                        text(least),
                        text(aim),
                        ratio.text(2),
                        verdict(ratio.median() >= least, ratio.median() >= aim)));
    }

    private static List<List<String>> costs(Row row) {
        Quartiles kilobytes = row.of(Turn::kilobytes);
        double connections = row.perLogin(row.counted().connections());
        return List.of(
                List.of(
                        "KB allocated per login, 8 threads",
                        "at most " + text(MOST_KILOBYTES),
                        text(AIMED_KILOBYTES),
                        kilobytes.text(1),
                        verdict(kilobytes.median() <= MOST_KILOBYTES, kilobytes.median() <= AIMED_KILOBYTES)),
                List.of(
                        "connections per login, 8 threads",
                        "0",
                        "0",
                        String.format(Locale.ROOT, "%.2f", connections),
                        verdict(connections == 0, connections == 0)));
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, number == Math.rint(number) ? "%.0f" : "%.2f", number);
    }

    private static String verdict(boolean reached, boolean aimReached) {
        return aimReached ? "yes, and the aim" : reached ? "yes" : "no";
    }
}
