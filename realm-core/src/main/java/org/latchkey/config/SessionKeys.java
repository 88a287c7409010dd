package org.latchkey.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
        String place = realm.name().isEmpty() ? "" : "directory " + realm.name() + ": ";
        obstacle(realm)
                .ifPresent(why -> findings.problem(
                        place + values.say(ConfigKey.ROLES_REFRESH_INTERVAL) + ", but must be left out where " + why));
    }

    private static Optional<String> obstacle(RealmConfig realm) {
        UserConfig user = realm.user();
        String unseen = "nobody can be looked up without a password: ";
        if (user.serviceTemplate() != null) {
            return Optional.of(
                    unseen + "connectionName has {0}, so that searches are bound by the user's own password");
        }
        if (!user.searches().isEmpty() || realm.hooks().userResolver() != null) {
            return Optional.empty();
        }
        if (user.patterns().stream().anyMatch(pattern -> !pattern.distinguished())) {
            return Optional.of(unseen + "userPattern makes no DN, and userSearch is not set");
        }
        return otherName(user);
    }

    /** A template leads from what people type to the entry; who is known by something else is not found again. */
    private static Optional<String> otherName(UserConfig user) {
        String name = user.nameAttribute();
        if (name == null || user.typedName()) {
            return Optional.empty();
        }
        return user.patterns().stream()
                .filter(pattern -> pattern.attributeOfPlace()
                        .filter(name::equalsIgnoreCase)
                        .isEmpty())
                .findFirst()
                .map(
                        pattern ->
                                "nobody can be looked up by the name that applications see: that is userNameAttribute '"
                                        + name + "', and userPattern '" + pattern
                                        + "' leads to the entry by another; accepted: userSearch"
                                        + " with userBase in the place of userPattern, or the userNameAttribute that userPattern has {0} for");
    }
}
