package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.catalina.TomcatPrincipal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts that are disabled, locked, at their end or to change their password first: nobody comes in by any way. */
class AccountStateTest {

    private static final String MUST_CHANGE = "3003810102";
    private static final String ONE_GRACE_LOGIN = "3005a003810101";
    private static final String THREE_DAYS = "3007a005800303f480";

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private static Control policy(String hex) {
        byte[] value = HexFormat.of().parseHex(hex);
        return new Control("1.3.6.1.4.1.42.2.27.8.5.1", false, new ASN1OctetString(value));
    }

    /** The reason in the log of a login that must be refused. */
    private static String reason(Supplier<Principal> login) {
        try (CapturedLog log = CapturedLog.ofLatchkey()) {
            assertThat(login.get()).isNull();
            List<String> lines = log.of("org.latchkey.login");
            assertThat(lines).singleElement().asString().startsWith("REJECTED reason=");
            return lines.get(0).split("[ =]")[2];
        }
    }

    private static Object attribute(Principal principal, String name) {
        assertThat(principal).isNotNull();
        return ((TomcatPrincipal) principal).getAttribute(name);
    }

    @ParameterizedTest
    @CsvSource({
        "49, data 52e, BAD_PASSWORD",
        "49, data 530, ACCOUNT_RESTRICTED",
        "49, data 532, PASSWORD_EXPIRED",
        "49, data 533, ACCOUNT_DISABLED",
        "49, data 701, ACCOUNT_EXPIRED",
        "49, data 773, PASSWORD_MUST_CHANGE",
        "49, data 775, ACCOUNT_LOCKED",
        "19, Exceed password retry limit. Please try later., ACCOUNT_LOCKED",
        "53, Account inactivated. Contact system administrator., ACCOUNT_DISABLED"
    })
    void a_bind_that_says_why_not_is_told_in_the_log_and_counts_as_an_answer(int code, String text, String reason) {
        try (TestRealm realm = TestRealm.searching(directory).start()) {
            directory.operations().answerBinds(ResultCode.valueOf(code), "80090308: LdapErr: DSID-0C09, " + text);
            assertThat(reason(() -> realm.login("alice", "alice-c4nary"))).isEqualTo(reason);
            assertThat(realm.ldap().isAvailable()).isTrue();
        }
    }

    @Test
    void a_password_that_must_be_changed_lets_nobody_in_and_nothing_is_searched_with_that_bind() {
        directory.operations().answerBinds(ResultCode.SUCCESS, "", policy(MUST_CHANGE));
        for (TestRealm.Line line : List.of(
                TestRealm.searching(directory),
                TestRealm.searching(directory).with("roleSearchAsUser", "true"),
                TestRealm.searching(directory).with("connectionName", "uid={0}," + TestDirectory.PEOPLE),
                TestRealm.binding(directory).with("userAttributes", "mail"))) {
            try (TestRealm realm = line.start()) {
                directory.operations().forget();
                assertThat(reason(() -> realm.login("alice", "alice-c4nary"))).isEqualTo("PASSWORD_MUST_CHANGE");
                assertThat(directory.operations().binds()).containsExactly(TestDirectory.ALICE);
                assertThat(directory.operations().searches())
                        .allSatisfy(search -> assertThat(search.boundAs()).isEmpty());
            }
        }
    }

