package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** Each way in which OpenLDAP tells who is in a group, and what it costs. */
class GroupTypesIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("group-types").memberOf().build();

    private static void assertRoles(String type, String uid, int searches, String... roles) throws Exception {
        try (Engine engine =
                Engine.searching(SLAPD, "groupType", type, "roleSearch", "-", "roleName", "-", "rememberDn", "0")) {
            assertThat(Engine.roles(engine.loginAs(uid))).containsExactlyInAnyOrder(roles);
            Operations seen = SLAPD.during(() -> engine.loginAs(uid));
            assertThat(seen.binds()).isEqualTo(1);
            assertThat(seen.searches()).as("%s", seen).isEqualTo(searches);
        }
    }

    @Test
    void members_by_their_dn() throws Exception {
        assertRoles("member", "carol", 2, "users", "admins");
    }

    @Test
    void members_by_their_unique_dn() throws Exception {
        assertRoles("uniqueMember", "grace", 2, "auditors");
    }

    @Test
    void posix_groups_by_the_uid_of_the_entry_and_by_the_primary_group() throws Exception {
        assertRoles("posix", "heidi", 2, "primary", "operators");
        assertRoles("posix", "smith, j+\"x\"", 2, "primary", "typing-pool");
        assertRoles("posix", "alice", 2, "primary", "operators");
    }

    @Test
    void the_groups_that_the_entry_itself_names() throws Exception {
        try (Engine engine = Engine.searching(
                SLAPD,
                "groupType",
                "memberOf",
                "roleSearch",
                "-",
                "roleName",
                "-",
                "roleBase",
                "-",
                "rememberDn",
                "0")) {
            assertThat(Engine.roles(engine.loginAs("carol"))).containsExactlyInAnyOrder("users", "admins");
            assertThat(Engine.roles(engine.loginAs("smith, j+\"x\""))).containsExactly("typists");
            Operations seen = SLAPD.during(() -> engine.loginAs("carol"));
            assertThat(seen.searches()).isEqualTo(1);
            assertThat(seen.binds()).isEqualTo(1);
        }
    }
}
