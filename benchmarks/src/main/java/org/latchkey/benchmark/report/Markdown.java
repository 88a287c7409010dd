package org.latchkey.benchmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.latchkey.benchmark.contender.Contender;
import org.latchkey.benchmark.measure.Row;
import org.latchkey.benchmark.measure.Turn;

/** The figures as tables: what was aimed at first, then each scenario. */
public final class Markdown {
    private static final List<String> COLUMNS = List.of(
            "threads",
            "contender",
            "logins/s",
            "times UnboundID",
            "times JNDIRealm",
            "binds + searches",
            "connections",
            "CPU µs",
            "KB",
            "threads held");

    private Markdown() {}

    /** The whole report. */
    public static String of(Results results) {
        StringBuilder out = new StringBuilder();
        environment(out, results.environment());
        List<List<String>> goals = Goal.lines(results);
        if (!goals.isEmpty()) {
            out.append("\n### What is aimed at\n\n");
            table(out, List.of("Latchkey", "least", "aim", "measured", "reached"), goals);
        }
        byScenario(results).forEach((scenario, cells) -> {
            out.append("\n### ").append(capital(scenario)).append("\n\n");
            table(
                    out,
                    COLUMNS,
                    cells.stream().flatMap(cell -> lines(cell).stream()).toList());
            excluded(out, cells);
        });
        return out.toString();
    }

    private static void environment(StringBuilder out, Environment measured) {
        out.append("- Commit ")
                .append(measured.commit())
                .append(", ")
                .append(measured.date())
                .append("\n");
        out.append("- Command: `").append(measured.command()).append("`\n");
        out.append("- ").append(measured.machine()).append("\n");
        out.append("- ").append(measured.jvm()).append("\n");
        out.append("- ").append(measured.pace()).append("\n");
        out.append("- ").append(measured.network()).append("\n");
    }

    private static Map<String, List<CellResult>> byScenario(Results results) {
        Map<String, List<CellResult>> groups = new LinkedHashMap<>();
        results.cells()
                .forEach(cell -> groups.computeIfAbsent(cell.scenario().title(), title -> new ArrayList<>())
                        .add(cell));
        return groups;
    }

    private static List<List<String>> lines(CellResult cell) {
        return cell.rows().stream()
                .filter(row -> row.excluded() == null)
                .map(row -> line(cell, row))
                .toList();
    }

    private static List<String> line(CellResult cell, Row row) {
        String failed = row.failures() == 0 ? "" : " (" + row.failures() + " failed)";
        return List.of(
                String.valueOf(cell.threads()),
                row.contender().label() + failed,
                row.of(Turn::loginsPerSecond).text(0),
                ratio(row, cell.row(Contender.UNBOUNDID)),
                ratio(row, cell.row(Contender.JNDI_REALM)),
                perLogin(row, row.counted().binds()) + " + "
                        + perLogin(row, row.counted().searches()),
                perLogin(row, row.counted().connections()),
                row.of(Turn::cpuMicros).text(0),
                row.of(Turn::kilobytes).text(1),
                String.valueOf(row.threadsHeld()));
    }

    private static String ratio(Row row, Optional<Row> other) {
        return other.flatMap(row::ratioTo).map(ratio -> ratio.text(2)).orElse("-");
    }

    private static String perLogin(Row row, long count) {
        return String.format(Locale.ROOT, "%.2f", row.perLogin(count)).replaceFirst("\\.?0+$", "");
    }

    private static void excluded(StringBuilder out, List<CellResult> cells) {
        cells.forEach(cell -> cell.rows().stream()
                .filter(row -> row.excluded() != null)
                .forEach(row -> out.append("\nExcluded at ")
                        .append(cell.threads())
                        .append(" threads: ")
                        .append(row.contender().label())
                        .append(", ")
                        .append(shortened(String.valueOf(row.excluded())))
                        .append("\n")));
    }

    private static String shortened(String reason) {
        String line = reason.replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "...";
    }

    private static String capital(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    private static void table(StringBuilder out, List<String> heads, List<List<String>> lines) {
        out.append("| ").append(String.join(" | ", heads)).append(" |\n");
        out.append("|").append(" --- |".repeat(heads.size())).append("\n");
        lines.forEach(line -> out.append("| ").append(String.join(" | ", line)).append(" |\n"));
    }
}
