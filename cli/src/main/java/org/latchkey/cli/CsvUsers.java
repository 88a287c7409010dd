package org.latchkey.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180) with a header. Roles and the values of an attribute stand in one cell with {@code |} between them; a {@code |} or a
 * backslash in one has a backslash before it. So that no spreadsheet takes a value for a formula, a cell that begins with
 * {@code = + - @}, a tab or a carriage return gets an apostrophe before it, and so does one that begins with an apostrophe: who
 * takes one apostrophe off has the value again.
 */
final class CsvUsers implements UserWriter {

    private static final String FORMULA = "=+-@\t\r'";
    private static final String SEPARATOR = "|";

    private final Appendable out;
    private final UserColumns columns;
    private final boolean guarded;

    /**
     * Makes a writer.
     *
     * @param out takes the text
     * @param columns the columns
     * @param guarded whether apostrophes are put before what could be a formula
     */
    CsvUsers(Appendable out, UserColumns columns, boolean guarded) {
        this.out = out;
        this.columns = columns;
        this.guarded = guarded;
    }

    @Override
    public void begin() throws IOException {
        line(columns.names());
    }

    @Override
    public void write(UserRow row) throws IOException {
        List<String> names = columns.names();
        List<List<String>> values = columns.values(row);
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            cells.add(guarded(
                    UserColumns.isPlain(names.get(i)) ? String.join("", values.get(i)) : several(values.get(i))));
        }
        line(cells);
    }

    @Override
    public void end() {
        // Nothing stands there.
    }

    private String guarded(String cell) {
        return guarded && !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static String several(List<String> values) {
        return values.stream().map(CsvUsers::escaped).collect(Collectors.joining(SEPARATOR));
    }

    /** Takes off the apostrophe that was put before a cell. */
    static String unguarded(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }

    /** The values of a cell, whose apostrophe was taken off. */
    static List<String> split(String cell) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\\' && i + 1 < cell.length()) {
                i++;
                value.append(cell.charAt(i));
            } else if (c == '|') {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(SEPARATOR, "\\" + SEPARATOR);
    }

    private void line(List<String> cells) throws IOException {
        String before = "";
        for (String cell : cells) {
            out.append(before).append(quoted(cell));
            before = ",";
        }
        out.append("\r\n");
    }

    /** A cell is quoted only where it must be. */
    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ')
                && !cell.startsWith(" ")
                && !cell.endsWith(" ");
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
