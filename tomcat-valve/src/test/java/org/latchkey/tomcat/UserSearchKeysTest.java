package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keys do that make the user search, and say where it goes. */
class UserSearchKeysTest {

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private TestRealm.Line line() {
        return TestRealm.searching(directory).without("userSearch").with("userLoginAttribute", "uid, mail");
    }

    private static @Nullable String name(@Nullable Principal principal) {
        return principal == null ? null : principal.getName();
    }

    @Test
    @Proves("userLoginAttribute")
    void any_of_the_login_attributes_leads_to_the_user_whose_name_is_the_first() {
        try (TestRealm realm = line().start()) {
            for (String typed : new String[] {"alice", "ALICE", "alice@example.org", "A.Ames@example.org"}) {
                assertThat(name(realm.login(typed, "alice-c4nary"))).isEqualTo("alice");
            }
            assertThat(realm.roles("alice@example.org", "alice-c4nary")).containsExactly("staff");
            assertThat(realm.login("Alice Ames", "alice-c4nary")).isNull();
            assertThat(realm.login("*", "alice-c4nary")).isNull();
            assertThat(realm.login("alice)(cn=*", "alice-c4nary")).isNull();
        }
        assertThat(line().with("userSearch", "(uid={0})").refusal())
                .contains("userLoginAttribute is 'uid, mail'")
                .contains("userSearch is '(uid={0})'");
    }

