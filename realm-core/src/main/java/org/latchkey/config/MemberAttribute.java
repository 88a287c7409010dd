package org.latchkey.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys that {@code memberAttribute} and {@code memberValue} stand for. */
final class MemberAttribute {

    private static final String NAME = "username";

    private MemberAttribute() {}

    /** The keys that it says itself, so that they must not be given beside it. */
    static List<ConfigKey> instead(String value) {
        return isOfEntry(value)
                ? List.of(ConfigKey.ROLE_SEARCH, ConfigKey.GROUP_TYPE, ConfigKey.USER_ROLE_ATTRIBUTE)
                : List.of(ConfigKey.ROLE_SEARCH, ConfigKey.GROUP_TYPE);
    }

    /**
     * The keys it stands for, with their values. An attribute's values count each: {@code {2}} would take the first alone,
     * so something that is always there takes its place.
     */
    static Map<ConfigKey, String> keys(String attribute, String value) {
        Map<ConfigKey, String> keys = new LinkedHashMap<>();
        if (isOfEntry(value)) {
            keys.put(ConfigKey.USER_ROLE_ATTRIBUTE, "objectClass," + value);
        }
        String place = isOfEntry(value) ? "{3}" : value.equals(NAME) ? "{1}" : "{0}";
        keys.put(ConfigKey.ROLE_SEARCH, "(" + attribute + "=" + place + ")");
        keys.put(ConfigKey.ROLE_NAME, "cn");
        return keys;
    }

    private static boolean isOfEntry(String value) {
        return !value.equals("dn") && !value.equals(NAME);
    }
}
