package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.realm.CombinedRealm;
import org.apache.catalina.realm.LockOutRealm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The realm inside Tomcat's LockOutRealm and CombinedRealm. */
class NestedRealmTest {

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private static TestRealm started(String xml) throws LifecycleException {
        TestRealm realm = TestRealm.of(xml);
        realm.startNow();
        return realm;
    }

    private static String lockOut(String nested) {
        return "<Realm className=\"" + LockOutRealm.class.getName() + "\" failureCount=\"3\">" + nested + "</Realm>";
    }

    private static String combined(String... nested) {
        return "<Realm className=\"" + CombinedRealm.class.getName() + "\">" + String.join("", nested) + "</Realm>";
    }

    @Test
    void wrong_passwords_lock_an_account_out() throws LifecycleException {
        try (TestRealm realm = started(lockOut(TestRealm.searching(directory).xml()))) {
            for (int i = 0; i < 3; i++) {
                assertThat(realm.login("alice", "wrong-c4nary")).isNull();
            }
            assertThat(((LockOutRealm) realm.outermost()).isLocked("alice")).isTrue();
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.login("bob", "bob-c4nary")).isNotNull();
        }
    }

    @Test
    void an_outage_locks_nobody_out() throws LifecycleException {
        try (TestRealm realm = started(lockOut(TestRealm.searching(directory).xml()))) {
            directory.goDown();
            for (int i = 0; i < 5; i++) {
                assertThat(realm.login("alice", "alice-c4nary")).isNull();
            }
            assertThat(((LockOutRealm) realm.outermost()).isLocked("alice")).isFalse();
            directory.comeBack();
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
        }
    }

    @Test
    void a_fault_that_leaves_the_directory_up_locks_nobody_out_either() throws LifecycleException {
        String line = TestRealm.searching(directory).xml();
        try (TestRealm realm = started(lockOut(line))) {
            directory.operations().refuseSearches(com.unboundid.ldap.sdk.ResultCode.BUSY);
            for (int i = 0; i < 5; i++) {
                assertThat(realm.login("alice", "alice-c4nary")).isNull();
            }
            assertThat(((LockOutRealm) realm.outermost()).isLocked("alice")).isFalse();
            directory.operations().onSearch(() -> {});
            for (int i = 0; i < 3; i++) {
                assertThat(realm.login("alice", "wrong-c4nary")).isNull();
            }
            assertThat(((LockOutRealm) realm.outermost()).isLocked("alice"))
                    .as("wrong passwords count again")
                    .isTrue();
        }
    }

    @Test
    void refused_digests_lock_nobody_out() throws LifecycleException {
        try (TestRealm realm = started(lockOut(TestRealm.searching(directory).xml()))) {
            for (int i = 0; i < 5; i++) {
                assertThat(realm.outermost()
                                .authenticate(
                                        "alice", "0".repeat(32), "n", "1", "c", "auth", "r", "0".repeat(32), "MD5"))
                        .isNull();
            }
            assertThat(((LockOutRealm) realm.outermost()).isLocked("alice")).isFalse();
        }
    }

    @Test
    void a_combined_realm_asks_the_next_realm_and_uses_our_roles() throws LifecycleException {
        try (TestDirectory other = TestDirectory.start()) {
            other.add(
                    "dn: uid=zoe," + TestDirectory.PEOPLE,
                    "objectClass: inetOrgPerson",
                    "uid: zoe",
                    "cn: Zoe",
                    "sn: Zoe",
                    "userPassword: zoe-c4nary");
            String first = TestRealm.searching(directory).xml();
            String second =
                    TestRealm.searching(other).with("commonRole", "second").xml();
            try (TestRealm realm = started(combined(first, second))) {
                assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("staff");
                assertThat(realm.roles("zoe", "zoe-c4nary")).containsExactly("second");
                assertThat(realm.outermost().hasRole(null, realm.login("zoe", "zoe-c4nary"), "second"))
                        .isTrue();
                directory.goDown();
                assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("second", "staff");
            }
        }
    }

    @Test
    void nested_realms_have_jmx_names_of_their_own() throws LifecycleException {
        String line = TestRealm.searching(directory).xml();
        try (TestRealm realm = started(combined(line, line))) {
            CombinedRealm combined = (CombinedRealm) realm.outermost();
            assertThat(combined.getRealms())
                    .extracting(name -> name.getKeyProperty("realmPath"))
                    .containsExactly("/realm0/realm0", "/realm0/realm1");
        }
    }

    @Test
    void a_realm_that_cannot_start_is_dropped_with_one_severe_line_naming_the_key_and_no_login_through_it()
            throws LifecycleException {
        for (String outer : new String[] {LockOutRealm.class.getName(), CombinedRealm.class.getName()}) {
            String broken =
                    TestRealm.searching(directory).with("userSubtre", "true").xml();
            String xml = "<Realm className=\"" + outer + "\">" + broken + "</Realm>";
            try (CapturedLog log = CapturedLog.ofLatchkey();
                    TestRealm realm = started(xml)) {
                assertThat(log.at(Level.SEVERE))
                        .singleElement()
                        .satisfies(severe -> assertThat(severe).contains("userSubtre"));
                assertThat(realm.login("alice", "alice-c4nary")).isNull();
                assertThat(directory.operations().all()).isEmpty();
            }
        }
    }
}
