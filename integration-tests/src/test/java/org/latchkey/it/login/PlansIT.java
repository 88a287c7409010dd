package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.auth.RejectionReason;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.net.DelayProxy;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** What is sent together really travels together, and a remembered DN is never more than a first guess. */
class PlansIT {
    private static final String ADMIN = "cn=admin,dc=example,dc=org";
    private static final String ADMIN_PASSWORD = "admin-c4nary";

    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("plans")
            .database("rootdn \"" + ADMIN + "\"")
            .database("rootpw " + ADMIN_PASSWORD)
            .build();

    private static final String[] BELOW_BASE = {"userBase", Fixture.BASE, "userSubtree", "true"};

    private static Engine searching(String... pairs) throws Exception {
        String[] all = Arrays.copyOf(BELOW_BASE, BELOW_BASE.length + pairs.length);
        System.arraycopy(pairs, 0, all, BELOW_BASE.length, pairs.length);
        return Engine.searching(SLAPD, all);
    }

    private static String enrol(String uid, String below) throws Exception {
        String dn = "uid=" + uid + "," + below;
        try (LDAPConnection admin = admin()) {
            admin.add(
                    "dn: " + dn,
                    "objectClass: inetOrgPerson",
                    "uid: " + uid,
                    "cn: " + uid,
                    "sn: " + uid,
                    "userPassword: " + uid + "-c4nary");
        }
        return dn;
    }

    private static LDAPConnection admin() throws Exception {
        return new LDAPConnection("127.0.0.1", SLAPD.port(), ADMIN, ADMIN_PASSWORD);
    }

    private static void assertIn(Engine engine, String uid) {
        assertThat(Engine.name(engine.login(uid, uid + "-c4nary"))).isEqualTo(uid);
    }

    /** So many round trips one after another without overlap, and with it; each takes 400 ms. */
    @ParameterizedTest
    @CsvSource({"template, 2, 1", "template and entry, 3, 1", "search, 3, 2", "remembered, 3, 1", "refresh, 3, 2"})
    void what_is_sent_ahead_costs_no_round_trip_of_its_own(String plan, int apart, int together) throws Exception {
        try (DelayProxy proxy = DelayProxy.before(SLAPD.port())) {
            double ratio = (double) took(proxy, plan, "false").toNanos()
                    / took(proxy, plan, "true").toNanos();
            assertThat(ratio).as(plan).isBetween(0.75 * apart / together, 1.4 * apart / together);
        }
    }