    @Test
    @Proves("userLoginAttribute")
    void one_user_s_name_that_is_another_s_mail_is_nobody() {
        directory.modify("dn: uid=bob," + TestDirectory.PEOPLE, "changetype: modify", "replace: mail", "mail: alice");
        try (TestRealm realm = line().start()) {
            directory.operations().forget();
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.login("alice", "bob-c4nary")).isNull();
            assertThat(directory.operations().binds()).noneMatch(dn -> dn.startsWith("uid="));
            assertThat(name(realm.login("alice@example.org", "alice-c4nary"))).isEqualTo("alice");
        }
    }

    @Test
    @Proves("userObjectClass")
    void an_entry_of_another_class_is_nobody_however_it_is_found() {
        directory.add(
                "dn: uid=device," + TestDirectory.PEOPLE,
                "objectClass: account",
                "objectClass: simpleSecurityObject",
                "uid: device",
                "userPassword: device-c4nary");
        TestRealm.Line template = TestRealm.binding(directory);
        for (TestRealm.Line line : new TestRealm.Line[] {line(), template}) {
            try (TestRealm realm = line.start()) {
                assertThat(realm.login("device", "device-c4nary")).isNotNull();
            }
            try (TestRealm realm = line.with("userObjectClass", "inetOrgPerson").start()) {
                assertThat(realm.login("device", "device-c4nary")).isNull();
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            }
        }
    }

    @Test
    @Proves("userScope")
    void the_search_covers_the_base_one_level_or_everything_below() {
        String erin = "uid=erin,ou=abroad," + TestDirectory.PEOPLE;
        TestRealm.Line people = line();
        try (TestRealm realm = people.with("userScope", "one").start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(realm.login("erin", "erin-c4nary")).isNull();
        }
        try (TestRealm realm = people.with("userScope", "subtree").start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(realm.login("erin", "erin-c4nary")).isNotNull();
        }
        try (TestRealm realm =
                people.with("userScope", "base").with("userBase", erin).start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.login("erin", "erin-c4nary")).isNotNull();
        }
        assertThat(people.with("userSubtree", "true").refusal())
                .contains("userScope is 'base', but must be subtree, or left out, while userSubtree is 'true'");
    }

    @Test
    @Proves("userScope")
    void a_base_that_is_not_there_is_a_fault_whatever_the_scope() {
        for (String scope : new String[] {"base", "one", "subtree"}) {
            TestRealm.Line line =
                    line().with("userBase", "ou=gone," + TestDirectory.ROOT).with("userScope", scope);
            try (CapturedLog log = new CapturedLog("org.latchkey.login");
                    TestRealm realm = line.start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNull();
                assertThat(log.of("org.latchkey.login"))
                        .as(scope)
                        .singleElement()
                        .asString()
                        .contains("reason=MISCONFIGURED", "there is no entry 'ou=gone");
            }
        }
    }

    @Test
    @Proves("userBase")
    void a_user_may_be_under_any_of_several_bases_and_under_one_only() {
        String abroad = "ou=abroad," + TestDirectory.PEOPLE;
        TestRealm.Line line = line().with("userBase.2", abroad);
        try (TestRealm realm = line.start()) {
            for (int i = 0; i < 2; i++) {
                directory.operations().forget();
                assertThat(name(realm.login("alice", "alice-c4nary"))).isEqualTo("alice");
                assertThat(name(realm.login("erin", "erin-c4nary"))).isEqualTo("erin");
                assertThat(directory.operations().binds()).containsExactly(TestDirectory.ALICE, "uid=erin," + abroad);
            }
            assertThat(realm.login("erin", "alice-c4nary")).isNull();
        }
        directory.add(
                "dn: uid=alice," + abroad,
                "objectClass: inetOrgPerson",
                "uid: alice",
                "cn: Other Alice",
                "sn: Other",
                "userPassword: alice-c4nary");
        try (TestRealm realm = line.start()) {
            directory.operations().forget();
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(directory.operations().binds()).noneMatch(dn -> dn.startsWith("uid="));
        }
    }

    @Test
    @Proves("userBase")
    void bases_that_overlap_find_one_entry_twice_and_a_base_that_is_gone_fails_every_login() {
        TestRealm.Line line = line().with("userScope", "subtree");
        try (TestRealm realm = line.with("userBase.2", TestDirectory.ROOT).start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(realm.outermost().authenticate("erin")).isNotNull();
        }
        try (TestRealm realm =
                line.with("userBase.2", "ou=gone," + TestDirectory.ROOT).start()) {
            directory.operations().forget();
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.outermost().authenticate("alice")).isNull();
            assertThat(directory.operations().binds()).doesNotContain(TestDirectory.ALICE);
        }
    }

    @Test
    @Proves("userSearch")
    void a_base_may_have_a_search_and_a_scope_of_its_own() {
        TestRealm.Line line = line().with("userBase.2", TestDirectory.PEOPLE)
                .with("userScope.2", "subtree")
                .with("userSearch.2", "(cn={0})");
        try (TestRealm realm = line.start()) {
            for (int i = 0; i < 2; i++) {
                assertThat(name(realm.login("Alice Ames", "alice-c4nary"))).isEqualTo("alice");
                assertThat(name(realm.login("ERIN", "erin-c4nary"))).isEqualTo("erin");
            }
            assertThat(realm.login("Same Name", "dave-c4nary")).isNull();
        }
    }

    @Test
    void two_people_of_one_name_are_nobody_by_their_other_names_too() {
        directory.add(
                "dn: uid=alice,ou=abroad," + TestDirectory.PEOPLE,
                "objectClass: inetOrgPerson",
                "uid: alice",
                "cn: Another Alice",
                "sn: Alice",
                "mail: alice@abroad.example",
                "userPassword: abroad-c4nary");
        try (TestRealm realm = TestRealm.searching(directory)
                .without("userSearch")
                .with("userSubtree", "true")
                .with("userLoginAttribute", "uid,mail")
                .with("rememberDn", "0")
                .with("equalTiming", "false")
                .start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.login("alice@abroad.example", "abroad-c4nary")).isNull();
            assertThat(realm.outermost().authenticate("alice@example.org")).isNull();
            assertThat(directory.operations().binds()).isEmpty();
            assertThat(realm.login("bob@example.org", "bob-c4nary").getName()).isEqualTo("bob");
        }
    }
}
