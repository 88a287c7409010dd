package org.latchkey.config;

import java.util.List;
import java.util.Map;

/**
 * Finds keys of the Jakarta Authentication module that belong to another mechanism than the one that is configured. Those in a
 * file are passed over: other doors, and other applications, may share it.
 */
final class MechanismKeys {

    private static final Map<String, List<ConfigKey>> FOREIGN = Map.of(
            "BASIC",
            List.of(
                    ConfigKey.LOGIN_PAGE,
                    ConfigKey.ERROR_PAGE,
                    ConfigKey.CERTIFICATE_USER,
                    ConfigKey.CERTIFICATE_ATTRIBUTE),
            "FORM",
            List.of(ConfigKey.CERTIFICATE_USER, ConfigKey.CERTIFICATE_ATTRIBUTE),
            "CLIENT_CERT",
            List.of(ConfigKey.LOGIN_PAGE, ConfigKey.ERROR_PAGE, ConfigKey.REALM_NAME));

    private MechanismKeys() {}

    /** Tells of each. */
    static void check(ConfigValues values, Findings findings) {
        values.find(ConfigKey.MECHANISM, String.class)
                .map(mechanism -> FOREIGN.getOrDefault(mechanism, List.of()))
                .ifPresent(keys -> keys.stream()
                        .filter(values::givenDirectly)
                        .forEach(key -> findings.problem(values.say(key) + ", but must be left out while "
                                + values.say(ConfigKey.MECHANISM) + ": it is of no use to that")));
    }
}
