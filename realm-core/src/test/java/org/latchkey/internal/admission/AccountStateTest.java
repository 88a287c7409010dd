package org.latchkey.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.auth.RejectionReason.ACCOUNT_DISABLED;
import static org.latchkey.auth.RejectionReason.ACCOUNT_EXPIRED;
import static org.latchkey.auth.RejectionReason.ACCOUNT_LOCKED;
import static org.latchkey.auth.RejectionReason.ACCOUNT_RESTRICTED;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;
import org.latchkey.auth.RejectionReason;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.User;

class AccountStateTest {

    /** In ticks since 1601: 134247888000000000. */
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final AccountState WITHOUT_BIND = AccountState.withoutBind(CLOCK);
    private static final AccountState AFTER_BIND = AccountState.afterBind(CLOCK);

    /** An entry from {@code name=value} pairs divided by blanks. */
    private static User user(String pairs) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (String pair : pairs.split(" ")) {
            String[] parts = pair.split("=", 2);
            attributes.put(parts[0], List.of(parts[1]));
        }
        return User.read("alice", "alice", new DirectoryEntry(Dn.parse("uid=alice,dc=x"), attributes));
    }

    private static Optional<RejectionReason> without(String pairs) {
        return WITHOUT_BIND.refusal(user(pairs), List.of());
    }

    private static Optional<RejectionReason> after(String pairs) {
        return AFTER_BIND.refusal(user(pairs), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "nsAccountLock=true, ACCOUNT_DISABLED",
        "nsaccountlock=TRUE, ACCOUNT_DISABLED",
        "userAccountControl=514, ACCOUNT_DISABLED",
        "userAccountControl=66050, ACCOUNT_DISABLED",
        "userAccountControl=-2147483134, ACCOUNT_DISABLED",
        "pwdAccountLockedTime=000001010000Z, ACCOUNT_LOCKED",
        "accountExpires=134247887999999999, ACCOUNT_EXPIRED",
        "accountExpires=134247888000000000, ACCOUNT_EXPIRED",
        "accountExpires=1, ACCOUNT_EXPIRED",
        "accountExpires=-1, ACCOUNT_EXPIRED",
        "krbPrincipalExpiration=20260601120000Z, ACCOUNT_EXPIRED",
        "pwdReset=TRUE, PASSWORD_MUST_CHANGE",
        "passwordExpirationTime=19700101000000Z, PASSWORD_MUST_CHANGE",
        "pwdLastSet=0, PASSWORD_MUST_CHANGE",
        "pwdLastSet=0 userAccountControl=512, PASSWORD_MUST_CHANGE",
        "pwdLastSet=0 userAccountControl=512 msDS-User-Account-Control-Computed=8388608, PASSWORD_MUST_CHANGE",
        "msDS-User-Account-Control-Computed=8388608, PASSWORD_EXPIRED"
    })
    void what_an_entry_says_refuses_whether_a_bind_was_sent_or_not(String entry, RejectionReason reason) {
        assertThat(without(entry)).contains(reason);
        assertThat(after(entry)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cn=Alice",
                "nsAccountLock=false",
                "userAccountControl=512",
                "userAccountControl=528",
                "userAccountControl=8389120",
                "accountExpires=0",
                "accountExpires=9223372036854775807",
                "accountExpires=9223372036854775806",
                "accountExpires=134247888000000001",
                "krbPrincipalExpiration=20260601120001Z",
                "pwdReset=FALSE",
                "passwordExpirationTime=20090101000000Z",
                "pwdLastSet=-1",
                "pwdLastSet=134000000000000000",
                "pwdLastSet=0 userAccountControl=66048",
                "pwdLastSet=0 userAccountControl=262656",
                "msDS-User-Account-Control-Computed=0",
                "lockoutTime=134247887000000000",
                "passwordRetryCount=0 accountUnlockTime=20990101000000Z",
                "accountUnlockTime=19700101000000Z",
                "passwordRetryCount=3 accountUnlockTime=20260601120000Z",
                "passwordRetryCount=2"
            })
    void an_account_in_order_comes_in(String entry) {
        assertThat(without(entry)).isEmpty();
        assertThat(after(entry)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pwdAccountLockedTime=20260601115900Z",
                "msDS-User-Account-Control-Computed=16",
                "msDS-User-Account-Control-Computed=8388624",
                "passwordRetryCount=3 accountUnlockTime=20260601120001Z",
                "passwordRetryCount=3 accountUnlockTime=19700101000000Z"
            })
    void a_lock_that_may_pass_by_itself_refuses_unless_the_server_has_just_let_the_user_bind(String entry) {
        assertThat(without(entry)).contains(ACCOUNT_LOCKED);
        assertThat(after(entry)).isNotEqualTo(Optional.of(ACCOUNT_LOCKED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userAccountControl=",
                "userAccountControl=0x2",
                "userAccountControl=99999999999999999999999",
                "accountExpires=never",
                "accountExpires=20270101000000Z",
                "pwdLastSet=yesterday",
                "msDS-User-Account-Control-Computed=many",
                "krbPrincipalExpiration=soon",
                "krbPrincipalExpiration=20261301000000Z",
                "passwordRetryCount=3 accountUnlockTime=later"
            })
    void a_value_that_cannot_be_understood_refuses(String entry) {
        assertThat(without(entry)).contains(ACCOUNT_RESTRICTED);
    }

    @Test
    void of_several_states_the_one_is_told_that_an_administrator_must_undo_first() {
        String all = "pwdReset=TRUE accountExpires=1 pwdAccountLockedTime=20260601115900Z";
        assertThat(without(all + " nsAccountLock=true")).contains(ACCOUNT_DISABLED);
        assertThat(without(all)).contains(ACCOUNT_LOCKED);
        assertThat(after(all)).contains(ACCOUNT_EXPIRED);
    }

    @Test
    void a_user_whose_entry_was_not_read_is_the_binds_to_judge() {
        assertThat(AFTER_BIND.refusal(User.unread("alice", "uid=alice", null), List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "20260601120000Z, 2026-06-01T12:00:00Z",
        "2026060112Z, 2026-06-01T12:00:00Z",
        "202606011200Z, 2026-06-01T12:00:00Z",
        "20260601120000.0Z, 2026-06-01T12:00:00Z",
        "'20260601120000,5Z', 2026-06-01T12:00:00Z",
        "20260601140000+0200, 2026-06-01T12:00:00Z",
        "20260601080000-04, 2026-06-01T12:00:00Z",
        "20161231235960Z, 2016-12-31T23:59:59Z",
        "19700101000000Z, 1970-01-01T00:00:00Z"
    })
    void generalized_times_are_read_as_rfc_4517_writes_them(String text, Instant moment) {
        assertThat(GeneralizedTime.parse(text)).isEqualTo(moment);
    }

    @Test
    void a_state_that_comes_as_bytes_lets_nobody_in() {
        for (String attribute : AccountState.ATTRIBUTES) {
            Map<String, List<Object>> attributes = new LinkedHashMap<>(Map.of("passwordRetryCount", List.of("3")));
            attributes.put(attribute, List.of(new byte[] {'0'}));
            User user = User.read("alice", "alice", new DirectoryEntry(Dn.parse("uid=alice,dc=x"), attributes));
            assertThat(WITHOUT_BIND.refusal(user, List.of())).as(attribute).contains(ACCOUNT_RESTRICTED);
        }
    }
}
