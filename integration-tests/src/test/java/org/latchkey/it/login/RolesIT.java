package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** What a user may do: nested groups, hostile group names, and answers that are not the whole truth. */
class RolesIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("roles").build();

    private static final String[] NESTED = {"roleNested", "true", "roleSubtree", "true"};

    @Test
    void a_chain_of_ten_is_followed_and_costs_one_search_a_level() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "roleNested", "true", "groupCacheTtl", "0")) {
            engine.loginAs("ivan");
            Operations seen = SLAPD.during(() ->
                    assertThat(Engine.roles(engine.loginAs("ivan"))).hasSize(10).contains("nest-0", "nest-9"));
            assertThat(seen.searches()).isEqualTo(1 + 11);
            assertThat(seen.binds()).isOne();
            assertThat(seen.connections()).isZero();
        }
    }

    @Test
    void cycles_and_self_members_end() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "roleNested", "true")) {
            assertThat(Engine.roles(engine.loginAs("judy"))).containsExactlyInAnyOrder("ring-a", "ring-b", "ring-c");
            assertThat(Engine.roles(engine.loginAs("mallory"))).containsExactly("selfie");
        }
    }

    @Test
    void a_chain_that_is_known_costs_nothing_more() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "roleNested", "true")) {
            engine.loginAs("ivan");
            Operations seen = SLAPD.during(
                    () -> assertThat(Engine.roles(engine.loginAs("ivan"))).hasSize(10));
            assertThat(seen.searches()).isEqualTo(2);
            assertThat(seen.binds()).isOne();
        }
    }

    @Test
    void a_chain_of_a_thousand_is_followed_to_its_end() throws Exception {
        String[] deep = {
            "roleNested", "true", "roleNestedDepth", "1000", "roleBase", Fixture.DEEP, "loginTimeout", "60s"
        };
        try (Engine engine = Engine.searching(SLAPD, deep)) {
            assertThat(Engine.roles(engine.loginAs("rupert"))).hasSize(Fixture.DEEP_CHAIN);
        }
    }

    @Test
    void six_hundred_groups_of_one_level_go_out_in_batches() throws Exception {
        try (OpenLdap ample = OpenLdap.named("roles-ample").sizeLimit(5000).start();
                Engine engine = Engine.searching(ample, "roleNested", "true", "roleBase", Fixture.MANY)) {
            Operations seen = ample.during(
                    () -> assertThat(Engine.roles(engine.loginAs("sybil"))).hasSize(Fixture.MANY_GROUPS));
            assertThat(seen.searches()).isLessThan(12);
        }
    }

    @Test
    void a_role_search_that_a_limit_cuts_is_no_answer_rather_than_fewer_roles() throws Exception {
        try (OpenLdap limited = OpenLdap.named("roles-limited").sizeLimit(100).start();
                Engine engine = Engine.searching(limited, "roleBase", Fixture.MANY)) {
            assertThat(Engine.cause(engine.loginAs("sybil"))).isEqualTo(UnavailableCause.INCOMPLETE);
            assertThat(Engine.roles(engine.loginAs("alice"))).isEmpty();
            assertThat(engine.isUp()).isTrue();
        }
    }

    @Test
    void a_role_base_that_is_not_there_is_no_answer_rather_than_no_roles() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "roleBase", "ou=gruops," + Fixture.BASE)) {
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.MISCONFIGURED);
        }
    }

    @Test
    void a_referral_among_the_groups_is_no_answer_unless_it_is_said_to_be_harmless() throws Exception {
        try (Engine strict = Engine.searching(SLAPD, "roleBase", Fixture.REFERRALS);
                Engine told = Engine.searching(SLAPD, "roleBase", Fixture.REFERRALS, "adCompat", "true")) {
            assertThat(Engine.cause(strict.loginAs("alice"))).isEqualTo(UnavailableCause.INCOMPLETE);
            assertThat(Engine.roles(told.loginAs("alice"))).containsExactly("beside-referral");
        }
    }

    @Test
    void hostile_group_names_are_roles_and_their_own_memberships_count() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, NESTED)) {
            assertThat(Engine.roles(engine.loginAs("peggy")))
                    .contains(
                            "red, green",
                            "over red, green",
                            "say \"cheese\"",
                            "over say \"cheese\"",
                            "ops/admin",
                            "over ops/admin",
                            "(x)*",
                            "over (x)*",
                            " lead",
                            "over  lead",
                            "back\\slash",
                            "over back\\slash",
                            "a",
                            "over a")
                    .doesNotContain("admin");
        }
    }

    @Test
    void stars_are_dropped_and_an_overlong_name_too() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, NESTED)) {
            assertThat(Engine.roles(engine.loginAs("olivia")))
                    .contains("manager-gui", "admin-gui")
                    .doesNotContain("*", "**");
            assertThat(Engine.roles(engine.loginAs("trent"))).isEmpty();
        }
    }

    @Test
    void group_names_that_differ_by_case_are_two_roles() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, NESTED)) {
            assertThat(Engine.roles(engine.loginAs("victor"))).contains("Managers", "managers");
        }
    }

    @Test
    void of_several_group_names_the_one_it_is_known_by_is_the_role() throws Exception {
        try (Engine engine = Engine.searching(SLAPD)) {
            assertThat(Engine.roles(engine.loginAs("niaj"))).containsExactly("zeta");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(|(member={0})(gidNumber={2}))", "(|(gidNumber={2})(member={0}))"})
    void an_absent_argument_neither_widens_the_filter_nor_becomes_a_word(String roleSearch) throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "userRoleAttribute", "gidNumber", "roleSearch", roleSearch)) {
            assertThat(Engine.roles(engine.loginAs("alice"))).contains("developers", "primary");
            assertThat(Engine.roles(engine.loginAs("walter"))).isEqualTo(Set.of());
        }
    }

    @Test
    void groups_are_searched_with_the_user_s_own_rights_and_the_service_keeps_its_own() throws Exception {
        try (OpenLdap closed =
                        OpenLdap.named("roles-closed").denyAnonymousRead().start();
                Engine own = Engine.searching(closed, "roleSearchAsUser", "true");
                Engine service = Engine.searching(closed)) {
            assertThat(Engine.principal(own.loginAs("alice")) == null
                            || Engine.roles(own.loginAs("alice")).isEmpty())
                    .isTrue();
            assertThat(Engine.roles(service.loginAs("alice"))).contains("developers");
            Operations seen = closed.during(() -> own.login("alice", "wrong-c4nary"));
            assertThat(seen.binds()).isOne();
        }
    }
}
