package org.latchkey.cli;

import java.util.Objects;

/**
 * A key of a configuration that is about to be written. Immutable.
 *
 * @param key its name
 * @param value its value, and never a secret itself
 * @param why what it is good for, in a few words of ours
 */
record Setting(String key, String value, String why) {

    /** Checks that all are there. */
    Setting {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(why, "why");
    }

    /** Whether a container would take a part of the value for something of its own. */
    boolean refers() {
        return value.contains("${");
    }

    /** As a line of a properties file. */
    String asProperty() {
        return key + "=" + PropertiesForm.escaped(value);
    }
}
