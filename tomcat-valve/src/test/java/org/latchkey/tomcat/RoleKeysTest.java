package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ResultCode;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import org.apache.tomcat.util.modeler.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keys do that turn groups and attributes into roles. */
class RoleKeysTest {

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    @Test
    @Proves("roleBase")
    void the_role_search_begins_at_the_base_which_may_hold_parts_of_the_user_s_dn() {
        TestRealm.Line line = TestRealm.searching(directory);
        try (TestRealm realm =
                line.with("roleBase", "ou=deep," + TestDirectory.GROUPS).start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("divers");
        }
        try (TestRealm realm = line.with("roleBase", "ou=groups,{1},{0}").start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("staff");
        }
    }

    @Test
    void groups_at_several_bases_are_one_set_and_a_base_that_is_not_there_fails_the_login() {
        TestRealm.Line line = TestRealm.searching(directory).with("roleBase.2", "ou=deep," + TestDirectory.GROUPS);
        try (TestRealm realm = line.start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("divers", "staff");
        }
        try (TestRealm realm = line.with("roleSearch.2", "(cn={1})").start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("staff");
        }
        try (TestRealm realm = line.with("roleBase.2", "ou=gone," + TestDirectory.ROOT)
                .with("roleBase.3", "ou=deep," + TestDirectory.GROUPS)
                .start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.ldap().isAvailable()).isFalse();
        }
    }

    @Test
    @Proves({"roleSearch", "roleName"})
    void groups_found_by_the_filter_are_roles_by_the_attribute_named() {
        TestRealm.Line line = TestRealm.searching(directory);
        try (TestRealm realm = line.with("roleName", "cn").start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactly("staff");
            assertThat(realm.roles("josmith", "jo-c4nary"))
                    .as("a DN with an escaped comma")
                    .containsExactly("staff");
            assertThat(realm.roles("dave", "dave-c4nary")).isEmpty();
        }
        try (TestRealm realm = line.with("roleName", "description").start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactly("everyone who works here");
        }
        try (TestRealm realm = line.with("roleName", "cn")
                .with("roleSearch", "(description={1})")
                .start()) {
            directory.modify(
                    "dn: cn=house," + TestDirectory.GROUPS,
                    "changetype: modify",
                    "replace: description",
                    "description: bob");
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactly("house");
        }
        directory.operations().forget();
        try (TestRealm realm =
                line.without("roleName", "roleSearch", "roleBase").start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).isEmpty();
            assertThat(directory.operations().bases())
                    .as("no role search is sent")
                    .doesNotContain(TestDirectory.GROUPS);
        }
    }

    @Test
    @Proves({"memberAttribute", "memberValue"})
    void a_group_names_its_members_by_the_attribute_and_the_value_that_are_told() {
        TestRealm.Line line =
                TestRealm.searching(directory).without("roleSearch", "roleName").with("memberAttribute", "member");
        try (TestRealm realm = line.start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactly("staff");
        }
        directory.modify(
                "dn: cn=house," + TestDirectory.GROUPS,
                "changetype: modify",
                "replace: description",
                "description: bob",
                "description: robert@example.org");
        TestRealm.Line named = line.with("memberAttribute", "description");
        try (TestRealm realm = named.with("memberValue", "username").start()) {
            assertThat(realm.roles("BOB", "bob-c4nary")).containsExactly("house");
        }
        directory.modify(
                "dn: uid=bob," + TestDirectory.PEOPLE,
                "changetype: modify",
                "replace: mail",
                "mail: bob@example.org",
                "mail: robert@example.org");
        try (TestRealm realm = named.with("memberValue", "mail").start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).as("any of the values").containsExactly("house");
        }
    }

    @Test
    @Proves("roleSubtree")
    void the_role_search_covers_one_level_or_the_whole_subtree() {
        TestRealm.Line line = TestRealm.searching(directory);
        try (TestRealm realm = line.with("roleSubtree", "false").start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("staff");
        }
        try (TestRealm realm = line.with("roleSubtree", "true").start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("divers", "staff");
        }
    }

    @Test
    @Proves("roleNested")
    void groups_of_groups_count_when_asked_for() {
        directory.modify(
                "dn: cn=staff," + TestDirectory.GROUPS,
                "changetype: modify",
                "add: member",
                "member: cn=house," + TestDirectory.GROUPS);
        TestRealm.Line line = TestRealm.searching(directory);
        try (TestRealm realm = line.with("roleNested", "false").start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactly("staff");
        }
        try (TestRealm realm = line.with("roleNested", "true").start()) {
            assertThat(realm.roles("bob", "bob-c4nary"))
                    .as("the two groups hold each other")
                    .containsExactly("house", "staff");
        }
    }

    @Test
    @Proves("roleNestedDepth")
    void groups_nested_deeper_than_allowed_make_the_login_unavailable_and_never_poorer_in_roles() {
        chain(3);
        TestRealm.Line line = TestRealm.searching(directory).with("roleNested", "true");
        try (TestRealm realm = line.with("roleNestedDepth", "3").start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).contains("chain1", "chain2", "chain3");
        }
        try (TestRealm realm = line.with("roleNestedDepth", "2").start()) {
            assertThat(realm.login("bob", "bob-c4nary")).isNull();
            assertThat(realm.ldap().isAvailable()).as("nobody could tell").isFalse();
        }
    }

    /** Groups one in the other, the first of them holding bob's group. */
    private void chain(int length) {
        String inner = "cn=staff," + TestDirectory.GROUPS;
        for (int i = 1; i <= length; i++) {
            String outer = "cn=chain" + i + "," + TestDirectory.GROUPS;
            directory.add("dn: " + outer, "objectClass: groupOfNames", "cn: chain" + i, "member: " + inner);
            inner = outer;
        }
    }

    @Test
    @Proves("groupCacheTtl")
    void which_groups_are_in_which_is_asked_once_in_its_time_or_always_and_again_when_an_operator_says_so()
            throws Exception {
        chain(2);
        TestRealm.Line line = TestRealm.searching(directory).with("roleNested", "true");
        try (TestRealm realm = line.start()) {
            assertThat(searches(realm)).isEqualTo(5);
            assertThat(searches(realm)).isEqualTo(2);
            MBeanServer server = Registry.getRegistry(null, null).getMBeanServer();
            server.invoke(realm.ldap().getObjectName(), "clearGroupCache", new Object[0], new String[0]);
            assertThat(searches(realm)).isEqualTo(5);
        }
        try (TestRealm realm = line.with("groupCacheTtl", "0").start()) {
            assertThat(searches(realm)).isEqualTo(5);
            assertThat(searches(realm)).isEqualTo(5);
        }
    }

    private int searches(TestRealm realm) {
        directory.operations().forget();
        assertThat(realm.roles("bob", "bob-c4nary")).contains("chain2");
        return directory.operations().bases().size();
    }

    @Test
    @Proves("roleSearchAsUser")
    void the_role_search_is_made_with_the_user_s_own_bind() {
        assertThat(roleSearcher("true")).isEqualTo(TestDirectory.ALICE);
        assertThat(roleSearcher("false")).isEqualTo(TestDirectory.SERVICE);
    }

    private String roleSearcher(String roleSearchAsUser) {
        directory.operations().forget();
        try (TestRealm realm = TestRealm.searching(directory)
                .with("connectionName", TestDirectory.SERVICE)
                .with("connectionPassword", TestDirectory.SERVICE_PASSWORD)
                .with("roleSearchAsUser", roleSearchAsUser)
                .start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("staff");
            return directory.operations().searches().stream()
                    .filter(search -> search.request().getBaseDN().equals(TestDirectory.GROUPS))
                    .findFirst()
                    .orElseThrow()
                    .boundAs();
        }
    }

    @Test
    @Proves("userRoleName")
    void values_of_the_user_s_own_entry_are_roles() {
        try (TestRealm realm = TestRealm.searching(directory)
                .with("userRoleName", "employeeType, title")
                .start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("captain", "cook", "gardener", "staff");
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactly("staff");
        }
    }

    /** Bob laid out in each model is in the groups called one and two. Posix groups this directory's schema does not know. */
    @Test
    @Proves("groupType")
    void whoever_is_in_the_same_groups_has_the_same_roles_however_the_directory_tells() {
        for (String type : List.of("member", "uniqueMember", "memberOf", "organizationalRole")) {
            assertSameRoles(type);
            stop();
            start();
        }
    }

    private void assertSameRoles(String type) {
        String bob = "uid=bob," + TestDirectory.PEOPLE;
        unit("laid-out");
        switch (type) {
            case "memberOf" ->
                directory.modify(
                        "dn: " + bob,
                        "changetype: modify",
                        "add: description",
                        "description: cn=one,ou=laid-out," + TestDirectory.ROOT,
                        "description: CN=two+ou=x,ou=laid-out," + TestDirectory.ROOT);
            case "uniqueMember" -> laidOut("groupOfUniqueNames", "uniqueMember", bob);
            case "organizationalRole" -> laidOut("organizationalRole", "roleOccupant", bob);
            default -> laidOut("groupOfNames", "member", bob);
        }
        TestRealm.Line line = TestRealm.searching(directory)
                .without("roleSearch", "roleName")
                .with("groupType", type)
                .with("roleBase", "ou=laid-out," + TestDirectory.ROOT);
        if (type.equals("memberOf")) {
            line.without("roleBase").with("userRoleName", "description");
        }
        try (TestRealm realm = line.start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactly("one", "two");
            assertThat(realm.roles("dave", "dave-c4nary")).isEmpty();
        }
    }

    private void unit(String name) {
        directory.add("dn: ou=" + name + "," + TestDirectory.ROOT, "objectClass: organizationalUnit", "ou: " + name);
    }

    private void laidOut(String objectClass, String attribute, String member) {
        group("one", "objectClass: " + objectClass, attribute + ": " + member);
        group("two", "objectClass: " + objectClass, attribute + ": " + member);
        group("three", "objectClass: " + objectClass, attribute + ": " + TestDirectory.ALICE);
    }

    private void group(String name, String... lines) {
        List<String> ldif = new ArrayList<>();
        ldif.add("dn: cn=" + name + ",ou=laid-out," + TestDirectory.ROOT);
        ldif.add("cn: " + name);
        ldif.addAll(List.of(lines));
        directory.add(ldif.toArray(String[]::new));
    }

    @Test
    @Proves("userRoleNameFormat")
    void a_value_of_the_user_s_entry_may_be_a_dn_whose_first_part_is_the_role() {
        directory.modify(
                "dn: uid=bob," + TestDirectory.PEOPLE,
                "changetype: modify",
                "add: description",
                "description: CN=Domain\\2c Users,dc=x",
                "description: ou=only,dc=x",
                "description: no DN at all");
        TestRealm.Line line = TestRealm.searching(directory)
                .without("roleSearch", "roleName", "roleBase")
                .with("userRoleName", "description");
        try (TestRealm realm = line.with("userRoleNameFormat", "rdn").start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactly("Domain, Users", "no DN at all", "only");
        }
        try (TestRealm realm = line.with("userRoleNameFormat", "dn").start()) {
            assertThat(realm.roles("bob", "bob-c4nary"))
                    .containsExactly("CN=Domain\\2c Users,dc=x", "no DN at all", "ou=only,dc=x");
        }
    }

    @Test
    @Proves({"roleObjectClass", "roleFilter"})
    void groups_are_of_a_class_and_match_a_filter_besides_what_finds_them() {
        unit("laid-out");
        laidOut("groupOfNames", "member", "uid=bob," + TestDirectory.PEOPLE);
        TestRealm.Line line = TestRealm.searching(directory).with("roleBase", "ou=laid-out," + TestDirectory.ROOT);
        try (TestRealm realm = line.with("roleFilter", "!(cn=two)").start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactly("one");
        }
        try (TestRealm realm = line.without("roleFilter")
                .with("roleObjectClass", "groupOfUniqueNames")
                .start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).isEmpty();
        }
        try (TestRealm realm = line.with("roleObjectClass", "groupOfNames")
                .with("roleSearch", "member={0}")
                .start()) {
            assertThat(realm.roles("bob", "bob-c4nary")).containsExactly("one", "two");
        }
    }

    @Test
    @Proves("userRoleAttribute")
    void a_value_of_the_user_s_entry_goes_into_the_role_search() {
        try (TestRealm realm = TestRealm.searching(directory)
                .with("userRoleAttribute", "title")
                .with("roleSearch", "(|(member={0})(description={2}))")
                .start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("captains", "staff");
            assertThat(realm.roles("bob", "bob-c4nary"))
                    .as("bob has no title: the clause leaves the OR")
                    .containsExactly("staff");
        }
    }

    @Test
    @Proves("commonRole")
    void everybody_has_the_common_role() {
        try (TestRealm realm =
                TestRealm.binding(directory).with("commonRole", "everybody").start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("everybody");
        }
    }

    @Test
    void roles_named_by_stars_are_dropped_because_they_mean_every_user_to_a_container() {
        try (TestRealm realm = TestRealm.searching(directory).start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("staff");
        }
    }

    @Test
    void a_role_search_that_fails_fails_the_login_and_never_gives_fewer_roles() {
        try (TestRealm realm = TestRealm.searching(directory).start()) {
            directory.operations().onSearch(() -> {
                if (directory.operations().bases().contains(TestDirectory.GROUPS)) {
                    throw new com.unboundid.ldap.sdk.LDAPException(ResultCode.TIME_LIMIT_EXCEEDED, "slow");
                }
            });
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.ldap().isAvailable()).isFalse();
        }
    }
}
