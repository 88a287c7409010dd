package org.latchkey.jaspic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigValues;

/**
 * The keys that this door applies itself. Immutable.
 *
 * @param mechanism how users show who they are
 * @param realmName what a challenge says the password is for
 * @param loginPage the application's page to log in on, or {@code null} for the plain one made here
 * @param errorPage the application's page after a refusal, or {@code null} as above
 * @param passwordChangeUrl where somebody goes whose password must be changed, or {@code null}
 * @param tlsOnly whether nothing is asked and no password is read over plain HTTP
 * @param unavailableStatus what an outage answers
 * @param retryAfter after how long the directory is tried again
 * @param loginTimeout how long one login may take
 */
record DoorSettings(
        String mechanism,
        String realmName,
        @Nullable String loginPage,
        @Nullable String errorPage,
        @Nullable String passwordChangeUrl,
        boolean tlsOnly,
        int unavailableStatus,
        Duration retryAfter,
        Duration loginTimeout) {

    static DoorSettings of(ConfigValues values) {
        return new DoorSettings(
                values.text(ConfigKey.MECHANISM).orElseThrow(),
                values.text(ConfigKey.REALM_NAME).orElseThrow(),
                values.text(ConfigKey.LOGIN_PAGE).orElse(null),
                values.text(ConfigKey.ERROR_PAGE).orElse(null),
                values.text(ConfigKey.PASSWORD_CHANGE_URL).map(String::strip).orElse(null),
                values.bool(ConfigKey.REQUIRE_SECURE_TRANSPORT),
                values.integer(ConfigKey.UNAVAILABLE_STATUS),
                values.duration(ConfigKey.SERVER_RETRY_INTERVAL),
                values.duration(ConfigKey.LOGIN_TIMEOUT));
    }
}
