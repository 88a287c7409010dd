package org.latchkey.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads configurations given as name, value, name, value. */
final class Readings {

    private Readings() {}

    static Map<String, String> keys(String... namesAndValues) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            keys.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return keys;
    }

    static Configuration read(String... namesAndValues) throws ConfigException {
        return ConfigReader.read(Door.TOMCAT, keys(namesAndValues));
    }

    static List<String> warnings(String... namesAndValues) throws ConfigException {
        return read(namesAndValues).realm().warnings();
    }

    /** The problems, none when the configuration is good. */
    static List<String> problems(String... namesAndValues) {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> read(namesAndValues));
        return failure == null ? List.of() : failure.problems();
    }
}
