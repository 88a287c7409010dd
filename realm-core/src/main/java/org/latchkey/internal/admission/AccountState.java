package org.latchkey.internal.admission;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.latchkey.auth.RejectionReason;
import org.latchkey.spi.Admission;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;

/**
 * Refuses a user whose entry says that the account is disabled, locked or past its end, or that its password is: what a
 * server says by itself to a bind, and to nobody where none is sent. A value that cannot be understood refuses.
 *
 * <p>It looks at the time of day, the one such decision there is: directories write the end of an account, and of a lock,
 * as a date. Immutable and safe for use by many threads.
 */
public final class AccountState implements Admission {

    /** What is asked for by name, as most of it is operational; a server passes over what it does not know. */
    public static final List<String> ATTRIBUTES = List.of(
            "nsAccountLock",
            "passwordRetryCount",
            "accountUnlockTime",
            "passwordExpirationTime",
            "krbPrincipalExpiration",
            "userAccountControl",
            "msDS-User-Account-Control-Computed",
            "accountExpires",
            "pwdLastSet",
            "pwdAccountLockedTime",
            "pwdReset");

    /** In {@code userAccountControl}; its bits for locked and expired are not kept up to date. */
    private static final long DISABLED = 0x2;
    /** In {@code userAccountControl}: the password never expires, or a smart card is used in its stead. */
    private static final long NEVER_EXPIRES = 0x10000 | 0x40000;
    /** In {@code msDS-User-Account-Control-Computed}. */
    private static final long LOCKED = 0x10;

    private static final long PASSWORD_EXPIRED = 0x800000;

    private static final String LOCKED_FOR_EVER = "000001010000Z";

    private final Clock clock;
    private final boolean bound;

    private AccountState(Clock clock, boolean bound) {
        this.clock = clock;
        this.bound = bound;
    }

    /**
     * For logins that no bind of the user's is part of.
     *
     * @param clock the time of day
     * @return the check
     */
    public static AccountState withoutBind(Clock clock) {
        return new AccountState(clock, false);
    }

    /**
     * For logins in which the server has just let the user bind: a lock that passes by itself has then passed, whatever an
     * entry says that was read meanwhile.
     *
     * @param clock the time of day
     * @return the check
     */
    public static AccountState afterBind(Clock clock) {
        return new AccountState(clock, true);
    }

    @Override
    public Optional<RejectionReason> refusal(User user, List<Group> groups) {
        return user.attributes().flatMap(this::refusal);
    }

    private Optional<RejectionReason> refusal(DirectoryEntry entry) {
        try {
            return refusal(new StateValues(entry), clock.instant());
        } catch (IllegalArgumentException unreadable) {
            return Optional.of(RejectionReason.ACCOUNT_RESTRICTED);
        }
    }

    private Optional<RejectionReason> refusal(StateValues values, Instant now) {
        if (values.isTrue("nsAccountLock") || values.hasAny("userAccountControl", DISABLED)) {
            return Optional.of(RejectionReason.ACCOUNT_DISABLED);
        }
        if (values.texts("pwdAccountLockedTime").contains(LOCKED_FOR_EVER) || (!bound && isLocked(values, now))) {
            return Optional.of(RejectionReason.ACCOUNT_LOCKED);
        }
        if (values.ticks("accountExpires").anyMatch(end -> !now.isBefore(end))
                || values.times("krbPrincipalExpiration").anyMatch(end -> !now.isBefore(end))) {
            return Optional.of(RejectionReason.ACCOUNT_EXPIRED);
        }
        if (values.isTrue("pwdReset")
                || values.times("passwordExpirationTime").anyMatch(Instant.EPOCH::equals)
                || (values.isNumber("pwdLastSet", 0) && !values.hasAny("userAccountControl", NEVER_EXPIRES))) {
            return Optional.of(RejectionReason.PASSWORD_MUST_CHANGE);
        }
        return values.hasAny("msDS-User-Account-Control-Computed", PASSWORD_EXPIRED)
                ? Optional.of(RejectionReason.PASSWORD_EXPIRED)
                : Optional.empty();
    }

    /** Where only the policy would tell how long a lock lasts, it lasts. */
    private static boolean isLocked(StateValues values, Instant now) {
        return !values.texts("pwdAccountLockedTime").isEmpty()
                || values.hasAny("msDS-User-Account-Control-Computed", LOCKED)
                || (values.number("passwordRetryCount").orElse(0) > 0
                        && values.times("accountUnlockTime")
                                .anyMatch(end -> end.equals(Instant.EPOCH) || now.isBefore(end)));
    }
}
