package org.latchkey.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration as it is going to be written, read back before anybody relies on it. Immutable.
 *
 * @param text what is written
 * @param keys what a container reads of it, with what it reads beside it
 */
record Draft(String text, Map<String, String> keys) {

    /** Copies the map. */
    Draft {
        keys = Map.copyOf(keys);
    }

    /**
     * Writes settings and reads them.
     *
     * @param form how
     * @param about what is said above them
     * @param settings the keys
     * @throws IllegalArgumentException when the form has no way to say one of them; the message names another form
     */
    static Draft of(Form form, List<String> about, List<Setting> settings) {
        String text = form.write(about, settings);
        Map<String, String> read = form.read(text);
        Map<String, String> all = new LinkedHashMap<>(read);
        for (Setting setting : settings) {
            if (!form.holds(setting)) {
                all.put(setting.key(), setting.value());
            } else if (!setting.value().equals(read.get(setting.key()))) {
                throw new IllegalArgumentException("the container would put something else into " + setting.key()
                        + ", where ${...} stands: give --format properties");
            }
        }
        return new Draft(text, all);
    }

    /** Names the keys only. */
    @Override
    public String toString() {
        return "Draft" + keys.keySet();
    }
}
