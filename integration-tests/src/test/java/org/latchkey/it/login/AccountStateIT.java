package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.RejectionReason;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operations;

/** What the password policy of a real OpenLDAP does to an account, as told by a bind and, without one, by the entry. */
class AccountStateIT {
    /** The policy overlay writes a lock as the root of the database, and not at all where there is none. */
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("account-state")
            .database("rootdn \"cn=admin," + Fixture.BASE + "\"")
            .passwordPolicy()
            .build();

    private static final String[] TEMPLATE = {
        "userSearch", "-", "userBase", "-", "userPattern", "uid={0}," + Fixture.PEOPLE
    };

    private static Map<String, Object> attributes(AuthenticationResult result) {
        return Objects.requireNonNull(Engine.principal(result), result::toString)
                .attributes();
    }

    @ParameterizedTest
    @CsvSource({
        "locked, ACCOUNT_LOCKED, BAD_PASSWORD",
        "expired, PASSWORD_EXPIRED, BAD_PASSWORD",
        "must-change, PASSWORD_MUST_CHANGE, BAD_PASSWORD"
    })
    void the_bind_tells_why_the_right_password_does_not_do(String uid, RejectionReason right, RejectionReason wrong)
            throws Exception {
        try (Engine searching = Engine.searching(SLAPD);
                Engine template = Engine.searching(SLAPD, TEMPLATE)) {
            for (Engine engine : List.of(searching, template)) {
                assertThat(Engine.reason(engine.loginAs(uid))).isEqualTo(right);
                assertThat(Engine.reason(engine.login(uid, "wrong-c4nary")))
                        .isEqualTo(uid.equals("locked") ? right : wrong);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"locked, ACCOUNT_LOCKED", "must-change, PASSWORD_MUST_CHANGE"})
    void without_a_password_the_entry_tells_and_is_read_once(String uid, RejectionReason reason) throws Exception {
        try (Engine searching = Engine.searching(SLAPD);
                Engine template = Engine.searching(SLAPD, TEMPLATE)) {
            for (Engine engine : List.of(searching, template)) {
                engine.proved("alice");
                Operations seen = SLAPD.during(
                        () -> assertThat(Engine.reason(engine.proved(uid))).isEqualTo(reason));
                assertThat(seen.searchBases())
                        .filteredOn(base -> !base.equals(Fixture.GROUPS))
                        .hasSize(1);
                assertThat(seen.binds()).isZero();
            }
        }
    }

    /** The end of a password is nothing to who proves their name by something else, and slapd writes it down nowhere. */
    @ParameterizedTest
    @ValueSource(strings = {"alice", "expired", "graced", "warned"})
    void without_a_password_an_account_in_order_comes_in_whatever_the_age_of_its_password(String uid) throws Exception {
        try (Engine engine = Engine.searching(SLAPD)) {
            assertThat(Engine.name(engine.proved(uid))).isEqualTo(uid);
        }
    }

    @Test
    void three_wrong_passwords_lock_an_account_for_every_kind_of_login() throws Exception {
        try (Engine engine = Engine.searching(SLAPD)) {
            assertThat(Engine.name(engine.proved("lockable"))).isEqualTo("lockable");
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThat(Engine.reason(engine.login("lockable", "wrong-c4nary")))
                        .isEqualTo(RejectionReason.BAD_PASSWORD);
            }
            engine.login("lockable", "wrong-c4nary");
            assertThat(Engine.reason(engine.loginAs("lockable"))).isEqualTo(RejectionReason.ACCOUNT_LOCKED);
            assertThat(Engine.reason(engine.proved("lockable"))).isEqualTo(RejectionReason.ACCOUNT_LOCKED);
        }
    }

    @Test
    void the_logins_left_of_an_expired_password_are_counted_down_and_then_it_is_refused() throws Exception {
        try (Engine engine = Engine.searching(SLAPD)) {
            assertThat(attributes(engine.loginAs("graced")).get("ldap.graceLogins"))
                    .isEqualTo("2");
            assertThat(attributes(engine.loginAs("graced")).get("ldap.graceLogins"))
                    .isEqualTo("1");
            assertThat(attributes(engine.loginAs("graced"))).isNotNull();
            assertThat(Engine.reason(engine.loginAs("graced"))).isEqualTo(RejectionReason.PASSWORD_EXPIRED);
        }
    }

    @Test
    void the_days_a_password_is_still_good_for_are_told() throws Exception {
        try (Engine engine = Engine.searching(SLAPD)) {
            Object days = attributes(engine.loginAs("warned")).get("ldap.passwordExpiresInDays");
            assertThat(Integer.parseInt((String) days)).isBetween(1, 3650);
            assertThat(attributes(engine.loginAs("alice"))).doesNotContainKey("ldap.passwordExpiresInDays");
            assertThat(attributes(engine.proved("warned"))).doesNotContainKey("ldap.passwordExpiresInDays");
        }
    }

    @Test
    void nothing_is_searched_with_the_bind_of_a_password_that_must_be_changed() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "roleSearchAsUser", "true")) {
            engine.loginAs("alice");
            Operations seen = SLAPD.during(() -> assertThat(Engine.reason(engine.loginAs("must-change")))
                    .isEqualTo(RejectionReason.PASSWORD_MUST_CHANGE));
            Operation bind = seen.of(Operation.Kind.BIND).get(0);
            assertThat(seen.binds()).isOne();
            assertThat(seen.of(Operation.Kind.SEARCH))
                    .isNotEmpty()
                    .noneMatch(search -> search.connection() == bind.connection());
        }
    }
}