    private static Duration took(DelayProxy proxy, String plan, String overlap) throws Exception {
        String[] user = plan.equals("refresh")
                ? new String[] {"userPattern", "uid={0}," + Fixture.PEOPLE, "userDnRefresh", "true"}
                : plan.startsWith("template")
                        ? new String[] {
                            "userSearch",
                            "-",
                            "userBase",
                            "-",
                            "userPattern",
                            "uid={0}," + Fixture.PEOPLE,
                            plan.endsWith("entry") ? "userAttributes" : "roleSubtree",
                            plan.endsWith("entry") ? "mail" : "false"
                        }
                        : new String[] {"rememberDn", plan.equals("remembered") ? "10m" : "0"};
        String[] all = Arrays.copyOf(user, user.length + 4);
        System.arraycopy(new String[] {"connectionURL", proxy.url(), "overlap", overlap}, 0, all, user.length, 4);
        try (Engine engine = Engine.searching(SLAPD, all)) {
            proxy.delay(Duration.ZERO, Duration.ZERO);
            assertThat(Engine.roles(engine.loginAs("alice"))).isNotEmpty();
            proxy.delay(Duration.ofMillis(200), Duration.ofMillis(200));
            long since = System.nanoTime();
            assertThat(Engine.roles(engine.loginAs("alice"))).isNotEmpty();
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    @Test
    void a_wrong_password_for_a_remembered_dn_is_bound_once_and_the_right_one_works_after_it() throws Exception {
        String dn = enrol("plan-wrong", Fixture.PEOPLE);
        try (Engine engine = searching()) {
            assertIn(engine, "plan-wrong");
            Operations seen = SLAPD.during(() -> assertThat(Engine.reason(engine.login("plan-wrong", "wrong-c4nary")))
                    .isEqualTo(RejectionReason.BAD_PASSWORD));
            assertThat(seen.bindDns()).containsExactly(dn);
            assertThat(seen.searchBases()).contains(dn, Fixture.BASE);
            assertIn(engine, "plan-wrong");
        }
    }

    @Test
    void a_moved_entry_is_found_where_it_is_now_and_each_dn_is_bound_once() throws Exception {
        String here = enrol("plan-moved", Fixture.PEOPLE);
        try (Engine engine = searching()) {
            assertIn(engine, "plan-moved");
            try (LDAPConnection admin = admin()) {
                admin.modifyDN(here, "uid=plan-moved", false, Fixture.EXTERNAL);
            }
            String there = "uid=plan-moved," + Fixture.EXTERNAL;
            assertThat(SLAPD.during(() -> assertIn(engine, "plan-moved")).bindDns())
                    .containsExactly(here, there);
            assertThat(SLAPD.during(() -> assertIn(engine, "plan-moved")).bindDns())
                    .containsExactly(there);
        }
    }

    @Test
    void a_renamed_user_comes_in_by_the_new_name_only_though_the_dn_and_its_password_are_the_same() throws Exception {
        String dn = enrol("plan-renamed", Fixture.PEOPLE);
        try (Engine engine = searching("userSearch", "(sn={0})", "userNameAttribute", "uid")) {
            assertIn(engine, "plan-renamed");
            try (LDAPConnection admin = admin()) {
                admin.modify(dn, new Modification(ModificationType.REPLACE, "sn", "plan-new"));
            }
            Operations seen =
                    SLAPD.during(() -> assertThat(Engine.reason(engine.login("plan-renamed", "plan-renamed-c4nary")))
                            .isEqualTo(RejectionReason.UNKNOWN_USER));
            assertThat(seen.bindDns()).containsExactly(dn);
            assertThat(Engine.name(engine.login("plan-new", "plan-renamed-c4nary")))
                    .isEqualTo("plan-renamed");
        }
    }

    @Test
    void a_name_that_now_belongs_to_somebody_else_is_theirs() throws Exception {
        String old = enrol("plan-old", Fixture.PEOPLE);
        try (Engine engine = searching("userSearch", "(sn={0})", "userNameAttribute", "uid")) {
            assertIn(engine, "plan-old");
            String heir = enrol("plan-heir", Fixture.EXTERNAL);
            try (LDAPConnection admin = admin()) {
                admin.modify(old, new Modification(ModificationType.REPLACE, "sn", "gone"));
                admin.modify(heir, new Modification(ModificationType.REPLACE, "sn", "plan-old"));
            }
            Operations seen = SLAPD.during(() -> assertThat(Engine.reason(engine.login("plan-old", "plan-old-c4nary")))
                    .isEqualTo(RejectionReason.BAD_PASSWORD));
            assertThat(seen.bindDns()).containsExactly(old, heir);
            assertThat(Engine.name(engine.login("plan-old", "plan-heir-c4nary")))
                    .isEqualTo("plan-heir");
        }
    }

    @Test
    void a_deleted_user_is_unknown_at_once() throws Exception {
        String dn = enrol("plan-deleted", Fixture.PEOPLE);
        try (Engine engine = searching()) {
            assertIn(engine, "plan-deleted");
            try (LDAPConnection admin = admin()) {
                admin.delete(dn);
            }
            Operations seen =
                    SLAPD.during(() -> assertThat(Engine.reason(engine.login("plan-deleted", "plan-deleted-c4nary")))
                            .isEqualTo(RejectionReason.UNKNOWN_USER));
            assertThat(seen.bindDns()).containsExactly(dn);
        }
    }

    @Test
    void roles_are_those_of_this_moment_and_never_remembered() throws Exception {
        String dn = enrol("plan-roles", Fixture.PEOPLE);
        try (Engine engine = searching();
                LDAPConnection admin = admin()) {
            assertThat(Engine.roles(engine.login("plan-roles", "plan-roles-c4nary")))
                    .isEmpty();
            admin.add(
                    "dn: cn=plan-group," + Fixture.GROUPS,
                    "objectClass: groupOfNames",
                    "cn: plan-group",
                    "member: " + dn);
            assertThat(Engine.roles(engine.login("plan-roles", "plan-roles-c4nary")))
                    .containsExactly("plan-group");
            admin.delete("cn=plan-group," + Fixture.GROUPS);
            assertThat(Engine.roles(engine.login("plan-roles", "plan-roles-c4nary")))
                    .isEmpty();
        }
    }

    /** The first of them with everything sent ahead, which is given up. */
    @Test
    void two_hundred_wrong_passwords_leak_no_connection_and_open_none() throws Exception {
        try (Engine engine = searching("connectionPoolSize", "2")) {
            engine.loginAs("alice");
            Operations seen = SLAPD.during(() -> {
                for (int i = 0; i < 200; i++) {
                    assertThat(Engine.reason(engine.login("alice", "wrong-c4nary")))
                            .isEqualTo(RejectionReason.BAD_PASSWORD);
                    assertThat(i % 20 == 0 ? Engine.name(engine.loginAs("alice")) : "alice")
                            .isEqualTo("alice");
                }
            });
            assertThat(seen.connections()).isZero();
            assertThat(seen.binds()).isEqualTo(210);
            assertIn(engine, "alice");
        }
    }
}
