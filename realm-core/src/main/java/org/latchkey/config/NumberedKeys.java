package org.latchkey.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The keys that are given once more for each further base: {@code roleBase.2} with {@code roleSearch.2}, then 3, and so on.
 * The key without a number is the first. Used once and thrown away.
 */
final class NumberedKeys {

    private static final int MOST = 99;
    private static final Pattern NUMBER = Pattern.compile("[2-9]|[1-9][0-9]");

    private final Findings findings;
    private final TreeMap<Integer, Map<ConfigKey, ConfigValues.Setting>> settings = new TreeMap<>();

    NumberedKeys(Findings findings) {
        this.findings = findings;
    }

    /** The key that a name is of, where the name is a key's with something behind a dot. */
    static Optional<ConfigKey> keyOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : ConfigKey.of(name.substring(0, dot));
    }

    /** The name as it would be without a number at its end. */
    static String withoutNumber(String name) {
        return name.replaceFirst("\\.[0-9]+$", "");
    }

    /** The number in a name, or empty after a problem was noted. */
    Optional<Integer> number(ConfigKey key, String name, String text, String place) {
        String said = ConfigValues.said(key, new ConfigValues.Setting(name, text, null, place));
        if (key.numberedBy().isEmpty()) {
            findings.problem(said + ", but must be left out: " + key + " is given once, without a number");
            return Optional.empty();
        }
        String number = name.substring(name.lastIndexOf('.') + 1);
        if (!NUMBER.matcher(number).matches()) {
            findings.problem(said + ", but must be called " + key + ".2, " + key + ".3 and so on, up to " + MOST + ": "
                    + key + " itself is the first");
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(number));
    }

    boolean contains(ConfigKey key, int number) {
        return settings.getOrDefault(number, Map.of()).containsKey(key);
    }

    void put(ConfigKey key, int number, ConfigValues.Setting setting) {
        settings.computeIfAbsent(number, n -> new EnumMap<>(ConfigKey.class)).put(key, setting);
    }

    /** All of them by number. Each further base has its own key, and no number is left out. */
    Map<Integer, Map<ConfigKey, ConfigValues.Setting>> checked() {
        settings.forEach((number, given) -> given.forEach((key, setting) -> {
            ConfigKey base = key.numberedBy().orElseThrow();
            IntStream.rangeClosed(2, number)
                    .filter(wanted -> !contains(base, wanted))
                    .findFirst()
                    .ifPresent(missing ->
                            findings.problem(ConfigValues.said(key, setting) + ", but must not come without " + base
                                    + "." + missing + ": each further base has its own key, numbered without a gap"));
        }));
        return settings;
    }
}
