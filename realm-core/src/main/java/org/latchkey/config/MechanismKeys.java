package org.latchkey.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds keys of the Jakarta Authentication module that belong to another mechanism than the one that is configured. Those in a
 * file are passed over: other doors, and other applications, may share it.
 */
final class MechanismKeys {

    private static final String HEADER = "HEADER";

    private static final Set<ConfigKey> PAGES = EnumSet.of(ConfigKey.LOGIN_PAGE, ConfigKey.ERROR_PAGE);
    private static final Set<ConfigKey> CERTIFICATES =
            EnumSet.of(ConfigKey.CERTIFICATE_USER, ConfigKey.CERTIFICATE_ATTRIBUTE);
    private static final Set<ConfigKey> CHALLENGE = EnumSet.of(ConfigKey.REALM_NAME);
    private static final Set<ConfigKey> PROXIES = EnumSet.range(ConfigKey.TRUSTED_PROXIES, ConfigKey.HEADER_CHARSET);

    private static final Map<String, List<Set<ConfigKey>>> FOREIGN = Map.of(
            "BASIC",
            List.of(PAGES, CERTIFICATES, PROXIES),
            "FORM",
            List.of(CERTIFICATES, PROXIES),
            "CLIENT_CERT",
            List.of(PAGES, CHALLENGE, PROXIES),
            HEADER,
            List.of(PAGES, CHALLENGE, CERTIFICATES));

    private MechanismKeys() {}

    /** Tells of each, and of what the keys of a proxy's lack where it is a proxy who says who somebody is. */
    static void check(ConfigValues values, Findings findings) {
        String mechanism = values.find(ConfigKey.MECHANISM, String.class).orElse("");
        FOREIGN.getOrDefault(mechanism, List.of()).stream()
                .flatMap(Set::stream)
                .filter(values::givenDirectly)
                .forEach(key -> findings.problem(values.say(key) + ", but must be left out while "
                        + values.say(ConfigKey.MECHANISM) + ": it is of no use to that"));
        if (mechanism.equals(HEADER)) {
            new ProxyReader(values, findings).read();
        }
    }
}
