package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.catalina.TomcatPrincipal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keys do about the bind of a name whose entry is found besides, and about what is read with that bind. */
class OwnBindKeysTest {

    private static final String ABROAD = "ou=abroad," + TestDirectory.PEOPLE;

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.setup().noAnonymousSearches().start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private TestRealm.Line binding() {
        return TestRealm.binding(directory).with("userAttributes", "mail");
    }

    private TestRealm.Line withService(TestRealm.Line line) {
        return line.with("connectionName", "cn=service,dc=example,dc=org").with("connectionPassword", "service-c4nary");
    }

    private List<String> searchers() {
        return directory.operations().searches().stream()
                .map(Operations.Search::boundAs)
                .distinct()
                .toList();
    }

    @Test
    @Proves("userDnRefresh")
    void the_entry_of_a_bound_name_is_found_by_the_search_and_must_open_with_the_same_password() {
        TestRealm.Line line = withService(binding())
                .with("userBase", TestDirectory.PEOPLE)
                .with("userSubtree", "true")
                .with("userSearch", "(description={0})");
        directory.modify("dn: " + TestDirectory.ALICE, "changetype: modify", "add: description", "description: alice");
        directory.modify(
                "dn: uid=erin," + ABROAD,
                "changetype: modify",
                "add: description",
                "description: bob",
                "-",
                "replace: userPassword",
                "userPassword: bob-c4nary");
        directory.modify(
                "dn: uid=dora," + TestDirectory.PEOPLE, "changetype: modify", "add: description", "description: dave");
        try (TestRealm realm = line.with("userDnRefresh", "true")
                .with("userNameAttribute", "uid")
                .start()) {
            directory.operations().forget();
            assertThat(realm.login("alice", "alice-c4nary").getName()).isEqualTo("alice");
            assertThat(directory.operations().binds()).containsOnlyOnce(TestDirectory.ALICE);
            assertThat(realm.login("bob", "bob-c4nary").getName())
                    .as("bound as bob, whose real entry is erin's and opens with the same password")
                    .isEqualTo("erin");
            assertThat(realm.login("dave", "dave-c4nary"))
                    .as("bound as dave, but the entry found is dora's")
                    .isNull();
            assertThat(realm.login("alice", "bob-c4nary")).isNull();
        }
        try (TestRealm realm = line.with("userDnRefresh", "false").start()) {
            assertThat(realm.login("bob", "bob-c4nary").getName()).isEqualTo("bob");
        }
    }

    @Test
    @Proves("attributesAsUser")
    void the_entry_is_read_with_the_user_s_own_bind() {
        try (TestRealm realm = binding().start()) {
            assertThat(realm.login("alice", "alice-c4nary"))
                    .as("nobody may read it")
                    .isNull();
        }
        try (TestRealm realm = binding()
                .with("attributesAsUser", "true")
                .with("roleSearchAsUser", "true")
                .with("roleBase", TestDirectory.GROUPS)
                .with("roleName", "cn")
                .with("roleSearch", "(member={0})")
                .start()) {
            directory.operations().forget();
            TomcatPrincipal alice = (TomcatPrincipal) realm.login("alice", "alice-c4nary");
            assertThat(alice.getAttribute("mail")).isEqualTo(List.of("alice@example.org", "a.ames@example.org"));
            assertThat(TestRealm.rolesOf(alice.getUserPrincipal())).isNotEmpty();
            assertThat(directory.operations().binds()).containsExactly(TestDirectory.ALICE);
            assertThat(searchers()).containsExactly(TestDirectory.ALICE);
            assertThat(realm.login("alice", "bob-c4nary")).isNull();
        }
    }

    @Test
    void one_of_several_templates_that_nobody_may_read_is_bound_and_then_read_by_its_user() {
        try (TestRealm realm = binding()
                .with("userPattern", "(uid={0}," + TestDirectory.PEOPLE + ")(uid={0}," + ABROAD + ")")
                .with("attributesAsUser", "true")
                .with("userAttributes", "sn")
                .start()) {
            assertThat(((TomcatPrincipal) realm.login("erin", "erin-c4nary")).getAttribute("sn"))
                    .isEqualTo(List.of("Erin"));
            assertThat(((TomcatPrincipal) realm.login("ALICE", "alice-c4nary"))
                            .getUserPrincipal()
                            .getName())
                    .isEqualTo("alice");
        }
    }

    @Test
    void the_service_finds_and_the_user_reads_and_without_a_password_the_service_does_both() {
        TestRealm.Line line = withService(TestRealm.searching(directory))
                .with("attributesAsUser", "true")
                .with("userAttributes", "mail");
        try (TestRealm realm = line.start()) {
            for (int login = 0; login < 2; login++) {
                directory.operations().forget();
                assertThat(realm.login("ALICE", "alice-c4nary").getName()).isEqualTo("alice");
                assertThat(directory.operations().binds()).containsOnlyOnce(TestDirectory.ALICE);
                assertThat(directory.operations().searches()).anySatisfy(search -> {
                    assertThat(search.boundAs()).isEqualTo(TestDirectory.ALICE);
                    assertThat(search.request().getBaseDN()).isEqualTo(TestDirectory.ALICE);
                    assertThat(search.request().getAttributeList()).contains("mail");
                });
                assertThat(directory.operations().searches())
                        .filteredOn(search -> !search.boundAs().equals(TestDirectory.ALICE))
                        .noneMatch(search -> search.request().getAttributeList().contains("mail"));
            }
            directory.operations().forget();
            assertThat(realm.outermost().authenticate("ALICE").getName()).isEqualTo("alice");
            assertThat(searchers()).containsExactly("cn=service,dc=example,dc=org");
        }
    }

    @Test
    void what_the_user_s_own_read_does_not_show_does_not_let_in() {
        try (TestRealm realm = withService(TestRealm.searching(directory))
                .with("attributesAsUser", "true")
                .with("requireAttribute", "title=*")
                .start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(realm.login("bob", "bob-c4nary")).isNull();
        }
    }
}
