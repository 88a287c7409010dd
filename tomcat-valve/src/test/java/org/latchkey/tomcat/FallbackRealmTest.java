package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.ResultCode;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.logging.Level;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.realm.CombinedRealm;
import org.apache.catalina.realm.LockOutRealm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The local realm stands in for a directory that is out of reach, and for nothing else. */
class FallbackRealmTest {

    private static final String LOCAL = realm(LocalRealm.class, "");

    private TestDirectory directory;
    private String ldap;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
        ldap = TestRealm.searching(directory).xml();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private static String realm(Class<?> type, String attributes, String... nested) {
        return "<Realm className=\"" + type.getName() + "\" " + attributes + ">" + String.join("", nested) + "</Realm>";
    }

    private static String fallback(String attributes, String... nested) {
        return realm(FallbackRealm.class, attributes, nested);
    }

    private String forAdmin() {
        return fallback("fallbackUsers=\"admin\"", ldap, LOCAL);
    }

    private static TestRealm started(String xml) throws LifecycleException {
        TestRealm realm = TestRealm.of(xml);
        realm.startNow();
        return realm;
    }

    @Test
    @Proves("fallbackUsers")
    void a_named_user_comes_in_by_a_local_password_while_the_directory_is_down_and_nobody_else() throws Exception {
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestRealm realm = started(forAdmin())) {
            assertThat(realm.login("admin", "local-c4nary"))
                    .as("the directory is there and does not know the name")
                    .isNull();
            directory.goDown();
            assertThat(realm.roles("admin", "local-c4nary")).containsExactly("local", "staff");
            assertThat(realm.login("alice", "local-c4nary")).as("not named").isNull();
            assertThat(realm.login("ADMIN", "local-c4nary")).as("as typed").isNull();
            assertThat(log.at(Level.WARNING))
                    .filteredOn(line -> line.contains("FALLBACK"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("FALLBACK AUTHENTICATED user=\"admin\""));
            assertThat(log.lines()).noneMatch(line -> line.contains("local-c4nary"));
        }
    }

    @Test
    void the_directory_decides_again_as_soon_as_it_is_back() throws Exception {
        try (TestRealm realm = started(fallback("fallbackUsers=\"alice\"", ldap, LOCAL))) {
            directory.goDown();
            assertThat(realm.roles("alice", "local-c4nary")).containsExactly("local", "staff");
            assertThat(realm.login("alice", "alice-c4nary"))
                    .as("the directory's password is not the local one")
                    .isNull();
            directory.comeBack();
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("staff");
            assertThat(realm.login("alice", "local-c4nary")).isNull();
        }
    }

