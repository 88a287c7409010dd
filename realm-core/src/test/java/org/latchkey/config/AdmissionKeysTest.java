package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionKeysTest {

    private static final String[] SEARCHING = {
        "connectionURL", "ldap://localhost/dc=x",
        "userSearch", "(uid={0})",
        "roleBase", "ou=groups",
        "roleSearch", "(member={0})",
        "roleName", "cn"
    };

    private static String[] and(String... more) {
        String[] all = Arrays.copyOf(SEARCHING, SEARCHING.length + more.length);
        System.arraycopy(more, 0, all, SEARCHING.length, more.length);
        return all;
    }

    /** But for what the directory's role names can come to. */
    private static List<String> warnings(List<String> all) {
        return all.stream().filter(warning -> !warning.contains("manager-gui")).toList();
    }

    private static List<String> warnings(String... namesAndValues) throws ConfigException {
        return warnings(Readings.warnings(namesAndValues));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "requireGroup -> a| -> a group is missing at the end",
                "denyGroup -> cn=a,ou=groups,dc=x|cn=b,ou=groups,dc=x -> it reads as one DN and as an expression: write",
                "denyGroup -> cn=a,ou=other,dc=x -> 'cn=a,ou=other,dc=x' is not right below the base of the role search,"
                        + " 'ou=groups,dc=x'",
                "denyGroup -> cn=a,ou=b,ou=groups,dc=x -> is not right below",
                "requireGroup -> staff & 'ou=groups,dc=x' -> 'ou=groups,dc=x' is not right below",
                "strictGroups -> yes -> true or false",
                "requireAttribute -> employeeType -> 'employeeType' has no value: * stands for any",
                "requireAttribute -> employeeType= -> has no value",
                "requireAttribute -> a=b,,c=d -> there is an empty item between commas",
                "requireAttribute -> a=b* -> as a character it is written \\2a",
                "requireAttribute -> a b=c -> 'a b' is not an attribute's short name",
                "requireAttribute -> userPassword=* -> 'userPassword' holds passwords",
                "requireAttribute -> a=\\zz -> a backslash takes two hex digits",
                "userFilter -> employeeType=staff -> its outer parentheses are missing",
                "userFilter -> (uid={0}) -> it has a place, but is the same for every user",
                "userFilter -> (a=b -> ')' is expected",
                "excludedUsers -> a,,b -> there is an empty item between commas",
                "usernamePattern -> [a-z -> Unclosed character class at position 3",
                "usernamePattern -> (a -> Unclosed group",
            })
    void a_value_that_cannot_be_is_refused_with_what_is_accepted(String key, String value, String reason) {
        assertThat(Readings.problems(and(key, value)))
                .singleElement()
                .asString()
                .startsWith(key + " is '" + value + "', but must be ")
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"requireGroup", "denyGroup", "requireAttribute", "userFilter", "excludedUsers", "usernamePattern"
            })
    void an_empty_value_is_refused(String key) {
        assertThat(Readings.problems(and(key, " ")))
                .singleElement()
                .asString()
                .startsWith(key + " is empty, but must be ");
    }

    @Test
    void everything_is_read() throws Exception {
        RealmConfig realm = Readings.read(and(
                        "requireGroup", "staff",
                        "requireAttribute", "displayName = *, employeeType=a\\2cb",
                        "userFilter", "(a=b)",
                        "excludedUsers", "root, admin",
                        "usernamePattern", "[a-z]+"))
                .realm();
        AdmissionConfig admission = realm.admission();

        assertThat(admission.requireGroup()).hasToString("staff");
        assertThat(admission.denyGroup()).isNull();
        assertThat(admission.strictGroups()).isTrue();
        assertThat(admission.attributes())
                .containsExactly(
                        new AttributeCondition("displayName", null), new AttributeCondition("employeeType", "a,b"));
        assertThat(admission.excludedUsers()).containsExactly("root", "admin");
        assertThat(admission.usernames()).hasToString("[a-z]+");
        assertThat(realm.user().searches().get(0).filter()).hasToString("(&(uid={0})(a=b))");
        assertThat(realm.user().nameAttribute()).isEqualTo("uid");
        assertThat(warnings(realm.warnings())).isEmpty();
    }

    @Test
    void groups_are_wanted_where_they_are_asked_about() {
        assertThat(Readings.problems("userSearch", "(uid={0})", "requireGroup", "a", "denyGroup", "b"))
                .containsExactly(
                        "requireGroup is 'a', but must be left out while there are no groups: neither roleSearch with"
                                + " roleName nor userRoleName is set",
                        "denyGroup is 'b', but must be left out while there are no groups: neither roleSearch with"
                                + " roleName nor userRoleName is set");
    }

    @Test
    void a_group_listed_by_the_entry_may_be_anywhere() throws Exception {
        assertThat(warnings(and("userRoleName", "memberOf", "denyGroup", "cn=a,ou=other,dc=x")))
                .isEmpty();
    }

    @Test
    void a_base_that_depends_on_the_user_reaches_every_group_below_the_root() {
        String[] keys = and("denyGroup", "cn=a,ou=b,ou=groups,dc=x");
        keys[5] = "ou=groups,{1}";
        assertThat(Readings.problems(keys)).isEmpty();
        keys[keys.length - 1] = "cn=a,dc=y";
        assertThat(Readings.problems(keys)).singleElement().asString().contains("is not below the base");
    }

    @Test
    void a_subtree_reaches_groups_at_any_depth() {
        assertThat(Readings.problems(and("roleSubtree", "true", "denyGroup", "cn=a,ou=b,OU=Groups, dc=X")))
                .isEmpty();
    }

    @Test
    void what_cannot_be_shown_to_exist_warns() throws Exception {
        assertThat(warnings(and("strictGroups", "false", "denyGroup", "cn=a,dc=y")))
                .containsExactly(
                        "denyGroup may name groups that do not exist, because strictGroups is false: nobody is in them",
                        "denyGroup names a group that the role search can never find: 'cn=a,dc=y' is not right below the"
                                + " base of the role search, 'ou=groups,dc=x'");
        assertThat(warnings("userSearch", "(uid={0})", "userRoleName", "title", "denyGroup", "boss|'cn=a,dc=x'"))
                .containsExactly(
                        "denyGroup names what only userRoleName tells, and nothing can show that anybody has it: boss");
    }

    @Test
    void a_base_for_short_names_is_used_without_a_role_search() throws Exception {
        assertThat(warnings(
                        "userSearch",
                        "(uid={0})",
                        "groupType",
                        "memberOf",
                        "roleBase",
                        "ou=g",
                        "denyGroup",
                        "cn=a,ou=g"))
                .isEmpty();
        assertThat(warnings("userSearch", "(uid={0})", "groupType", "memberOf", "roleBase", "ou=g"))
                .singleElement()
                .asString()
                .endsWith("not used: roleBase");
    }

    @Test
    void excluded_users_need_a_name_that_the_directory_stores() {
        assertThat(Readings.problems(and("excludedUsers", "root", "principalName", "typed")))
                .containsExactly(
                        "excludedUsers is 'root', but must be left out while principalName is 'typed': a name as"
                                + " typed has many spellings");
        assertThat(Readings.problems("userPattern", "cn={0} x,dc=x", "excludedUsers", "root"))
                .containsExactly("userNameAttribute is not set, but must be given while excludedUsers is 'root': in"
                        + " 'cn={0} x,dc=x' no attribute holds the user name alone");
        assertThat(Readings.problems(
                        "userPattern", "cn={0} x,dc=x", "excludedUsers", "root", "userNameAttribute", "uid"))
                .isEmpty();
    }
}
