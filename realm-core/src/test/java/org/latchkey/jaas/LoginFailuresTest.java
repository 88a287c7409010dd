package org.latchkey.jaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javax.security.auth.login.AccountException;
import javax.security.auth.login.AccountExpiredException;
import javax.security.auth.login.AccountLockedException;
import javax.security.auth.login.CredentialExpiredException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;

class LoginFailuresTest {

    private static final Map<RejectionReason, Class<? extends LoginException>> TABLE = table();

    private static Map<RejectionReason, Class<? extends LoginException>> table() {
        Map<RejectionReason, Class<? extends LoginException>> table = new EnumMap<>(RejectionReason.class);
        Arrays.stream(RejectionReason.values()).forEach(reason -> table.put(reason, FailedLoginException.class));
        table.put(RejectionReason.ACCOUNT_LOCKED, AccountLockedException.class);
        table.put(RejectionReason.ACCOUNT_EXPIRED, AccountExpiredException.class);
        table.put(RejectionReason.ACCOUNT_DISABLED, AccountException.class);
        table.put(RejectionReason.ACCOUNT_RESTRICTED, AccountException.class);
        table.put(RejectionReason.PASSWORD_EXPIRED, CredentialExpiredException.class);
        table.put(RejectionReason.PASSWORD_MUST_CHANGE, CredentialExpiredException.class);
        table.put(RejectionReason.EXCLUDED_USER, AccountException.class);
        table.put(RejectionReason.DENIED_GROUP, AccountException.class);
        table.put(RejectionReason.MISSING_GROUP, AccountException.class);
        table.put(RejectionReason.MISSING_ATTRIBUTE, AccountException.class);
        table.put(RejectionReason.NOT_ADMITTED, AccountException.class);
        return table;
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void each_reason_has_its_exception(RejectionReason reason) {
        assertThat(LoginFailures.refused(reason)).isExactlyInstanceOf(TABLE.get(reason));
    }

    @Test
    void what_may_be_found_by_guessing_reads_the_same() {
        assertThat(Arrays.stream(RejectionReason.values())
                        .map(LoginFailures::refused)
                        .filter(FailedLoginException.class::isInstance)
                        .map(Throwable::getMessage)
                        .distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(UnavailableCause.class)
    void an_outage_is_none_of_them_and_tells_no_more_than_its_kind(UnavailableCause cause) {
        assertThat(LoginFailures.unavailable(new Unavailable(cause, "ldap.corp.example:636 did not answer")))
                .isExactlyInstanceOf(LoginException.class)
                .hasMessageContaining(cause.name())
                .hasMessageNotContainingAny("corp.example");
    }
}
