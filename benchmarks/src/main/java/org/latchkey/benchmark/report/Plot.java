package org.latchkey.benchmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.latchkey.benchmark.contender.Contender;
import org.latchkey.benchmark.measure.Quartiles;
import org.latchkey.benchmark.measure.Row;
import org.latchkey.benchmark.measure.Turn;

/**
 * The figures as an SVG picture: a row of panels for each scenario, a panel for each number of threads, a bar of logins per
 * second for each contender, with a line over the middle half of its rounds. Each panel has a scale of its own.
 */
public final class Plot {
    private static final int NAMES = 180;
    private static final int BARS = 170;
    private static final int FIGURES = 80;
    private static final int PANEL = NAMES + BARS + FIGURES;
    private static final int LINE = 18;
    private static final int TITLE = 44;
    private static final int MARGIN = 12;

    private final StringBuilder out = new StringBuilder();
    private int top = MARGIN;

    private Plot() {}

    /** The whole picture. */
    public static String of(Results results) {
        Plot plot = new Plot();
        Map<String, List<CellResult>> scenarios = new LinkedHashMap<>();
        results.cells()
                .forEach(cell -> scenarios
                        .computeIfAbsent(cell.scenario().title(), title -> new ArrayList<>())
                        .add(cell));
        scenarios.forEach(plot::scenario);
        int columns = scenarios.values().stream().mapToInt(List::size).max().orElse(1);
        return plot.finished(columns * PANEL + 2 * MARGIN);
    }

    private String finished(int width) {
        return String.format(Locale.ROOT, """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
                        font-family="sans-serif" font-size="12" fill="#24292f">
                        <title>Logins per second</title>
                        <rect width="100%%" height="100%%" fill="#ffffff"/>
                        """, width, top) + out + "</svg>\n";
    }

    private void scenario(String title, List<CellResult> cells) {
        text(MARGIN, top + 14, "font-weight=\"bold\" font-size=\"14\"", capital(title) + ": logins per second");
        int lines = 0;
        for (int column = 0; column < cells.size(); column++) {
            CellResult cell = cells.get(column);
            panel(MARGIN + column * PANEL, cell);
            lines = Math.max(lines, shown(cell).size());
        }
        top += TITLE + lines * LINE + 2 * MARGIN;
    }

    private void panel(int left, CellResult cell) {
        text(left, top + 34, "fill=\"#57606a\"", cell.threads() + (cell.threads() == 1 ? " thread" : " threads"));
        List<Row> rows = shown(cell);
        double most = rows.stream()
                .mapToDouble(row -> row.of(Turn::loginsPerSecond).high())
                .max()
                .orElse(1);
        int y = top + TITLE;
        for (Row row : rows) {
            bar(left, y, row, BARS / most);
            y += LINE;
        }
    }

    private void bar(int left, int y, Row row, double scale) {
        Quartiles speed = row.of(Turn::loginsPerSecond);
        int start = left + NAMES;
        double end = start + speed.median() * scale;
        text(left, y + 12, "", row.contender().label());
        out.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
                start,
                y + 2,
                speed.median() * scale,
                LINE - 5,
                colour(row)));
        out.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%3$d\" x2=\"%.1f\" y2=\"%3$d\" stroke=\"#24292f\" stroke-width=\"1.5\"/>\n",
                start + speed.low() * scale,
                start + speed.high() * scale,
                y + 2 + (LINE - 5) / 2));
        text(
                (int) Math.max(end, start + speed.high() * scale) + 5,
                y + 12,
                "",
                String.format(Locale.ROOT, "%.0f", speed.median()));
    }

    private void text(int x, int y, String attributes, String words) {
        out.append(
                String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" %s>%s</text>\n", x, y, attributes, escaped(words)));
    }

    private static List<Row> shown(CellResult cell) {
        return cell.rows().stream().filter(row -> row.excluded() == null).toList();
    }

    private static String colour(Row row) {
        return switch (row.contender().id()) {
            case Contender.LATCHKEY -> "#0969da";
            case Contender.REMEMBERING -> "#54aeff";
            case Contender.UNBOUNDID -> "#8250df";
            default -> "#afb8c1";
        };
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String capital(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }
}
