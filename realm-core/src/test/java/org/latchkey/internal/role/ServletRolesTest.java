package org.latchkey.internal.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Dn;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.config.RoleRules;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;

class ServletRolesTest {

    private final List<String> warnings = new ArrayList<>();
    private final User alice = User.unread("alice", "uid=alice", null);

    @Test
    void each_group_is_a_role_and_everybody_has_the_common_one() {
        assertThat(new ServletRoles(RoleRules.NONE, "employee", warnings::add)
                        .roles(alice, List.of(group("b"), group("a"))))
                .containsExactly("b", "a", "employee");
    }

    @Test
    void stars_have_a_meaning_of_their_own_and_no_directory_grants_them() {
        assertThat(new ServletRoles(RoleRules.NONE, null, warnings::add)
                        .roles(alice, List.of(group("*"), group("**"), group("***"))))
                .containsExactly("***");
        assertThat(warnings).hasSize(2);
    }

    @Test
    void names_that_differ_by_case_are_two_roles() {
        assertThat(new ServletRoles(RoleRules.NONE, null, warnings::add)
                        .roles(alice, List.of(group("Admin"), group("admin"))))
                .containsExactly("Admin", "admin");
    }

    @Test
    void a_name_of_64_kib_is_dropped_with_one_bounded_warning() {
        ServletRoles roles = new ServletRoles(RoleRules.NONE, null, warnings::add);
        Group huge = group("g".repeat(65_536));
        assertThat(roles.roles(alice, List.of(huge, group("a")))).containsExactly("a");
        roles.roles(alice, List.of(huge));
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).hasSizeLessThan(300);
    }

    @Test
    void a_zero_width_space_makes_another_role() {
        assertThat(new ServletRoles(RoleRules.NONE, null, warnings::add).roles(alice, List.of(group("ad\u200bmin"))))
                .doesNotContain("admin");
    }

    @Test
    void the_rules_for_names_are_done_to_the_directory_s_names_and_to_no_others() throws Exception {
        assertThat(roles(
                        List.of(group("APP_Wiki"), group("APP_Secret"), group("Staff")),
                        "roleCase",
                        "lower",
                        "roleIncludes",
                        "app_*",
                        "roleExcludes",
                        "*secret, BOSS*",
                        "rolePrefix",
                        "ldap_",
                        "roleMapping",
                        "staff -> Boss; APP_Secret -> APP_S; * -> Everybody",
                        "commonRole",
                        "Common"))
                .containsExactly("ldap_app_wiki", "Everybody", "APP_S", "Boss", "Common");
    }

    @Test
    void a_mapping_looks_at_the_raw_name_in_any_letters() throws Exception {
        String[] rules = {"roleCase", "upper", "rolePrefix", "x_", "roleMapping", "APP_*_admin -> admin_$1; staff=s"};
        assertThat(roles(List.of(group("app_Wiki_ADMIN"), group("STAFF")), rules))
                .containsExactly("x_APP_WIKI_ADMIN", "x_STAFF", "admin_Wiki", "s");
        assertThat(roles(List.of(group("x_APP_a_admin"), group("sta\u017Ff")), rules))
                .containsExactly("x_X_APP_A_ADMIN", "x_STA\u017FF");
    }

    @Test
    void a_group_is_known_by_its_dn_in_any_spelling_even_without_a_role_name() throws Exception {
        String[] rules = {
            "roleMappingOnly",
            "true",
            "roleMapping",
            "CN = \\53taff , OU=Groups -> a; 'cn=x;dc=y,ou=g' -> b; ou=groups -> c"
        };
        assertThat(roles(List.of(group("staff")), rules)).containsExactly("a");
        assertThat(roles(List.of(new Group(Dn.parse("cn=STAFF,ou=groups"), null)), rules))
                .containsExactly("a");
        assertThat(roles(List.of(new Group(null, "cn=staff, ou=groups")), rules))
                .as("memberOf as role names")
                .containsExactly("a");
        assertThat(roles(List.of(new Group(null, "a=b=,"), new Group(null, "staff")), rules))
                .isEmpty();
    }

    @Test
    void only_mapped_roles_means_no_name_of_the_directory() throws Exception {
        String[] rules = {"roleMappingOnly", "true", "roleMapping", "staff -> a, b; boss -> b; * -> all"};
        assertThat(roles(List.of(group("other"), group("boss"), group("staff")), rules))
                .containsExactly("all", "b", "a");
        assertThat(roles(List.of(), rules)).containsExactly("all");
    }

    @Test
    void an_expression_is_asked_of_all_groups_together_those_of_attributes_too() throws Exception {
        String[] rules = {
            "roleMappingOnly",
            "true",
            "roleMapping",
            "Staff & !externals -> trusted; 'CN=staff, OU=groups' & (x | boss) -> lead; !staff -> guest"
        };
        assertThat(roles(List.of(group("STAFF"), new Group(null, "Boss")), rules))
                .containsExactly("trusted", "lead");
        assertThat(roles(List.of(group("staff"), group("externals")), rules)).isEmpty();
        assertThat(roles(List.of(new Group(null, "cn=staff,ou=groups"), group("x")), rules))
                .containsExactly("lead", "guest");
        assertThat(roles(List.of(), rules)).containsExactly("guest");
    }

    @Test
    void stars_that_a_capture_would_make_are_dropped_and_told() throws Exception {
        assertThat(roles(
                        List.of(group("APP_*"), group("APP_**"), group("APP_"), group("APP_x")),
                        "roleMappingOnly",
                        "true",
                        "roleMapping",
                        "APP_* -> $1"))
                .containsExactly("x");
        assertThat(warnings).hasSize(2).allMatch(line -> line.contains("is reserved"));
    }

    @Test
    void a_captured_text_is_never_read_as_a_place_of_its_own() throws Exception {
        assertThat(roles(List.of(group("APP_$1\\x")), "roleMappingOnly", "true", "roleMapping", "APP_* -> r_$1"))
                .containsExactly("r_$1\\x");
    }

    @Test
    void a_name_of_64_kib_is_not_compared_with_patterns() throws Exception {
        assertThat(roles(List.of(group("g".repeat(65_536))), "roleMapping", "g* -> found"))
                .isEmpty();
    }

    private Set<String> roles(List<Group> groups, String... namesAndValues) throws Exception {
        Map<String, String> keys = new LinkedHashMap<>(Map.of("userPattern", "uid={0}"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            keys.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        var config = ConfigReader.read(Door.TOMCAT, keys).realm();
        return new ServletRoles(config.roleRules(), config.roles().commonRole(), warnings::add).roles(alice, groups);
    }

    private static Group group(String name) {
        return new Group(Dn.parse("cn=" + Dn.escapeValue(name) + ",ou=groups"), name);
    }
}
