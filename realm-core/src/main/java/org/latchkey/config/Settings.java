package org.latchkey.config;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the keys of one configuration: those given directly, then those of the file, then the defaults; finds unknown
 * ones; and reads each value by its type. Used once and thrown away.
 */
final class Settings {

    private static final String ENVIRONMENT_PREFIX = "environment.";

    private final Predicate<ConfigKey> reads;
    private final Findings findings;
    private final Map<ConfigKey, ConfigValues.Setting> settings = new EnumMap<>(ConfigKey.class);
    private final Map<String, String> environment = new TreeMap<>();
    private final NumberedKeys numbered;

    private Settings(Predicate<ConfigKey> reads, Findings findings) {
        this.reads = reads;
        this.findings = findings;
        this.numbered = new NumberedKeys(findings);
    }

    /**
     * Gathers.
     *
     * @param reads whether the door reads a key
     * @param sources where keys are given; the first that gives one wins
     * @param findings takes the problems
     */
    static ConfigValues gather(Predicate<ConfigKey> reads, List<Source> sources, Findings findings) {
        Settings settings = new Settings(reads, findings);
        sources.forEach(settings::take);
        settings.takeMemberAttribute();
        settings.takeGroupType();
        settings.takePreset();
        settings.takeGroupType();
        settings.takeDefaults();
        return new ConfigValues(settings.settings, settings.numbered.checked(), settings.environment);
    }

    private void take(Source source) {
        Set<ConfigKey> seen = EnumSet.noneOf(ConfigKey.class);
        source.keys().forEach((name, text) -> {
            Optional<ConfigKey> elsewhere = ConfigKey.of(name).filter(key -> source.isDirect() && !reads.test(key));
            if (elsewhere.isPresent()) {
                findings.problem(source.prefix() + name + " is a key of other doors ("
                        + elsewhere.get().doors() + ") and must be left out here");
            } else if (!source.isDirect() || !name.equals("className")) {
                take(name, text, source, seen);
            }
        });
    }

    private void takeGroupType() {
        ConfigValues.Setting given = settings.get(ConfigKey.GROUP_TYPE);
        if (given != null && given.value() instanceof String type) {
            GroupType.of(type).ifPresent(known -> expand(known.keys(), ConfigValues.EXPANDED + "groupType " + type));
        }
    }

    private void takePreset() {
        ConfigValues.Setting given = settings.get(ConfigKey.PRESET);
        if (given != null && given.value() instanceof String name) {
            Preset.of(name)
                    .ifPresent(preset -> expand(
                            PresetKeys.of(preset, settings::containsKey, hasDnTemplates()),
                            ConfigValues.EXPANDED + "preset " + name));
        }
    }

    private boolean hasDnTemplates() {
        ConfigValues.Setting given = settings.get(ConfigKey.USER_PATTERN);
        return given != null
                && given.value() instanceof List<?> patterns
                && patterns.stream().allMatch(one -> one instanceof NameTemplate name && name.distinguished());
    }

    private void expand(Map<ConfigKey, String> keys, String place) {
        keys.forEach((key, text) -> settings.computeIfAbsent(key, k -> setting(k, k.key(), text, place)));
    }

    private void takeMemberAttribute() {
        ConfigValues.Setting given = settings.get(ConfigKey.MEMBER_ATTRIBUTE);
        if (given == null || !(given.value() instanceof String attribute)) {
            return;
        }
        ConfigValues.Setting told = settings.get(ConfigKey.MEMBER_VALUE);
        String value = told != null && told.value() instanceof String text ? text : "dn";
        for (ConfigKey key : MemberAttribute.instead(value)) {
            ConfigValues.Setting clash = settings.get(key);
            if (clash != null) {
                findings.problem(ConfigValues.said(key, clash) + ", but must be left out while "
                        + ConfigValues.said(ConfigKey.MEMBER_ATTRIBUTE, given)
                        + ": both say how a group names its members");
            }
        }
        expand(MemberAttribute.keys(attribute, value), ConfigValues.EXPANDED + "memberAttribute " + attribute);
    }

    private void takeDefaults() {
        for (ConfigKey key : ConfigKey.values()) {
            key.defaultText()
                    .ifPresent(text -> settings.computeIfAbsent(
                            key,
                            k -> new ConfigValues.Setting(
                                    k.key(), text, k.type().parse(text), null)));
        }
    }

    /** Takes one key, unless another door reads it or a place that goes before has given it. */
    private void take(String name, String text, Source source, Set<ConfigKey> seen) {
        if (name.startsWith(ENVIRONMENT_PREFIX) && name.length() > ENVIRONMENT_PREFIX.length()) {
            environment.putIfAbsent(name.substring(ENVIRONMENT_PREFIX.length()), text);
            return;
        }
        Optional<ConfigKey> found = ConfigKey.of(name);
        Optional<ConfigKey> withNumber = NumberedKeys.keyOf(name).filter(reads);
        String said = source.prefix() + name;
        if (withNumber.isPresent()) {
            takeNumbered(withNumber.get(), said, text, source.place());
        } else if (found.isEmpty()) {
            unknown(name, source);
        } else if (!seen.add(found.get())) {
            findings.problem(source.prefix() + found.get() + " is given twice" + source.place()
                    + ", by its name and by its other name "
                    + String.join(", ", found.get().aliases())
                    + ": it must be given once");
        } else if (reads.test(found.get())) {
            settings.computeIfAbsent(
                    found.get(), key -> setting(key, source.prefix() + key.key(), text, source.place()));
        }
    }

    private void takeNumbered(ConfigKey key, String name, String text, String place) {
        numbered.number(key, name, text, place)
                .filter(number -> !numbered.contains(key, number))
                .ifPresent(number -> numbered.put(key, number, setting(key, name, text, place)));
    }

    private void unknown(String name, Source source) {
        String hint = NearestKey.to(NumberedKeys.withoutNumber(name))
                .map(near -> "did you mean " + source.prefix() + near + "?")
                .orElse("no key resembles it");
        findings.problem(Findings.quoted(source.prefix() + name) + source.place()
                + " is not a key that Latchkey knows: " + hint);
    }

    private ConfigValues.Setting setting(ConfigKey key, String name, String text, String place) {
        return new ConfigValues.Setting(name, text, value(key, name, text, place), place);
    }

    private @Nullable Object value(ConfigKey key, String name, String text, String place) {
        if (text.isBlank() && !key.type().allowsBlank()) {
            findings.notAccepted(name + place + " is empty", key.accepted(), "leave it out where it is not wanted");
            return null;
        }
        try {
            return key.type().parse(text);
        } catch (IllegalArgumentException e) {
            String said = ConfigValues.said(key, new ConfigValues.Setting(name, text, null, place));
            findings.notAccepted(said, key.accepted(), key.isSecret() ? null : e.getMessage());
            return null;
        }
    }
}
