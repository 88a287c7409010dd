package org.latchkey.config;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a preset stands for, as far as the site does not say it itself. */
final class PresetKeys {

    private PresetKeys() {}

    /** What a preset gives up when one of these is given: the site says itself how it is done. */
    private static final Map<ConfigKey, Set<ConfigKey>> GIVEN_UP = Map.of(
            ConfigKey.USER_LOGIN_ATTRIBUTE,
                    EnumSet.of(ConfigKey.USER_SEARCH, ConfigKey.USER_PATTERN, ConfigKey.USER_RESOLVER),
            ConfigKey.USER_SCOPE, EnumSet.of(ConfigKey.USER_SUBTREE),
            ConfigKey.GROUP_TYPE, EnumSet.of(ConfigKey.ROLE_SEARCH, ConfigKey.MEMBER_ATTRIBUTE),
            ConfigKey.ROLE_SEARCH, EnumSet.of(ConfigKey.GROUP_TYPE, ConfigKey.MEMBER_ATTRIBUTE));

    /**
     * The keys that a preset adds.
     *
     * @param preset the preset
     * @param given whether a key is given
     * @param dnTemplates whether templates name the entry, so that nobody is searched for
     */
    static Map<ConfigKey, String> of(Preset preset, Predicate<ConfigKey> given, boolean dnTemplates) {
        Map<ConfigKey, String> keys = new EnumMap<>(preset.keys());
        keys.keySet()
                .removeIf(key -> given.test(key)
                        || GIVEN_UP.getOrDefault(key, Set.of()).stream().anyMatch(given)
                        || (dnTemplates && key == ConfigKey.USER_SCOPE));
        return keys;
    }
}
