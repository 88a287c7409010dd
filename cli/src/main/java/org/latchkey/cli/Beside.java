package org.latchkey.cli;

import java.util.ArrayList;
import java.util.List;

/** The file that {@code configFile} names, with what the place of the others would take for something of its own. */
final class Beside {

    /** Where it is, unless whoever copies the text knows better. */
    static final String FILE = "/etc/latchkey/latchkey.properties";

    private Beside() {}

    /** What is to be said of it, a line each; nothing where it is not needed. */
    static List<String> lines(Form form, List<Setting> settings) {
        List<String> lines = new ArrayList<>();
        for (Setting setting : settings) {
            if (!form.holds(setting)) {
                lines.add("    " + setting.asProperty());
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, FILE + " is to hold what cannot stand here:");
        }
        return lines;
    }
}
