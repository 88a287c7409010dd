package org.latchkey.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prints results as a table, with every surprise spelt out below its row. */
final class Table {
    private static final List<String> HEAD =
            List.of("", "what is tried", "who", "door", "page", "outcome", "REMOTE_USER", "roles, or why not");

    private final List<Result> results;

    Table(List<Result> results) {
        this.results = results;
    }

    void printTo(PrintStream out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        results.forEach(result -> rows.add(cells(result)));
        int[] widths = widths(rows);
        out.println(line(HEAD, widths));
        for (int i = 0; i < results.size(); i++) {
            out.println(line(rows.get(i + 1), widths));
            if (!results.get(i).asExpected()) {
                out.println("      expected: " + results.get(i).trial().expected());
            }
        }
    }

    private static List<String> cells(Result result) {
        Trial trial = result.trial();
        Attempt attempt = trial.attempt();
        Verdict verdict = result.answer().verdict();
        return List.of(
                result.asExpected() ? "ok" : "NOT",
                trial.title(),
                orDash(attempt.user()),
                attempt.door().toString(),
                attempt.page(),
                verdict.outcome().toString(),
                orDash(verdict.remoteUser()),
                result.because());
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[HEAD.size()];
        rows.forEach(row -> Arrays.setAll(
                widths, column -> Math.max(widths[column], row.get(column).length())));
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
