package org.latchkey.tomcat;

import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigValues;

/**
 * What the realm's keys say about answers to a browser. Immutable.
 *
 * @param tlsOnly whether a password that comes over plain HTTP is refused ({@code requireSecureTransport})
 * @param passwordChangeUrl where somebody goes whose password must be changed, or {@code null}
 */
record LoginAnswers(boolean tlsOnly, @Nullable String passwordChangeUrl) {

    static LoginAnswers of(ConfigValues values) {
        return new LoginAnswers(
                values.bool(ConfigKey.REQUIRE_SECURE_TRANSPORT),
                values.text(ConfigKey.PASSWORD_CHANGE_URL).map(String::strip).orElse(null));
    }

    /** Whether any of it is used. */
    boolean isAny() {
        return tlsOnly || passwordChangeUrl != null;
    }
}