    @Test
    void a_control_that_is_none_lets_nobody_in_and_is_no_refusal() {
        directory.operations().answerBinds(ResultCode.SUCCESS, "", policy("30847fffffff"));
        try (TestRealm realm = TestRealm.searching(directory).start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.ldap().isAvailable()).isFalse();
        }
    }

    @Test
    void days_and_logins_left_reach_the_application_where_the_server_tells() {
        for (TestRealm.Line line : List.of(
                TestRealm.searching(directory),
                TestRealm.searching(directory).with("roleSearchAsUser", "true"),
                TestRealm.searching(directory).with("connectionName", "uid={0}," + TestDirectory.PEOPLE),
                TestRealm.binding(directory))) {
            try (TestRealm realm = line.start()) {
                for (int login = 0; login < 2; login++) { // the second time as remembered
                    directory.operations().answerBinds(ResultCode.SUCCESS, "", policy(THREE_DAYS));
                    Principal warned = realm.login("alice", "alice-c4nary");
                    assertThat(attribute(warned, "ldap.passwordExpiresInDays")).isEqualTo("3");
                    assertThat(attribute(warned, "ldap.graceLogins")).isNull();
                }
                directory.operations().answerBinds(ResultCode.SUCCESS, "", policy(ONE_GRACE_LOGIN));
                Principal graced = realm.login("alice", "alice-c4nary");
                assertThat(attribute(graced, "ldap.graceLogins")).isEqualTo("1");
                assertThat(attribute(graced, "ldap.passwordExpiresInDays")).isNull();
                directory.operations().answerBindsTruly();
                Principal plain = realm.login("alice", "alice-c4nary");
                assertThat(Collections.list(((TomcatPrincipal) plain).getAttributeNames()))
                        .doesNotContain("ldap.graceLogins", "ldap.passwordExpiresInDays");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nsAccountLock, true, ACCOUNT_DISABLED",
        "userAccountControl, 514, ACCOUNT_DISABLED",
        "pwdAccountLockedTime, 20260101000000Z, ACCOUNT_LOCKED",
        "msDS-User-Account-Control-Computed, 16, ACCOUNT_LOCKED",
        "accountExpires, 116444736000000000, ACCOUNT_EXPIRED",
        "krbPrincipalExpiration, 19700101000000Z, ACCOUNT_EXPIRED",
        "pwdReset, TRUE, PASSWORD_MUST_CHANGE",
        "pwdLastSet, 0, PASSWORD_MUST_CHANGE",
        "msDS-User-Account-Control-Computed, 8388608, PASSWORD_EXPIRED"
    })
    void who_comes_without_a_password_is_refused_by_what_the_entry_says(String name, String value, String reason) {
        directory.operations().showOperational(name, value);
        for (TestRealm.Line line : List.of(TestRealm.searching(directory), TestRealm.binding(directory))) {
            try (TestRealm realm = line.start()) {
                directory.operations().forget();
                assertThat(reason(() -> realm.outermost().authenticate("alice")))
                        .isEqualTo(reason);
                assertThat(directory.operations().bases())
                        .as("the entry is read once, state and all")
                        .filteredOn(base -> !base.equals(TestDirectory.GROUPS))
                        .hasSize(1);
                assertThat(realm.ldap().isAvailable()).isTrue();
            }
        }
        try (TestRealm comparing = TestRealm.searching(directory)
                .with("userPassword", "employeeNumber")
                .start()) {
            assertThat(reason(() -> comparing.login("alice", "0007")))
                    .as("nobody binds where passwords are compared")
                    .isEqualTo(reason);
            directory.operations().hideOperational();
            assertThat(comparing.login("alice", "0007")).isNotNull();
            assertThat(comparing.outermost().authenticate("alice")).isNotNull();
        }
    }

    @Test
    void a_login_by_a_bind_asks_for_nothing_more() {
        directory.operations().showOperational("nsAccountLock", "true");
        try (TestRealm realm =
                TestRealm.searching(directory).with("userAttributes", "mail").start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(directory.operations().searches())
                    .filteredOn(search -> search.request().getBaseDN().equals(TestDirectory.PEOPLE))
                    .singleElement()
                    .satisfies(search ->
                            assertThat(search.request().getAttributeList()).containsExactlyInAnyOrder("uid", "mail"));
        }
    }

    @Test
    void what_an_entry_says_counts_after_a_bind_too_where_it_is_read_anyway() {
        directory.operations().showOperational("nsAccountLock", "true");
        directory.operations().showOperational("pwdAccountLockedTime", "20260101000000Z");
        TestRealm.Line line = TestRealm.searching(directory).with("userAttributes", "nsAccountLock");
        try (TestRealm realm = line.start()) {
            assertThat(reason(() -> realm.login("alice", "alice-c4nary"))).isEqualTo("ACCOUNT_DISABLED");
        }
        try (TestRealm realm =
                line.with("userAttributes", "pwdAccountLockedTime").start()) {
            assertThat(attribute(realm.login("alice", "alice-c4nary"), "pwdAccountLockedTime"))
                    .as("a lock that the bind has just shown to be over")
                    .isEqualTo(List.of("20260101000000Z"));
        }
    }

    @Test
    void what_is_asked_for_the_state_does_not_come_along_with_every_attribute() {
        directory.operations().showOperational("pwdReset", "FALSE");
        directory.operations().showOperational("nsAccountLock", "false");
        try (TestRealm realm = TestRealm.searching(directory)
                .with("userAttributes", "*, locked=nsAccountLock")
                .start()) {
            TomcatPrincipal alice = (TomcatPrincipal) realm.outermost().authenticate("alice");
            assertThat(Collections.list(alice.getAttributeNames()))
                    .contains("mail", "locked")
                    .doesNotContain("pwdReset", "nsAccountLock");
        }
    }

    @Test
    void a_browser_sees_the_same_for_every_reason(@TempDir Path folder) {
        try (TestTomcat tomcat = new TestTomcat(
                        folder,
                        TestTomcat.Level.ENGINE,
                        TestRealm.searching(directory).xml())
                .start()) {
            String wrong = answer(tomcat.getAs("alice", "wrong-c4nary", "/private"));
            assertThat(wrong).startsWith("401");
            List<String> answers = new ArrayList<>();
            answers.add(answer(tomcat.getAs("nobody", "alice-c4nary", "/private")));
            for (String data : List.of("530", "532", "533", "701", "773", "775")) {
                directory.operations().answerBinds(ResultCode.INVALID_CREDENTIALS, "error, data " + data + ", v1");
                answers.add(answer(tomcat.getAs("alice", "alice-c4nary", "/private")));
            }
            directory.operations().answerBinds(ResultCode.SUCCESS, "", policy(MUST_CHANGE));
            answers.add(answer(tomcat.getAs("alice", "alice-c4nary", "/private")));
            assertThat(answers).hasSize(8).containsOnly(wrong);
            directory.operations().answerBindsTruly();
            assertThat(tomcat.getAs("alice", "alice-c4nary", "/private").statusCode())
                    .isEqualTo(200);
        }
    }

    /** Status, headers and page, without the time of day. */
    private static String answer(HttpResponse<String> response) {
        TreeMap<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        return String.join("\n", Arrays.asList("" + response.statusCode(), headers.toString(), response.body()));
    }
}
