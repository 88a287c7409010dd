package org.latchkey.benchmark.report;

import java.util.List;
import java.util.Optional;
import org.latchkey.benchmark.measure.Row;
import org.latchkey.benchmark.measure.Scenario;

/**
 * What came out of one scenario at one number of threads.
 *
 * @param scenario the situation
 * @param threads how many logged people in
 * @param rows one for each contender
 */
public record CellResult(Scenario scenario, int threads, List<Row> rows) {
    public CellResult {
        rows = List.copyOf(rows);
    }

    Optional<Row> row(String contender) {
        return rows.stream()
                .filter(row -> row.contender().id().equals(contender))
                .findFirst();
    }
}
