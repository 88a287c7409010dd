package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Joins the filters of one level into as few as a server takes. */
final class OrFilters {

    private static final int CLAUSES = 100;
    private static final int CHARACTERS = 60_000;

    private OrFilters() {}

    static List<String> of(Stream<String> clauses) {
        List<String> filters = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        int length = 0;
        for (String clause : clauses.distinct().toList()) {
            if (batch.size() == CLAUSES || length + clause.length() > CHARACTERS) {
                flush(batch, filters);
                length = 0;
            }
            batch.add(clause);
            length += clause.length();
        }
        flush(batch, filters);
        return filters;
    }

    private static void flush(List<String> batch, List<String> filters) {
        if (!batch.isEmpty()) {
            filters.add(batch.size() == 1 ? batch.get(0) : "(|" + String.join("", batch) + ")");
            batch.clear();
        }
    }
}
