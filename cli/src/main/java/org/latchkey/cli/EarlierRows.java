package org.latchkey.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a list that was written before, as CSV or as JSON lines.
 *
 * @param file the list
 * @param guarded whether its CSV has apostrophes before what could be a formula
 */
record EarlierRows(Path file, boolean guarded) {

    /** Takes rows as they are read. */
    @FunctionalInterface
    interface Reader {

        /**
         * Takes a row.
         *
         * @param columns the columns of the list
         * @param row the row
         * @throws IOException when it cannot be written on
         */
        void take(List<String> columns, UserRow row) throws IOException;
    }

    /**
     * Reads them all.
     *
     * @param reader takes them
     * @throws IllegalArgumentException when the file is no such list, with a sentence
     */
    void read(Reader reader) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            in.mark(1);
            int first = in.read();
            if (first >= 0) {
                in.reset();
                if (first == '{') {
                    lines(in, reader);
                } else {
                    records(new CsvReader(in), reader);
                }
            }
        }
    }

    private static void lines(BufferedReader in, Reader reader) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                Map<String, List<String>> values = new LinkedHashMap<>();
                add(JsonLine.parse(line), values);
                reader.take(checked(List.copyOf(values.keySet())), row(values));
            }
        }
    }

    private static void add(Map<?, ?> members, Map<String, List<String>> values) {
        members.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                add(inner, values);
            } else {
                values.put((String) name, value instanceof List<?> list ? texts(list) : texts(List.of(value)));
            }
        });
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(String::valueOf).toList();
    }

    private void records(CsvReader in, Reader reader) throws IOException {
        List<String> columns = checked(in.next().orElse(List.of()));
        for (Optional<List<String>> record = in.next(); record.isPresent(); record = in.next()) {
            List<String> cells = record.get();
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException("record " + in.record() + " has " + cells.size() + " cells, and the"
                        + " header " + columns.size());
            }
            Map<String, List<String>> values = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                values.put(columns.get(i), values(columns.get(i), cells.get(i)));
            }
            reader.take(columns, row(values));
        }
    }

    private List<String> values(String column, String cell) {
        String value = guarded ? CsvUsers.unguarded(cell) : cell;
        if (value.isEmpty()) {
            return List.of();
        }
        return UserColumns.isPlain(column) ? List.of(value) : CsvUsers.split(value);
    }

    private static List<String> checked(List<String> columns) {
        if (!columns.contains(UserColumns.NAME) || !columns.contains(UserColumns.DN)) {
            throw new IllegalArgumentException("it has no columns name and dn, as a list that list-users wrote has");
        }
        if (columns.contains(UserColumns.CHANGE)) {
            throw new IllegalArgumentException("it is itself a comparison, and not a whole list");
        }
        return columns;
    }

    private static UserRow row(Map<String, List<String>> values) {
        Map<String, List<String>> attributes = new LinkedHashMap<>(values);
        attributes.keySet().removeAll(UserColumns.OURS);
        return new UserRow(
                null,
                one(values, UserColumns.NAME),
                one(values, UserColumns.DN),
                one(values, UserColumns.ID),
                new ArrayList<>(values.getOrDefault(UserColumns.ROLES, List.of())),
                one(values, UserColumns.REASON),
                attributes);
    }

    private static String one(Map<String, List<String>> values, String column) {
        return String.join("", values.getOrDefault(column, List.of()));
    }
}
