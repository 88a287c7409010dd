package org.latchkey.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what files such as Grafana's ldap.toml hold: tables, arrays of tables, and keys with texts, numbers, truth values or
 * lists of them. Not a reader for all of TOML: dotted keys, inline tables and dates are told as what they are not.
 *
 * @param name the name of the table, without brackets
 * @param keys its keys: a {@code String}, a {@code Boolean}, a {@code Long} or a {@code List} of them
 */
record TomlTables(String name, Map<String, Object> keys) {

    /** Copies the map. */
    TomlTables {
        keys = new LinkedHashMap<>(keys);
    }

    /**
     * Reads a file's text.
     *
     * @throws IllegalArgumentException when it is not such a file; the message tells the line and shows no value
     */
    static List<TomlTables> read(String text) {
        List<TomlTables> tables = new ArrayList<>();
        tables.add(new TomlTables("", Map.of()));
        LiteralReader reader = new LiteralReader(text);
        reader.skip(true);
        while (!reader.atEnd()) {
            if (reader.take("[[")) {
                tables.add(new TomlTables(reader.until("]]").strip(), Map.of()));
            } else if (reader.take("[")) {
                tables.add(new TomlTables(reader.until("]").strip(), Map.of()));
            } else {
                String key = reader.until("=").strip().replace("\"", "");
                reader.skip(false);
                tables.get(tables.size() - 1).keys.put(key, reader.value());
            }
            reader.skip(true);
        }
        return tables;
    }

    /** Names the keys only. */
    @Override
    public String toString() {
        return name + keys.keySet();
    }
}