    @Test
    @Proves("fallbackRole")
    void holders_of_a_local_role_come_in_and_others_of_the_local_realm_do_not() throws Exception {
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestRealm realm = started(fallback("fallbackRole=\"local\"", ldap, LOCAL))) {
            directory.goDown();
            assertThat(realm.login("admin", "local-c4nary")).isNotNull();
            assertThat(realm.login("guest", "local-c4nary")).isNull();
            assertThat(realm.login("nobody", "local-c4nary")).isNull();
            assertThat(log.at(Level.WARNING).stream().filter(line -> line.contains("FALLBACK")))
                    .as("who may not come in is not counted either")
                    .hasSize(1);
        }
    }

    @Test
    void a_fault_of_a_directory_that_is_there_never_opens_it() throws Exception {
        try (TestRealm realm = started(forAdmin())) {
            for (ResultCode fault : List.of(ResultCode.BUSY, ResultCode.UNAVAILABLE, ResultCode.UNWILLING_TO_PERFORM)) {
                directory.operations().refuseSearches(fault);
                assertThat(realm.login("admin", "local-c4nary")).as("%s", fault).isNull();
            }
        }
    }

    @Test
    void five_wrong_local_passwords_lock_the_name() throws Exception {
        try (TestRealm realm = started(forAdmin())) {
            directory.goDown();
            for (int i = 0; i < 5; i++) {
                assertThat(realm.login("admin", "wrong-c4nary")).isNull();
            }
            assertThat(realm.login("admin", "local-c4nary")).isNull();
        }
    }

    @Test
    void nothing_but_a_password_falls_back() throws Exception {
        try (TestRealm realm = started(forAdmin())) {
            directory.goDown();
            assertThat(realm.outermost().authenticate("admin")).isNull();
            assertThat(realm.outermost()
                            .authenticate("admin", "0".repeat(32), "n", "1", "c", "auth", "r", "0".repeat(32), "MD5"))
                    .isNull();
            assertThat(realm.login("admin", "")).isNull();
            assertThat(realm.login("admin", null)).isNull();
            assertThat(realm.login("admin", "local-c4nary")).isNotNull();
        }
    }

    @Test
    void the_directory_s_user_never_gets_the_roles_of_the_local_user_of_the_same_name() throws Exception {
        try (TestRealm realm = started(fallback("fallbackUsers=\"alice\"", ldap, LOCAL))) {
            Principal fromDirectory = realm.login("alice", "alice-c4nary");
            assertThat(realm.outermost().hasRole(null, fromDirectory, "staff")).isTrue();
            assertThat(realm.outermost().hasRole(null, fromDirectory, "local")).isFalse();
            directory.goDown();
            Principal local = realm.login("alice", "local-c4nary");
            assertThat(realm.outermost().hasRole(null, local, "local")).isTrue();
            directory.comeBack();
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(realm.outermost().hasRole(null, local, "local"))
                    .as("a session that was opened locally goes on")
                    .isTrue();
        }
    }

    @Test
    void a_lock_out_realm_around_it_counts_wrong_local_passwords_and_no_outage() throws Exception {
        try (TestRealm realm = started(realm(LockOutRealm.class, "failureCount=\"3\"", forAdmin()))) {
            LockOutRealm lockOut = (LockOutRealm) realm.outermost();
            directory.goDown();
            for (int i = 0; i < 4; i++) {
                assertThat(realm.login("bob", "bob-c4nary")).isNull();
            }
            assertThat(lockOut.isLocked("bob")).isFalse();
            assertThat(realm.login("admin", "local-c4nary")).isNotNull();
            for (int i = 0; i < 3; i++) {
                assertThat(realm.login("admin", "wrong-c4nary")).isNull();
            }
            assertThat(lockOut.isLocked("admin")).isTrue();
            assertThat(realm.login("admin", "local-c4nary")).isNull();
        }
    }

    @Test
    void a_lock_out_realm_inside_counts_the_directory_s_refusals_alone() throws Exception {
        String inside = realm(LockOutRealm.class, "failureCount=\"3\"", ldap);
        try (TestRealm realm = started(fallback("fallbackUsers=\"alice\"", inside, LOCAL))) {
            for (int i = 0; i < 3; i++) {
                assertThat(realm.login("alice", "wrong-c4nary")).isNull();
            }
            assertThat(realm.login("alice", "alice-c4nary")).as("locked").isNull();
            assertThat(realm.login("alice", "local-c4nary")).isNull();
            directory.goDown();
            assertThat(realm.login("alice", "local-c4nary"))
                    .as("the lock was the directory's; the local password has its own count")
                    .isNotNull();
        }
    }

    @Test
    void in_a_combined_realm_the_next_realm_is_asked_whatever_the_reason_so_the_local_one_must_not_stand_there()
            throws Exception {
        try (TestRealm realm = started(realm(CombinedRealm.class, "", forAdmin(), LOCAL))) {
            assertThat(realm.login("admin", "local-c4nary"))
                    .as("the directory is up, and the local password lets in all the same")
                    .isNotNull();
        }
    }

    @Test
    void an_application_sees_the_local_user_by_basic_and_by_login() {
        try (TestTomcat tomcat = new TestTomcat(folder, TestTomcat.Level.ENGINE, forAdmin()).start()) {
            directory.goDown();
            assertThat(tomcat.getAs("admin", "local-c4nary", "/private").body()).isEqualTo("admin staff=true");
            assertThat(tomcat.get("/login?user=admin&password=local-c4nary").body())
                    .isEqualTo("admin staff=true");
            assertThat(tomcat.getAs("alice", "alice-c4nary", "/private").statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|fallbackUsers or fallbackRole must be given",
                "fallbackUser=\"admin\"|did you mean fallbackUsers",
                "fallbackUsers=\"a,,b\"|empty item",
                "fallbackRole=\"*\"|everybody there would have this one",
                "fallbackUsers=\"a\" validate=\"false\"|validate is a key of other doors",
                "fallbackUsers=\"a\" allRolesMode=\"lax\"|allRolesMode is 'lax'",
                "fallbackUsers=\"a\" throwOnFailure=\"yes\"|throwOnFailure is 'yes'",
                "fallbackUsers=\"a\" connectionURL=\"ldap://x\"|connectionURL is a key of other doors",
            })
    void a_mistake_in_an_attribute_fails_the_start(String attributes, String sentence) {
        assertRefused(fallback(attributes, ldap, LOCAL), sentence);
    }

    @Test
    void other_nested_realms_fail_the_start() {
        String users = "fallbackUsers=\"admin\"";
        assertRefused(fallback(users), "two realms must stand inside", "given: none");
        assertRefused(fallback(users, ldap), "two realms must stand inside");
        assertRefused(fallback(users, LOCAL, ldap), "given first: " + LocalRealm.class.getName());
        assertRefused(fallback(users, ldap, ldap), "one directory cannot stand in for another");
        assertRefused(fallback(users, ldap, LOCAL, LOCAL), "two realms must stand inside");
        assertRefused(
                fallback(users, realm(CombinedRealm.class, "", ldap, LOCAL), LOCAL),
                "given first: " + CombinedRealm.class.getName());
        assertRefused(fallback(users, ldap, realm(LockOutRealm.class, "")), "with no realm in it");
    }

    @Test
    void a_nested_realm_that_does_not_start_is_never_left_out() {
        String users = "fallbackUsers=\"admin\"";
        String broken = realm(LocalRealm.class, "broken=\"true\"");
        String typo = TestRealm.searching(directory).with("userSubtre", "true").xml();
        assertRefused(fallback(users, ldap, broken), "cannot start");
        assertRefused(fallback(users, typo, LOCAL), "userSubtre");
        assertRefused(fallback(users, realm(LockOutRealm.class, "", typo), LOCAL), "was left out");
        assertRefused(fallback(users, ldap, realm(LockOutRealm.class, "", broken)), "was left out");
    }

    private static void assertRefused(String xml, String... sentence) {
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestRealm realm = TestRealm.of(xml)) {
            assertThatThrownBy(realm::startNow)
                    .isInstanceOf(LifecycleException.class)
                    .message()
                    .contains(sentence);
            assertThat(log.at(Level.SEVERE)).isNotEmpty();
            assertThat(realm.login("admin", "local-c4nary")).isNull();
        }
    }
}
