package org.latchkey.benchmark.report;

import java.util.List;
import java.util.Optional;

/**
 * All of a run.
 *
 * @param environment where and how
 * @param cells what came out
 */
public record Results(Environment environment, List<CellResult> cells) {
    public Results {
        cells = List.copyOf(cells);
    }

    Optional<CellResult> cell(String scenario, int threads) {
        return cells.stream()
                .filter(cell -> cell.scenario().id().equals(scenario) && cell.threads() == threads)
                .findFirst();
    }
}
