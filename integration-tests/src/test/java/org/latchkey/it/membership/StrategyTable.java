package org.latchkey.it.membership;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.support.BuildDirectory;

/** What each strategy costs, counted at the server, as {@code target/strategies.md}. Safe for use by several threads. */
final class StrategyTable {
    private static final String HEAD = """
            | server | strategy | nested | first login | next login |
            | --- | --- | --- | --- | --- |
            """;

    private static final Map<String, String> ROWS = new TreeMap<>();

    private StrategyTable() {}

    static synchronized void add(String server, String strategy, boolean nested, Operations first, Operations next) {
        String row = "| " + server + " | `" + strategy + "` | " + (nested ? "yes" : "no") + " | ";
        ROWS.put(row, cost(first) + " | " + cost(next) + " |\n");
        StringBuilder table = new StringBuilder(HEAD);
        ROWS.forEach((before, costs) -> table.append(before).append(costs));
        try {
            Files.writeString(BuildDirectory.path().resolve("strategies.md"), table, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the binds and reads that go with a new connection. */
    private static String cost(Operations seen) {
        return seen.searches() + " searches, " + seen.binds() + " binds";
    }
}
