package org.latchkey.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes the catalogue as the table of the documentation. */
final class ConfigTable {

    static final String BEGIN = "<!-- keys:begin -->";
    static final String END = "<!-- keys:end -->";

    private ConfigTable() {}

    static String markdown() {
        return Arrays.stream(ConfigKey.values())
                .map(ConfigTable::row)
                .collect(Collectors.joining(
                        "\n",
                        "| key | takes | default | door | what it does |\n| --- | --- | --- | --- | --- |\n",
                        "\n"));
    }

    /** A text with whatever stands between the marks replaced by the table. */
    static String insertInto(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the marks " + BEGIN + " and " + END + " are not in the page");
        }
        return page.substring(0, begin) + BEGIN + "\n" + markdown() + page.substring(end);
    }

    private static String row(ConfigKey key) {
        String aliases = key.aliases().isEmpty()
                ? ""
                : " (also " + key.aliases().stream().map(ConfigTable::code).collect(Collectors.joining(", ")) + ")";
        String numbers = key.numberedBy().isPresent() ? ", " + code(key + ".2") + ", " + code(key + ".3") + "..." : "";
        return "| " + code(key.key()) + numbers + aliases + " | " + key.typeLabel() + " | "
                + key.defaultText().map(ConfigTable::shown).orElse("") + " | "
                + doors(key) + " | " + key.sentence().replace("|", "\\|") + " |";
    }

    private static String doors(ConfigKey key) {
        return key.doors().containsAll(Door.engines())
                ? "all"
                : Arrays.stream(Door.values())
                        .filter(key.doors()::contains)
                        .map(ConfigTable::doorName)
                        .collect(Collectors.joining(", "));
    }

    private static String doorName(Door door) {
        return switch (door) {
            case TOMCAT -> "realm";
            case JASPIC -> "module";
            case JAAS -> "JAAS";
            case VALVE -> "valve";
        };
    }

    private static String shown(String text) {
        return text.isEmpty() ? "empty" : code(text);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
