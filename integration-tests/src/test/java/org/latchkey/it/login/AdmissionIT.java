package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** Who may come in: groups by any spelling of their names, users by any spelling of theirs, with a password and without. */
class AdmissionIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("admission").build();

    private static void assertRefused(Engine engine, String uid, RejectionReason reason) {
        assertThat(Engine.reason(engine.loginAs(uid))).isEqualTo(reason);
        assertThat(Engine.reason(engine.proved(uid))).isEqualTo(reason);
    }

    private static void assertLetIn(Engine engine, String uid) {
        assertThat(Engine.name(engine.loginAs(uid))).isEqualTo(uid);
        assertThat(Engine.name(engine.proved(uid))).isEqualTo(uid);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " is ",
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'red, green' is red, green",
                "'say \"cheese\"' is say \"cheese\"",
                "ops/admin is ops/admin",
                "OPS/Admin is ops/admin",
                "\"(x)*\" is (x)*",
                "\\28x\\29* is (x)*",
                "' lead' is  lead",
                "back\\5cslash is back\\slash",
                "ad\u200bmin is ad\u200bmin",
            })
    void a_hostile_group_denies_by_its_short_name_and_by_its_dn(String shortName, String name) throws Exception {
        String dn = "'cn=" + Dn.escapeValue(name) + ", OU=Odd," + Fixture.GROUPS + "'";
        for (String spelling : List.of(shortName, dn)) {
            try (Engine engine = Engine.searching(SLAPD, "roleBase", Fixture.ODD, "denyGroup", spelling)) {
                assertRefused(engine, "peggy", RejectionReason.DENIED_GROUP);
                assertLetIn(engine, "alice");
            }
        }
    }

    @Test
    void a_nested_group_counts_and_a_cycle_ends() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "roleNested", "true", "requireGroup", "nest-9 | ring-c")) {
            assertLetIn(engine, "ivan");
            assertLetIn(engine, "judy");
            assertRefused(engine, "alice", RejectionReason.MISSING_GROUP);
        }
    }

    @Test
    void a_group_of_several_names_is_known_by_the_one_that_is_its_role() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "denyGroup", "ZETA")) {
            assertRefused(engine, "niaj", RejectionReason.DENIED_GROUP);
        }
        for (String name : List.of("alpha", "nobodyknows")) {
            try (Engine engine = Engine.searching(SLAPD, "denyGroup", name)) {
                assertThat(Engine.cause(engine.loginAs("niaj"))).isEqualTo(UnavailableCause.MISCONFIGURED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobodyknows",
                "'cn=nobodyknows," + Fixture.GROUPS + "'",
                "'cn=unseen," + Fixture.HIDDEN + "'",
                "'" + Fixture.GROUPS + "'"
            })
    void a_group_that_is_not_there_or_may_not_be_seen_or_is_no_group_lets_nobody_in(String group) throws Exception {
        try (Engine engine = Engine.searching(
                SLAPD,
                "roleBase",
                Fixture.BASE,
                "roleSubtree",
                "true",
                "roleSearch",
                "(&(objectClass=groupOfNames)(member={0}))",
                "denyGroup",
                group)) {
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.MISCONFIGURED);
            assertThat(Engine.cause(engine.login("alice", "wrong-c4nary"))).isEqualTo(UnavailableCause.MISCONFIGURED);
            assertThat(Engine.cause(engine.proved("alice"))).isEqualTo(UnavailableCause.MISCONFIGURED);
        }
    }

    @Test
    void each_group_named_costs_one_search_at_the_first_login_and_none_after_it() throws Exception {
        try (Engine engine = Engine.searching(
                        SLAPD, "rememberDn", "0", "requireGroup", "users & !'cn=admins," + Fixture.GROUPS + "'");
                Engine plain = Engine.searching(SLAPD, "rememberDn", "0")) {
            Operations first = SLAPD.during(
                    () -> assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice"));
            Operations later = SLAPD.during(
                    () -> assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice"));
            plain.loginAs("alice");
            Operations without = SLAPD.during(() -> plain.loginAs("alice"));
            assertThat(later.searches()).isEqualTo(without.searches());
            assertThat(later.binds()).isOne();
            assertThat(first.searches()).isGreaterThanOrEqualTo(later.searches() + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "ALICE", " alice ", "\uff41\uff4c\uff49\uff43\uff45"})
    void an_excluded_user_is_excluded_by_every_spelling_the_directory_takes(String typed) throws Exception {
        String password = Fixture.person("alice").password();
        try (Engine searching = Engine.searching(SLAPD, "excludedUsers", "Alice");
                Engine template = Engine.searching(
                        SLAPD,
                        "userSearch",
                        "-",
                        "userBase",
                        "-",
                        "userPattern",
                        "uid={0}," + Fixture.PEOPLE,
                        "excludedUsers",
                        "Alice")) {
            for (Engine engine : List.of(searching, template)) {
                assertThat(Engine.reason(engine.login(typed, password))).isEqualTo(RejectionReason.EXCLUDED_USER);
                assertThat(Engine.reason(engine.proved(typed))).isEqualTo(RejectionReason.EXCLUDED_USER);
                assertLetIn(engine, "bob");
            }
        }
    }
}
