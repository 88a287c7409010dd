package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import org.apache.catalina.TomcatPrincipal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keys do that say which names are this directory's, and how applications see them. */
class NameKeysTest {

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private static String name(Principal principal) {
        return principal == null ? null : principal.getName();
    }

    /** With alice's password, and without one. */
    private static List<String> bothWays(TestRealm realm, String name) {
        return List.of(
                String.valueOf(name(realm.login(name, "alice-c4nary"))),
                String.valueOf(name(realm.outermost().authenticate(name))));
    }

    private static List<String> twice(String name) {
        return List.of(name, name);
    }

    private List<TestRealm.Line> searchAndTemplate() {
        return List.of(TestRealm.searching(directory), TestRealm.binding(directory));
    }

    @Test
    @Proves("usernameDomain")
    void names_of_our_domains_are_the_bare_name_and_others_are_declined_without_traffic() {
        for (TestRealm.Line line : searchAndTemplate()) {
            try (TestRealm realm = line.with("usernameDomain", "corp.example, CORP")
                            .with("usernamePattern", "[a-z]+")
                            .start();
                    CapturedLog log = CapturedLog.ofLatchkey()) {
                for (String typed : List.of("alice", "alice@corp.example", " alice@Corp.Example", "corp\\alice")) {
                    assertThat(bothWays(realm, typed)).as(typed).isEqualTo(twice("alice"));
                }
                directory.operations().forget();
                for (String typed : List.of("alice@other.example", "OTHER\\alice", "alice@corp.example@x")) {
                    assertThat(bothWays(realm, typed)).as(typed).isEqualTo(twice("null"));
                }
                assertThat(directory.operations().all()).isEmpty();
                assertThat(log.of("org.latchkey.login"))
                        .filteredOn(text -> text.contains("reason=OTHER_DOMAIN"))
                        .hasSize(6);
            }
        }
    }

    @Test
    void the_name_as_typed_is_told_whole_and_applications_see_it_without_its_domain() {
        TestRealm.Line line = TestRealm.searching(directory).with("usernameDomain", "CORP");
        try (TestRealm realm = line.start()) {
            assertThat(attribute(realm.login(" CORP\\ALICE ", "alice-c4nary"), "ldap.username"))
                    .isEqualTo("CORP\\ALICE");
        }
        try (TestRealm realm = line.with("principalName", "typed").start()) {
            Principal alice = realm.login("CORP\\ALICE", "alice-c4nary");
            assertThat(name(alice)).isEqualTo("ALICE");
            assertThat(attribute(alice, "ldap.username")).isEqualTo("CORP\\ALICE");
        }
    }

    private static Object attribute(Principal principal, String key) {
        return ((TomcatPrincipal) principal).getAttribute(key);
    }

    @Test
    void a_user_is_excluded_and_remembered_by_the_name_without_its_domain() {
        TestRealm.Line line = TestRealm.searching(directory).with("usernameDomain", "CORP");
        try (TestRealm realm = line.with("excludedUsers", "Alice").start()) {
            assertThat(bothWays(realm, "CORP\\alice")).isEqualTo(twice("null"));
        }
        try (TestRealm realm = line.without("excludedUsers").start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            directory.operations().forget();
            assertThat(realm.login("corp\\alice", "alice-c4nary")).isNotNull();
            assertThat(directory.operations().bases()).contains(TestDirectory.ALICE);
        }
    }

    @Test
    @Proves("usernameStripDomain")
    void every_domain_is_cut_off_with_a_warning() {
        TestRealm.Line line = TestRealm.searching(directory);
        try (TestRealm realm = line.start()) {
            assertThat(bothWays(realm, "ANY\\alice@any.example")).isEqualTo(twice("null"));
        }
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestRealm realm = line.with("usernameStripDomain", "both").start()) {
            assertThat(bothWays(realm, "ANY\\alice@any.example")).isEqualTo(twice("alice"));
            assertThat(bothWays(realm, "alice")).isEqualTo(twice("alice"));
            assertThat(log.at(Level.WARNING))
                    .anySatisfy(warning -> assertThat(warning).contains("usernameStripDomain"));
        }
        assertThat(line.with("usernameDomain", "CORP").refusal()).contains("usernameStripDomain is 'both'");
    }

    @Test
    @Proves("usernameCase")
    void applications_see_the_name_in_lower_case_and_groups_are_asked_for_as_it_is_stored() {
        directory.modify(
                "dn: " + TestDirectory.ALICE, "changetype: modify", "replace: employeeNumber", "employeeNumber: IRIS");
        directory.add(
                "dn: cn=crew," + TestDirectory.GROUPS,
                "objectClass: groupOfNames",
                "cn: crew",
                "member: " + TestDirectory.ALICE,
                "description: IRIS");
        TestRealm.Line line = TestRealm.searching(directory)
                .with("userNameAttribute", "employeeNumber")
                .with("roleSearch", "(&(cn=crew)(description={1}))");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try (TestRealm kept = line.start();
                TestRealm lower = line.with("usernameCase", "lower").start()) {
            assertThat(bothWays(kept, "alice")).isEqualTo(twice("IRIS"));
            assertThat(bothWays(lower, "alice")).isEqualTo(twice("iris"));
            assertThat(lower.roles("alice", "alice-c4nary")).containsExactly("crew");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @Proves("principalNameFormat")
    void applications_see_the_name_in_a_format_that_is_taken_off_names_without_a_password() {
        for (TestRealm.Line line : searchAndTemplate()) {
            try (TestRealm realm = line.with("principalNameFormat", "ldap_{0}")
                    .with("userAttributes", "address=void|{name}@corp.example")
                    .start()) {
                Principal alice = realm.login("alice", "alice-c4nary");
                assertThat(name(alice)).isEqualTo("ldap_alice");
                assertThat(attribute(alice, "address")).isEqualTo(List.of("alice@corp.example"));
                assertThat(realm.login("ldap_alice", "alice-c4nary")).isNull();
                assertThat(name(realm.outermost().authenticate("ldap_alice"))).isEqualTo("ldap_alice");
                directory.operations().forget();
                assertThat(realm.outermost().authenticate("alice")).isNull();
                assertThat(directory.operations().all()).isEmpty();
            }
            assertThat(line.with("principalNameFormat", "ldap").refusal()).contains("principalNameFormat is 'ldap'");
        }
    }
}
