package org.latchkey.internal.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Dn;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;

class ServletRolesTest {

    private final List<String> warnings = new ArrayList<>();
    private final User alice = User.unread("alice", "uid=alice", null);

    @Test
    void each_group_is_a_role_and_everybody_has_the_common_one() {
        assertThat(new ServletRoles("employee", warnings::add).roles(alice, List.of(group("b"), group("a"))))
                .containsExactly("b", "a", "employee");
    }

    @Test
    void stars_have_a_meaning_of_their_own_and_no_directory_grants_them() {
        assertThat(new ServletRoles(null, warnings::add).roles(alice, List.of(group("*"), group("**"), group("***"))))
                .containsExactly("***");
        assertThat(warnings).hasSize(2);
    }

    @Test
    void names_that_differ_by_case_are_two_roles() {
        assertThat(new ServletRoles(null, warnings::add).roles(alice, List.of(group("Admin"), group("admin"))))
                .containsExactly("Admin", "admin");
    }

    @Test
    void a_name_of_64_kib_is_dropped_with_one_bounded_warning() {
        ServletRoles roles = new ServletRoles(null, warnings::add);
        Group huge = group("g".repeat(65_536));
        assertThat(roles.roles(alice, List.of(huge, group("a")))).containsExactly("a");
        roles.roles(alice, List.of(huge));
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).hasSizeLessThan(300);
    }

    @Test
    void a_zero_width_space_makes_another_role() {
        assertThat(new ServletRoles(null, warnings::add).roles(alice, List.of(group("ad\u200bmin"))))
                .doesNotContain("admin");
    }

    private static Group group(String name) {
        return new Group(Dn.parse("cn=" + Dn.escapeValue(name) + ",ou=groups"), name);
    }
}
