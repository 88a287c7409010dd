package org.latchkey.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A place where keys are given.
 *
 * @param keys the keys with their texts, without the prefix
 * @param prefix what stands before each of the keys: the name of a directory and a dot, or nothing
 * @param place the place as a message says it behind the text; empty for what was given directly
 */
record Source(Map<String, String> keys, String prefix, String place) {

    boolean isDirect() {
        return place.isEmpty();
    }

    /**
     * Everything that was given: directly, and then in the file that {@code configFile} names.
     *
     * @param attributes what was given directly
     * @param findings takes what is wrong with the file
     */
    static List<Source> of(Map<String, String> attributes, Findings findings) {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source(new TreeMap<>(attributes), "", ""));
        String file = attributes.get(ConfigKey.CONFIG_FILE.key());
        if (file != null && !file.isBlank()) {
            readInto(sources, file.strip(), findings);
        }
        return sources;
    }

    private static void readInto(List<Source> sources, String path, Findings findings) {
        try {
            Map<String, String> keys = new LinkedHashMap<>(PropertiesFile.read(ConfigPath.of(path)));
            if (keys.remove(ConfigKey.CONFIG_FILE.key()) != null) {
                findings.problem("configFile in " + path + " must be left out: a file names no other file");
            }
            sources.add(new Source(keys, "", " in " + path));
        } catch (IllegalArgumentException e) {
            findings.notAccepted(
                    ConfigKey.CONFIG_FILE + " is " + Findings.quoted(path),
                    "a readable properties file in UTF-8",
                    e.getMessage());
        }
    }

    /** The keys of one directory, which stand behind its name. */
    Source of(String directory) {
        String before = directory + ".";
        Map<String, String> own = new LinkedHashMap<>();
        keys.forEach((name, text) -> {
            if (name.startsWith(before)) {
                own.put(name.substring(before.length()), text);
            }
        });
        return new Source(own, before, place);
    }

    /** Some of the keys. */
    Source only(Predicate<String> wanted) {
        Map<String, String> some = new LinkedHashMap<>(keys);
        some.keySet().removeIf(wanted.negate());
        return new Source(some, prefix, place);
    }
}
