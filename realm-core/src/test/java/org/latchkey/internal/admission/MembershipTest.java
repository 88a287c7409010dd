package org.latchkey.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Dn;
import org.latchkey.config.GroupExpression;
import org.latchkey.config.GroupRange;
import org.latchkey.spi.Group;

class MembershipTest {

    private static final List<GroupRange> RANGE = List.of(new GroupRange(Dn.parse("ou=groups,dc=x"), false));

    private static boolean isIn(String expression, boolean searched, Group... groups) {
        return GroupExpression.parse(expression).test(new Membership(List.of(groups), RANGE, searched));
    }

    private static Group group(String dn, String name) {
        return new Group(Dn.known(dn), name);
    }

    @Test
    void a_group_is_known_by_every_spelling_of_its_dn() {
        Group staff = group("cn=R\\26D,ou=groups,dc=x", "R&D");
        assertThat(isIn("'CN=r&d, OU=Groups,dc=X'", true, staff)).isTrue();
        assertThat(isIn("cn=R\\26D,ou=groups,dc=x", true, staff)).isTrue();
        assertThat(isIn("cn=R\\26D,ou=others,dc=x", true, staff)).isFalse();
    }

    @Test
    void a_short_name_is_the_role_name_in_any_case_and_else_the_name_in_the_dn() {
        assertThat(isIn("staff", true, group("cn=a,ou=groups,dc=x", "Staff"))).isTrue();
        assertThat(isIn("a", true, group("cn=a,ou=groups,dc=x", "Staff"))).isFalse();
        assertThat(isIn("A", true, group("cn=a,ou=groups,dc=x", null))).isTrue();
    }

    @Test
    void a_dotless_i_is_another_letter() {
        assertThat(isIn("admin", true, group("cn=admın,ou=groups,dc=x", "admın")))
                .isFalse();
        assertThat(isIn("ADMIN", true, group("cn=admin,ou=groups,dc=x", "admin")))
                .isTrue();
    }

    @Test
    void a_short_name_stands_for_no_group_outside_the_base() {
        assertThat(isIn("staff", true, group("cn=staff,ou=others,dc=x", "staff")))
                .isFalse();
        assertThat(isIn("cn=staff,ou=others,dc=x", true, group("cn=staff,ou=others,dc=x", "staff")))
                .isTrue();
    }

    @Test
    void a_value_of_the_entry_is_a_short_name_only_where_no_groups_are_searched() {
        Group title = new Group(null, "boss");
        assertThat(isIn("boss", true, title)).isFalse();
        assertThat(isIn("boss", false, title)).isTrue();
    }

    @Test
    void a_value_of_the_entry_that_is_a_dn_is_that_group() {
        Group memberOf = new Group(null, "cn=Staff,ou=groups,dc=x");
        assertThat(isIn("'cn=staff,ou=groups, dc=x'", true, memberOf)).isTrue();
        assertThat(isIn("staff", true, memberOf)).isFalse();
        assertThat(isIn("staff", false, memberOf)).isTrue();
        assertThat(isIn("staff", false, new Group(null, "cn=staff,ou=others,dc=x")))
                .isFalse();
    }

    @Test
    void a_user_without_groups_is_in_none() {
        assertThat(isIn("a | cn=b", true)).isFalse();
        assertThat(isIn("!a", true)).isTrue();
    }
}
