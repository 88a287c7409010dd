package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the keys do that decide which roles a directory's groups become. */
class RoleRuleKeysTest {

    private TestDirectory directory;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    @Test
    @Proves("roleMapping")
    void groups_give_the_roles_of_a_mapping_by_dn_by_name_by_pattern_and_to_everybody() {
        try (TestRealm realm = groups().with(
                        "roleMapping",
                        "CN=Staff, OU=groups, " + TestDirectory.ROOT
                                + " -> employee, reader; div* -> sport_$1; Divers -> wet; staff & !divers -> dry; * -> everybody")
                .start()) {
            assertThat(realm.roles("alice", "alice-c4nary"))
                    .containsExactlyInAnyOrder(
                            "divers", "staff", "employee", "reader", "sport_ers", "wet", "everybody");
            assertThat(realm.roles("bob", "bob-c4nary"))
                    .containsExactlyInAnyOrder("staff", "employee", "reader", "dry", "everybody");
            assertThat(realm.roles("dave", "dave-c4nary"))
                    .as("a member of nothing")
                    .containsExactly("everybody");
        }
    }

    @Test
    void values_of_the_user_s_own_entry_are_mapped_like_the_names_of_groups() {
        try (TestRealm realm = TestRealm.binding(directory)
                .with("userRoleName", "title, employeeType")
                .with("roleMapping", "CAPTAIN=bridge; gard?ner -> garden")
                .start()) {
            assertThat(realm.roles("alice", "alice-c4nary"))
                    .containsExactlyInAnyOrder("captain", "cook", "gardener", "bridge", "garden");
        }
    }

    @Test
    @Proves("roleMappingFile")
    void a_file_holds_more_mappings_one_a_line() throws Exception {
        Path file = folder.resolve("roles.txt");
        Files.writeString(file, "# comment\ncn=staff,ou=groups," + TestDirectory.ROOT + " -> employee\ndivers=wet\n");
        TestRealm.Line line = groups().with("roleMappingFile", file.toString()).with("roleMapping", "* -> everybody");
        try (TestRealm realm = line.start()) {
            assertThat(realm.roles("alice", "alice-c4nary"))
                    .containsExactlyInAnyOrder("divers", "staff", "employee", "wet", "everybody");
        }
        Files.writeString(file, "staff -> a\nstaff ->\n");
        assertThat(line.refusal()).contains("roleMappingFile", file.toString(), "line 2, 'staff ->'");
    }

    @Test
    @Proves("roleMappingOnly")
    void only_mapped_roles_are_given_when_asked_for() {
        TestRealm.Line line = groups().with("roleMapping", "divers -> wet").with("commonRole", "everybody");
        try (TestRealm realm = line.with("roleMappingOnly", "true").start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactlyInAnyOrder("wet", "everybody");
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactly("everybody");
        }
        try (TestRealm realm = line.with("roleMappingOnly", "false").start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactlyInAnyOrder("staff", "everybody");
        }
    }

    @Test
    @Proves({"roleIncludes", "roleExcludes"})
    void of_the_directory_s_names_those_count_that_are_included_and_not_excluded() {
        TestRealm.Line line = groups().with("roleMapping", "staff -> Staff Member");
        try (TestRealm realm = line.with("roleIncludes", "DIV*, s?aff").start()) {
            assertThat(realm.roles("alice", "alice-c4nary"))
                    .containsExactlyInAnyOrder("divers", "staff", "Staff Member");
        }
        try (TestRealm realm = line.with("roleExcludes", "S*").start()) {
            assertThat(realm.roles("alice", "alice-c4nary"))
                    .as("what excludes wins, and does nothing to what is mapped")
                    .containsExactlyInAnyOrder("divers", "Staff Member");
        }
    }

    @Test
    @Proves("rolePrefix")
    void a_prefix_stands_before_the_directory_s_names_and_no_others() {
        try (TestRealm realm = groups().with("rolePrefix", "ldap_")
                .with("roleMapping", "staff -> employee")
                .with("commonRole", "everybody")
                .start()) {
            assertThat(realm.roles("alice", "alice-c4nary"))
                    .containsExactlyInAnyOrder("ldap_divers", "ldap_staff", "employee", "everybody");
        }
    }

    @Test
    @Proves("roleCase")
    void the_directory_s_names_become_roles_in_the_letters_asked_for() {
        directory.modify(
                "dn: cn=house," + TestDirectory.GROUPS,
                "changetype: modify",
                "add: member",
                "member: " + TestDirectory.ALICE,
                "-",
                "replace: description",
                "description: TITLE");
        TestRealm.Line line =
                TestRealm.searching(directory).with("roleName", "description").with("roleMapping", "title -> Mapped");
        try (TestRealm realm = line.with("roleCase", "lower").start()) {
            assertThat(realm.roles("alice", "alice-c4nary"))
                    .containsExactlyInAnyOrder("title", "everyone who works here", "Mapped");
        }
        try (TestRealm realm = line.with("roleCase", "upper").start()) {
            assertThat(realm.roles("alice", "alice-c4nary"))
                    .containsExactlyInAnyOrder("TITLE", "EVERYONE WHO WORKS HERE", "Mapped");
        }
        try (TestRealm realm = line.with("roleCase", "keep").start()) {
            assertThat(realm.roles("alice", "alice-c4nary"))
                    .containsExactlyInAnyOrder("TITLE", "everyone who works here", "Mapped");
        }
    }

    @Test
    void a_name_proved_by_somebody_else_gets_the_same_roles() {
        try (TestRealm realm = groups().with("roleMapping", "divers -> wet")
                .with("roleMappingOnly", "true")
                .start()) {
            assertThat(TestRealm.rolesOf(realm.outermost().authenticate("alice")))
                    .containsExactly("wet");
        }
    }

    @Test
    void a_directory_that_could_give_a_container_s_own_role_warns_at_the_start_until_a_rule_forbids_it() {
        try (CapturedLog log = CapturedLog.ofLatchkey()) {
            try (TestRealm realm = groups().start()) {
                assertThat(log.at(Level.WARNING))
                        .singleElement()
                        .asString()
                        .contains("manager-gui", "admin-script", "roleExcludes", "rolePrefix", "roleMappingOnly");
            }
            log.forget();
            try (TestRealm realm =
                    groups().with("roleExcludes", "manager-*, admin-*").start()) {
                assertThat(log.at(Level.WARNING)).isEmpty();
            }
        }
    }

    @Test
    void a_mapping_that_is_none_fails_the_start_with_the_row() {
        assertThat(groups().with("roleMapping", "staff -> employee; divers ->; divers -> **")
                        .refusal())
                .contains("roleMapping", "in 'divers ->' a role is empty", "in 'divers -> **'");
    }

    private TestRealm.Line groups() {
        return TestRealm.searching(directory).with("roleSubtree", "true");
    }
}
