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
                        ConfigKey.USER_ID_ATTRIBUTE,
                        ConfigKey.REQUIRE_ATTRIBUTE,
                        ConfigKey.USER_FILTER,
                        ConfigKey.USER_OBJECT_CLASS,
                        ConfigKey.EXCLUDED_USERS)
                .filter(values::given);
        Stream<ConfigKey> search = Stream.of(ConfigKey.ROLE_SEARCH)
                .filter(key -> values.each(ConfigKey.ROLE_BASE).stream()
                        .flatMap(each -> each.find(key, FilterText.class).stream())
                        .anyMatch(filter ->
                                filter.places().contains(0) || filter.places().contains(1)));
        Stream<ConfigKey> base = Stream.of(ConfigKey.ROLE_BASE)
                .filter(key -> values.each(key).stream()
                        .flatMap(each -> each.find(key, NameTemplate.class).stream())
                        .anyMatch(template -> !template.places().isEmpty()));
        Stream<ConfigKey> asUser = Stream.of(ConfigKey.ROLE_SEARCH_AS_USER)
                .filter(key -> values.find(key, Boolean.class).orElse(false));
        Stream<ConfigKey> method = Stream.of(ConfigKey.GROUP_TYPE)
                .filter(key -> values.text(key)
                        .flatMap(GroupType::of)
                        .filter(type -> type.method().needsNoFilter())
                        .isPresent());
        return Stream.of(attributes, search, base, asUser, method)
                .flatMap(keys -> keys)
                .toList();
    }

    /** The keys that would make the values of an attribute visible. */
    static List<ConfigKey> thatShow(String attribute, ConfigValues values) {
        Stream<ConfigKey> rules = Stream.of(ConfigKey.USER_ATTRIBUTES)
                .filter(key -> values.list(key, AttributeRule.class).stream()
                        .flatMap(rule -> rule.sources().stream())
                        .anyMatch(name -> same(name, attribute)));
        Stream<ConfigKey> id = Stream.of(ConfigKey.USER_ID_ATTRIBUTE).filter(key -> is(key, attribute, values));
        return Stream.of(thatTakeText(attribute, values), id, rules)
                .flatMap(keys -> keys)
                .toList();
    }

    /** The keys for which an attribute must hold text. */
    static List<ConfigKey> thatNeedText(String attribute, ConfigValues values) {
        Stream<ConfigKey> conditions = Stream.of(ConfigKey.REQUIRE_ATTRIBUTE)
                .filter(key -> values.list(key, AttributeCondition.class).stream()
                        .anyMatch(condition -> same(condition.attribute(), attribute)));
        Stream<ConfigKey> search = Stream.of(ConfigKey.USER_SEARCH)
                .filter(key -> values.find(key, FilterText.class)
                        .flatMap(filter -> filter.attributeOf(0))
                        .filter(name -> same(name, attribute))
                        .isPresent());
        Stream<ConfigKey> patterns = Stream.of(ConfigKey.USER_PATTERN)
                .filter(key -> values.list(key, NameTemplate.class).stream()
                        .flatMap(template -> template.attributeOfPlace().stream())
                        .anyMatch(name -> same(name, attribute)));
        Stream<ConfigKey> described = Stream.of(ConfigKey.GROUP_TYPE)
                .filter(key -> same(attribute, "memberURL"))
                .filter(key -> values.text(key)
                        .filter(type -> type.equals("memberURL") || type.equals("auto"))
                        .isPresent());
        return Stream.of(thatTakeText(attribute, values), conditions, search, patterns, described)
                .flatMap(keys -> keys)
                .toList();
    }

    private static Stream<ConfigKey> thatTakeText(String attribute, ConfigValues values) {
        Stream<ConfigKey> single =
                Stream.of(ConfigKey.USER_NAME_ATTRIBUTE, ConfigKey.ROLE_NAME).filter(key -> is(key, attribute, values));
        Stream<ConfigKey> several = Stream.of(
                        ConfigKey.USER_LOGIN_ATTRIBUTE, ConfigKey.USER_ROLE_NAME, ConfigKey.USER_ROLE_ATTRIBUTE)
                .filter(key -> values.list(key, String.class).stream().anyMatch(name -> same(name, attribute)));
        return Stream.concat(single, several);
    }

    private static boolean is(ConfigKey key, String attribute, ConfigValues values) {
        return values.find(key, String.class)
                .filter(name -> same(name, attribute))
                .isPresent();
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
