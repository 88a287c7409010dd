package org.latchkey.cli;

import java.util.List;
import java.util.Map;
import org.latchkey.config.Door;

/** A way to write a configuration down. Implementations are immutable. */
interface Form {

    /** Whose keys it has. */
    Door door();

    /** Whether it has a setting itself, and does not leave it to a file beside it. */
    default boolean holds(Setting setting) {
        return true;
    }

    /**
     * Writes it.
     *
     * @param about what is said above it, a line each
     * @param settings the keys
     * @return lines that end with a line feed
     */
    String write(List<String> about, List<Setting> settings);

    /**
     * Reads what was written, as the container does.
     *
     * @param text the text
     * @return the keys that the text itself has
     */
    Map<String, String> read(String text);
}
