package org.latchkey.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checked values of the keys, for doors that have settings of their own to apply. A key that was left out has its
 * default.
 *
 * <p>Immutable; shows no secret.
 */
public final class ConfigValues {

    /**
     * One value.
     *
     * @param name the key as it was spelled, with its number where it has one
     * @param text as given, or the default
     * @param value what the text was read as, or {@code null} when it could not be
     * @param place where it was given, for messages; {@code null} for a default
     */
    record Setting(
            String name,
            String text,
            @Nullable Object value,
            @Nullable String place) {}

    /** How the place of a setting begins that another key stands for. */
    static final String EXPANDED = " by ";

    private final Map<ConfigKey, Setting> settings;
    private final Map<Integer, Map<ConfigKey, Setting>> numbered;
    private final Map<String, String> environment;

    ConfigValues(
            Map<ConfigKey, Setting> settings,
            Map<Integer, Map<ConfigKey, Setting>> numbered,
            Map<String, String> environment) {
        this.settings = new EnumMap<>(ConfigKey.class);
        this.settings.putAll(settings);
        this.numbered = new TreeMap<>(numbered);
        this.environment = Map.copyOf(environment);
    }

    /**
     * The values for each of several bases: these, and for every further number of the base's key these with what was given
     * under that number instead. A key with a number that was left out is as the one without.
     *
     * @param base the key of the base, such as {@code roleBase}
     * @return one or more, the first without numbers; none of them has numbers left
     */
    List<ConfigValues> each(ConfigKey base) {
        List<ConfigValues> all = new ArrayList<>(List.of(with(Map.of())));
        numbered.values().stream().filter(given -> given.containsKey(base)).forEach(given -> all.add(with(given)));
        return all;
    }

    private ConfigValues with(Map<ConfigKey, Setting> given) {
        Map<ConfigKey, Setting> all = new EnumMap<>(ConfigKey.class);
        all.putAll(settings);
        all.putAll(given);
        return new ConfigValues(all, Map.of(), environment);
    }

    /**
     * The value of a true/false key.
     *
     * @param key the key
     * @return the value
     * @throws IllegalArgumentException when the key is of another type
     */
    public boolean bool(ConfigKey key) {
        return required(key, Boolean.class);
    }

    /**
     * The value of a whole-number key.
     *
     * @param key the key
     * @return the value
     * @throws IllegalArgumentException when the key is of another type
     */
    public int integer(ConfigKey key) {
        return required(key, Integer.class);
    }

    /**
     * The value of a key that is a time.
     *
     * @param key the key
     * @return the value
     * @throws IllegalArgumentException when the key is of another type
     */
    public Duration duration(ConfigKey key) {
        return required(key, Duration.class);
    }

    /**
     * The value of a key as text: the one word of a choice, or else what was given, without blanks round it where they mean
     * nothing.
     *
     * @param key the key
     * @return the text, or empty when the key was left out and has no default
     * @throws IllegalArgumentException for a secret, which is no text
     */
    public Optional<String> text(ConfigKey key) {
        if (key.isSecret()) {
            throw new IllegalArgumentException(key + " is a secret");
        }
        return Optional.ofNullable(settings.get(key))
                .map(setting -> setting.value() instanceof String text ? text : setting.text());
    }

    /**
     * The value of a key that says which name in a request belongs to which attribute.
     *
     * @param key the key
     * @return the attributes, none when the key was left out
     * @throws ClassCastException when the key is of another type
     */
    public NamedAttributes attributes(ConfigKey key) {
        return find(key, NamedAttributes.class).orElseGet(() -> new NamedAttributes(Map.of()));
    }

    /** Whether the key was given, with a good value or a bad one. */
    boolean given(ConfigKey key) {
        Setting setting = settings.get(key);
        return setting != null && setting.place() != null;
    }

    /** Whether the key was given, and not by a file that others may share. */
    boolean givenDirectly(ConfigKey key) {
        Setting setting = settings.get(key);
        return setting != null && "".equals(setting.place());
    }

    /** Whether another key stands for it. */
    boolean expanded(ConfigKey key) {
        Setting setting = settings.get(key);
        return setting != null && isExpanded(setting);
    }

    /** The value, or empty when there is none or what was given could not be read. */
    <T> Optional<T> find(ConfigKey key, Class<T> type) {
        return Optional.ofNullable(settings.get(key)).map(Setting::value).map(type::cast);
    }

    /** The items of a list, empty when there is none or what was given could not be read. */
    <T> List<T> list(ConfigKey key, Class<T> type) {
        return find(key, List.class).map(items -> cast(items, type)).orElse(List.of());
    }

    private static <T> List<T> cast(List<?> items, Class<T> type) {
        return items.stream().<T>map(type::cast).toList();
    }

    Map<String, String> environment() {
        return environment;
    }

    /** The key with what was given, as a message begins. */
    String say(ConfigKey key) {
        Setting setting = settings.get(key);
        return setting == null ? key + " is not set" : said(key, setting);
    }

    static String said(ConfigKey key, Setting setting) {
        String place = setting.place() == null ? " by default" : setting.place();
        boolean hidden = key.isSecret()
                || (key.type() == ValueType.URLS && setting.text().indexOf('@') >= 0);
        return setting.name() + " is " + (hidden ? "set" : Findings.quoted(setting.text())) + place;
    }

    /** What other keys were taken to stand for: {@code key=value} in the order of the catalogue. */
    List<String> expansion() {
        return settings.entrySet().stream()
                .filter(entry -> isExpanded(entry.getValue()))
                .map(entry -> entry.getKey() + "=" + entry.getValue().text())
                .toList();
    }

    private static boolean isExpanded(Setting setting) {
        String place = setting.place();
        return place != null && place.startsWith(EXPANDED);
    }

    /** Names the keys only. */
    @Override
    public String toString() {
        return "ConfigValues" + settings.keySet();
    }

    private <T> T required(ConfigKey key, Class<T> type) {
        Setting setting = settings.get(key);
        if (setting == null || !type.isInstance(setting.value())) {
            throw new IllegalArgumentException(key + " is not a " + type.getSimpleName());
        }
        return type.cast(setting.value());
    }
}
