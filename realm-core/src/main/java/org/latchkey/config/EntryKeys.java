package org.latchkey.config;

import java.util.List;
import java.util.stream.Stream;
import org.latchkey.auth.FilterText;

/** Which keys of a configuration read a user's entry, and what they read. */
final class EntryKeys {

    private EntryKeys() {}

    /** The given keys that cannot be served without the user's entry or its DN. */
    static List<ConfigKey> thatReadTheEntry(ConfigValues values) {
        Stream<ConfigKey> attributes = Stream.of(
                        ConfigKey.USER_ROLE_NAME,
                        ConfigKey.USER_ROLE_ATTRIBUTE,
                        ConfigKey.USER_ATTRIBUTES,
                        ConfigKey.USER_NAME_ATTRIBUTE,
                        ConfigKey.REQUIRE_ATTRIBUTE,
                        ConfigKey.USER_FILTER,
                        ConfigKey.USER_OBJECT_CLASS,
                        ConfigKey.EXCLUDED_USERS)
                .filter(values::given);
        Stream<ConfigKey> search = Stream.of(ConfigKey.ROLE_SEARCH)
                .filter(key -> values.each(ConfigKey.ROLE_BASE).stream()
                        .flatMap(each -> each.find(key, FilterText.class).stream())
                        .anyMatch(filter -> filter.places().contains(0)));
        Stream<ConfigKey> base = Stream.of(ConfigKey.ROLE_BASE)
                .filter(key -> values.each(key).stream()
                        .flatMap(each -> each.find(key, NameTemplate.class).stream())
                        .anyMatch(template -> !template.places().isEmpty()));
        Stream<ConfigKey> asUser = Stream.of(ConfigKey.ROLE_SEARCH_AS_USER)
                .filter(key -> values.find(key, Boolean.class).orElse(false));
        return Stream.of(attributes, search, base, asUser).flatMap(keys -> keys).toList();
    }

    /** The keys that would make the values of an attribute visible. */
    static List<ConfigKey> thatShow(String attribute, ConfigValues values) {
        Stream<ConfigKey> single = Stream.of(ConfigKey.USER_NAME_ATTRIBUTE, ConfigKey.ROLE_NAME)
                .filter(key -> values.find(key, String.class)
                        .filter(name -> same(name, attribute))
                        .isPresent());
        Stream<ConfigKey> roles = Stream.of(
                        ConfigKey.USER_LOGIN_ATTRIBUTE, ConfigKey.USER_ROLE_NAME, ConfigKey.USER_ROLE_ATTRIBUTE)
                .filter(key -> values.list(key, String.class).stream().anyMatch(name -> same(name, attribute)));
        Stream<ConfigKey> rules = Stream.of(ConfigKey.USER_ATTRIBUTES)
                .filter(key -> values.list(key, AttributeRule.class).stream()
                        .flatMap(rule -> rule.sources().stream())
                        .anyMatch(name -> same(name, attribute)));
        return Stream.of(single, roles, rules).flatMap(keys -> keys).toList();
    }

    /** Options make no difference: {@code userPassword;x-old} holds passwords too. */
    private static boolean same(String name, String attribute) {
        return Ascii.equalsIgnoreCase(base(name), base(attribute));
    }

    private static String base(String name) {
        int options = name.indexOf(';');
        return options < 0 ? name : name.substring(0, options);
    }
}
