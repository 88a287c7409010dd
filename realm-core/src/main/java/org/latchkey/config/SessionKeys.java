package org.latchkey.config;

import java.time.Duration;
import java.util.List;

/** Checks the keys that hold for live sessions, together and against the directories that are asked about them. */
final class SessionKeys {

    private SessionKeys() {}

    static void check(ConfigValues values, List<RealmConfig> realms, Findings findings) {
        if (values.given(ConfigKey.ROLES_MAX_AGE)) {
            checkAge(values, findings);
        }
        if (values.given(ConfigKey.ROLES_REFRESH_INTERVAL)) {
            realms.forEach(realm -> checkLookUp(values, realm, findings));
        }
    }

    private static void checkAge(ConfigValues values, Findings findings) {
        if (!values.given(ConfigKey.ROLES_REFRESH_INTERVAL)) {
            findings.problem(values.say(ConfigKey.ROLES_MAX_AGE)
                    + ", but must be left out without rolesRefreshInterval: no roles are read again");
            return;
        }
        Duration age = values.find(ConfigKey.ROLES_MAX_AGE, Duration.class).orElse(Durations.LONGEST);
        if (values.find(ConfigKey.ROLES_REFRESH_INTERVAL, Duration.class)
                .filter(interval -> age.compareTo(interval) < 0)
                .isPresent()) {
            findings.problem(values.say(ConfigKey.ROLES_MAX_AGE) + ", but must be at least as long as "
                    + values.say(ConfigKey.ROLES_REFRESH_INTERVAL)
                    + ": sessions would end before anybody has asked about them");
        }
    }

    private static void checkLookUp(ConfigValues values, RealmConfig realm, Findings findings) {
        UserConfig user = realm.user();
        boolean own = realm.hooks().userResolver() != null;
        boolean unnamed = user.searches().isEmpty()
                && !own
                && user.patterns().stream().anyMatch(pattern -> !pattern.distinguished());
        if (user.serviceTemplate() != null || unnamed) {
            String place = realm.name().isEmpty() ? "" : "directory " + realm.name() + ": ";
            findings.problem(place + values.say(ConfigKey.ROLES_REFRESH_INTERVAL)
                    + ", but must be left out where nobody can be looked up without a password: "
                    + (unnamed
                            ? "userPattern makes no DN, and userSearch is not set"
                            : "connectionName has {0}, so that searches are bound by the user's own password"));
        }
    }
}
