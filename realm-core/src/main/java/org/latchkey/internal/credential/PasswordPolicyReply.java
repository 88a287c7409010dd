package org.latchkey.internal.credential;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.latchkey.auth.RejectionReason;

/**
 * The password-policy response control (draft-behera-ldap-password-policy, 6.2): an optional warning, which is either time or
 * logins left, and an optional error. Immutable.
 *
 * @param reason the reason it gives for treating the account as unusable, or empty when it carries no error that concerns
 *     a login
 * @param secondsLeft how long the password may still be used, or empty
 * @param loginsLeft how often an expired password may still be used, or empty
 */
record PasswordPolicyReply(Optional<RejectionReason> reason, OptionalInt secondsLeft, OptionalInt loginsLeft) {

    /** What a server says that has nothing to say. */
    static final PasswordPolicyReply NONE =
            new PasswordPolicyReply(Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    private static final int SEQUENCE = 0x30;
    private static final int WARNING = 0xA0;
    private static final int SECONDS_LEFT = 0x80;
    private static final int LOGINS_LEFT = 0x81;
    private static final int ERROR = 0x81;
    private static final int SECONDS_A_DAY = 86_400;

    /**
     * Decodes the control.
     *
     * @param control the control's value
     * @return what it says
     * @throws IllegalArgumentException when the value is not what the draft describes
     */
    static PasswordPolicyReply parse(byte[] control) {
        if (control.length == 0) {
            return NONE;
        }
        BerReader parts = BerReader.of(control).enter(SEQUENCE);
        OptionalInt seconds = OptionalInt.empty();
        OptionalInt logins = OptionalInt.empty();
        if (parts.isNext(WARNING)) {
            BerReader warning = parts.enter(WARNING);
            if (warning.isNext(SECONDS_LEFT)) {
                seconds = OptionalInt.of(warning.number(SECONDS_LEFT));
            } else {
                logins = OptionalInt.of(warning.number(LOGINS_LEFT));
            }
        }
        return new PasswordPolicyReply(
                parts.isAtEnd() ? Optional.empty() : reason(parts.number(ERROR)), seconds, logins);
    }

    private static Optional<RejectionReason> reason(int error) {
        return switch (error) {
            case 0 -> Optional.of(RejectionReason.PASSWORD_EXPIRED);
            case 1 -> Optional.of(RejectionReason.ACCOUNT_LOCKED);
            case 2 -> Optional.of(RejectionReason.PASSWORD_MUST_CHANGE);
            default -> Optional.empty();
        };
    }

    /**
     * What the application is told of it, as attributes of the principal: whole days, and logins.
     *
     * @return the attributes, empty when the server gave no warning
     */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        secondsLeft.ifPresent(
                seconds -> attributes.put("ldap.passwordExpiresInDays", String.valueOf(seconds / SECONDS_A_DAY)));
        loginsLeft.ifPresent(logins -> attributes.put("ldap.graceLogins", String.valueOf(logins)));
        return attributes;
    }
}
