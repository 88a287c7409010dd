package org.latchkey.internal.credential;

import java.util.Optional;
import org.latchkey.auth.RejectionReason;

/**
 * Reads the password-policy response control (draft-behera-ldap-password-policy, 6.2): a sequence of an optional warning
 * and an optional error. Decoded by hand; every length is checked against the bytes that are there.
 */
final class PasswordPolicyReply {

    private static final int SEQUENCE = 0x30;
    private static final int WARNING = 0xA0;
    private static final int ERROR = 0x81;

    private final byte[] bytes;
    private int at;

    private PasswordPolicyReply(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The reason the control gives for treating the account as unusable.
     *
     * @param control the control's value
     * @return the reason, or empty when it carries no error that concerns a login
     * @throws IllegalArgumentException when the value is not what the draft describes
     */
    static Optional<RejectionReason> reason(byte[] control) {
        return control.length == 0 ? Optional.empty() : new PasswordPolicyReply(control).read();
    }

    private Optional<RejectionReason> read() {
        int end = enter(SEQUENCE);
        if (at < end && tag() == WARNING) {
            at = enter(WARNING);
        }
        if (at >= end) {
            return Optional.empty();
        }
        int last = enter(ERROR);
        if (last != at + 1) {
            throw malformed();
        }
        return switch (bytes[at]) {
            case 0 -> Optional.of(RejectionReason.PASSWORD_EXPIRED);
            case 1 -> Optional.of(RejectionReason.ACCOUNT_LOCKED);
            case 2 -> Optional.of(RejectionReason.PASSWORD_MUST_CHANGE);
            default -> Optional.empty();
        };
    }

    private int tag() {
        return bytes[at] & 0xFF;
    }

    /** Steps over a tag and its length; returns where its content ends. Only the short form fits so small a value. */
    private int enter(int expected) {
        if (at + 2 > bytes.length || tag() != expected || bytes[at + 1] < 0) {
            throw malformed();
        }
        int length = bytes[at + 1];
        at += 2;
        if (length > bytes.length - at) {
            throw malformed();
        }
        return at + length;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("malformed password-policy control");
    }
}
