package org.latchkey.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.latchkey.config.ConfigKey;

/**
 * Keys given by variables: {@code LATCHKEY_CONNECTION_URL} is {@code connectionURL}. Case and underscores do not count, and a
 * number at the end is the key's number: {@code LATCHKEY_USER_BASE_2}.
 *
 * @param keys what is given, by key
 * @param unknown variables that name no key
 */
record EnvironmentKeys(Map<String, String> keys, List<String> unknown) {

    private static final String PREFIX = "LATCHKEY_";
    /** The script's own. */
    private static final List<String> OTHERS = List.of("LATCHKEY_JAVA_OPTS");

    /** Copies the collections. */
    EnvironmentKeys {
        keys = Map.copyOf(keys);
        unknown = List.copyOf(unknown);
    }

    static EnvironmentKeys of(Map<String, String> environment) {
        Map<String, String> keys = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
                key(name.substring(PREFIX.length()))
                        .ifPresentOrElse(key -> keys.put(key, value), () -> unknown.add(name));
            }
        });
        return new EnvironmentKeys(keys, unknown);
    }

    private static Optional<String> key(String variable) {
        String wanted = folded(variable);
        return named(wanted).map(ConfigKey::key).or(() -> {
            String number = wanted.replaceFirst("^.*?([0-9]*)$", "$1");
            return number.isEmpty()
                    ? Optional.empty()
                    : named(wanted.substring(0, wanted.length() - number.length()))
                            .filter(key -> key.numberedBy().isPresent())
                            .map(key -> key + "." + number);
        });
    }

    private static Optional<ConfigKey> named(String folded) {
        return Arrays.stream(ConfigKey.values())
                .filter(key -> key != ConfigKey.ENVIRONMENT)
                .filter(key -> folded(key.key()).equals(folded))
                .findFirst();
    }

    /** Upper case in no language: a Turkish i would be another letter. */
    static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).replace("_", "").replace(".", "");
    }

    /** Names the keys only. */
    @Override
    public String toString() {
        return "EnvironmentKeys" + keys.keySet();
    }
}
