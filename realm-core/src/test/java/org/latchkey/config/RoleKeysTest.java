package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "(objectClass=group) -> it would find the same groups for every user",
                "(member={3}) -> the other place could never be filled",
                "(|(member={0})(x={7})) -> the other place could never be filled",
                "(member={0} -> ')' is expected",
                "(member='{0}') -> would never be filled",
                "member -> an attribute and an operator",
            })
    void a_role_search_that_cannot_be_filled_is_refused(String filter, String reason) {
        assertThat(problems("roleSearch", filter, "roleName", "cn"))
                .singleElement()
                .asString()
                .startsWith("roleSearch is '" + filter + "', but must be a search filter")
                .contains(reason);
    }

    @Test
    void a_third_place_needs_the_attribute_that_fills_it() throws Exception {
        assertThat(problems("roleSearch", "(gidNumber={2})", "roleName", "cn"))
                .containsExactly(
                        "roleSearch is '(gidNumber={2})' while userRoleAttribute is not set, but must have no {2}"
                                + " then: it could never be filled");
        assertThat(Readings.warnings(searching("roleSearch", "(gidNumber={2})", "userRoleAttribute", "gidNumber")))
                .isEmpty();
    }

    @Test
    void an_attribute_for_no_third_place_warns() throws Exception {
        assertThat(Readings.warnings(searching("roleSearch", "(member={0})", "userRoleAttribute", "gidNumber")))
                .containsExactly("userRoleAttribute is not used, because roleSearch has no {2}");
    }

    @Test
    void a_group_type_stands_for_keys_and_those_given_win() throws Exception {
        RoleConfig roles = Readings.read(keys("groupType", "posix")).realm().roles();
        assertThat(roles.places().get(0).search())
                .hasToString("(&(objectClass=posixGroup)(|(gidNumber={2})(memberUid={3})))");
        assertThat(roles.nameAttribute()).isEqualTo("cn");
        RoleConfig mixed = Readings.read(keys("groupType", "member", "roleName", "ou", "roleFilter", "(ou=*)"))
                .realm()
                .roles();
        assertThat(mixed.places().get(0).search()).hasToString("(&(ou=*)(member={0}))");
        assertThat(mixed.nameAttribute()).isEqualTo("ou");
        assertThat(problems("groupType", "posix", "userRoleAttribute", "gidNumber"))
                .singleElement()
                .asString()
                .startsWith("roleSearch is '(&(objectClass=posixGroup)(|(gidNumber={2})(memberUid={3})))' by groupType"
                        + " posix, but must be a search filter");
    }

    @Test
    void a_member_attribute_stands_for_a_role_search_and_stands_alone() throws Exception {
        assertThat(search("memberAttribute", "owner")).isEqualTo("(owner={0})");
        assertThat(search("memberAttribute", "memberUid", "memberValue", "username"))
                .isEqualTo("(memberUid={1})");
        assertThat(search("memberAttribute", "memberUid", "memberValue", "uid")).isEqualTo("(memberUid={3})");
        assertThat(problems("memberAttribute", "owner", "groupType", "posix"))
                .containsExactly("groupType is 'posix', but must be left out while memberAttribute is 'owner': both say"
                        + " how a group names its members");
        assertThat(problems("memberAttribute", "owner", "roleSearch", "(member={0})", "roleName", "cn"))
                .singleElement()
                .asString()
                .startsWith("roleSearch is '(member={0})', but must be left out while memberAttribute is 'owner'");
        assertThat(problems("memberAttribute", "a b"))
                .singleElement()
                .asString()
                .startsWith("memberAttribute is 'a b'");
        assertThat(Readings.warnings(keys("memberValue", "uid")))
                .containsExactly("memberValue is not used, because memberAttribute is not set");
    }

    private static String search(String... more) throws ConfigException {
        return String.valueOf(
                Readings.read(keys(more)).realm().roles().places().get(0).search());
    }

    @Test
    void groups_above_those_with_memberURL_need_a_role_search() throws Exception {
        assertThat(Readings.warnings(keys("groupType", "memberURL", "roleNested", "true")))
                .anyMatch(text -> text.startsWith("roleNested finds nothing above groups with memberURL"));
        assertThat(Readings.warnings(
                        keys("groupType", "memberURL", "roleNested", "true", "roleSearch", "(member={0})")))
                .noneMatch(text -> text.startsWith("roleNested"));
    }

    @Test
    void what_is_found_out_takes_no_role_search_and_needs_none() throws Exception {
        assertThat(problems("groupType", "auto", "roleSearch", "(member={0})"))
                .containsExactly(
                        "roleSearch is '(member={0})', but must be left out while groupType is 'auto': how groups"
                                + " are searched for is found out");
        assertThat(problems(
                        "groupType",
                        "auto",
                        "userRoleAttribute",
                        "uid",
                        "roleBase.2",
                        "ou=b",
                        "roleSearch.2",
                        "(member={0})"))
                .containsExactly(
                        "roleSearch.2 is '(member={0})', but must be left out while groupType is 'auto': how groups"
                                + " are searched for is found out",
                        "userRoleAttribute is 'uid', but must be left out while groupType is 'auto': how groups"
                                + " are searched for is found out");
        RoleConfig tokens =
                Readings.read(keys("groupType", "tokenGroups")).realm().roles();
        assertThat(tokens.searched()).isTrue();
        assertThat(tokens.places().get(0).subtree()).isTrue();
        assertThat(Readings.read(keys("groupType", "memberOf", "adCompat", "true"))
                        .realm()
                        .roles()
                        .primaryGroup())
                .isTrue();
        assertThat(Readings.read(keys("groupType", "posix", "adCompat", "true"))
                        .realm()
                        .roles()
                        .primaryGroup())
                .isFalse();
        assertThat(Readings.read("userPattern", "{0}@corp.example", "groupType", "tokenGroups")
                        .realm()
                        .user()
                        .dnRefresh())
                .isTrue();
    }

    @Test
    void the_filter_of_groups_has_no_places() {
        assertThat(problems("groupType", "member", "roleFilter", "(cn={0})"))
                .containsExactly("roleFilter is '(cn={0})', but must be a search filter without places: it is the same"
                        + " for everybody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "roleSearch -> (member={0})",
                "roleName -> cn",
                "roleBase -> ou=groups",
                "roleNested -> true",
                "roleSubtree -> true",
                "roleSearchAsUser -> true"
            })
    void half_a_role_search_searches_no_roles_and_warns(String key, String value) throws Exception {
        RoleConfig roles = Readings.read(keys(key, value)).realm().roles();

        assertThat(roles.searched()).isFalse();
        assertThat(roles.nameAttribute()).isNull();
        assertThat(Readings.warnings(keys(key, value)))
                .containsExactly(
                        "no groups are searched for, because that needs both roleSearch and roleName; not used: "
                                + key);
    }

    @Test
    void a_base_takes_the_parts_of_the_users_name() throws Exception {
        RoleConfig roles = Readings.read(keys(
                        "connectionURL", "ldap://localhost/dc=x",
                        "roleBase", "ou=groups,{1},ou=O''Brien",
                        "roleSearch", "(member={0})",
                        "roleName", "cn"))
                .realm()
                .roles();

        assertThat(roles.places().get(0).base().fillParts(place -> "ou=dept" + place))
                .isEqualTo("ou=groups,ou=dept1,ou=O'Brien");
        assertThat(roles.places().get(0).root()).hasToString("dc=x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "groups -> it makes no distinguished name",
                "ou=groups,'{0}' -> would never be filled",
                "ou=groups,{name} -> does not begin with a place"
            })
    void a_base_that_makes_no_name_is_refused(String base, String reason) {
        assertThat(problems("roleBase", base, "roleSearch", "(member={0})", "roleName", "cn"))
                .singleElement()
                .asString()
                .startsWith("roleBase is '" + base + "', but must be a distinguished name in which {0}")
                .contains(reason);
    }

    @Test
    void a_base_that_wants_more_parts_than_the_template_makes_is_refused() throws Exception {
        String[] good = {
            "userPattern",
            "uid={0},ou=people,dc=x",
            "roleBase",
            "ou=g,{2}",
            "roleSearch",
            "(member={0})",
            "roleName",
            "cn"
        };
        String[] bad = good.clone();
        bad[3] = "ou=g,{3}";

        assertThat(Readings.problems(good)).isEmpty();
        assertThat(Readings.problems(bad))
                .containsExactly(
                        "roleBase is 'ou=g,{3}', but must have no {3} while userPattern is"
                                + " 'uid={0},ou=people,dc=x': the DNs of 'uid={0},ou=people,dc=x' have fewer parts, counted from 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", " * "})
    void a_common_role_that_means_everybody_is_refused(String role) {
        assertThat(problems("commonRole", role))
                .singleElement()
                .asString()
                .contains("but must be the name of one role");
    }

    @Test
    void a_role_search_is_read_whole() throws Exception {
        RoleConfig roles = Readings.read(keys(
                        "roleSearch", "member={0}",
                        "roleName", "cn",
                        "roleSubtree", "true",
                        "roleNested", "true",
                        "roleSearchAsUser", "true"))
                .realm()
                .roles();

        assertThat(roles.places().get(0).search()).hasToString("member={0}");
        assertThat(roles.nameAttribute()).isEqualTo("cn");
        assertThat(List.of(roles.places().get(0).subtree(), roles.nested(), roles.searchAsUser()))
                .containsOnly(true);
        assertThat(roles.commonRole()).isNull();
    }

    private static List<String> problems(String... more) {
        return Readings.problems(keys(more));
    }

    /** With a search for roles that gives no cause for a warning. */
    private static String[] searching(String... more) {
        String[] keys = Arrays.copyOf(more, more.length + 4);
        System.arraycopy(
                new String[] {"roleName", "cn", "roleExcludes", "manager-*, admin-*"}, 0, keys, more.length, 4);
        return keys(keys);
    }

    private static String[] keys(String... more) {
        String[] keys = new String[more.length + 2];
        keys[0] = "userSearch";
        keys[1] = "(uid={0})";
        System.arraycopy(more, 0, keys, 2, more.length);
        return keys;
    }
}
