package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.net.DelayProxy;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** Users found by login attributes, in scopes, and under several bases. */
class UserSearchIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("user-search").build();

    private static final String ALICE = Fixture.person("alice").password();

    private static Engine byAttributes(String... pairs) throws Exception {
        return Engine.searching(
                SLAPD, more(new String[] {"userSearch", "-", "userLoginAttribute", "uid, mail"}, pairs));
    }

    private static Engine tenants(String... pairs) throws Exception {
        return byAttributes(more(
                new String[] {"userBase", Fixture.TENANT_A, "userBase.2", Fixture.TENANT_B, "userBase.3", Fixture.PEOPLE
                },
                pairs));
    }

    private static String[] more(String[] first, String... then) {
        String[] all = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, all, first.length, then.length);
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "ALICE", " alice", "alice@example.org", "Alice@Example.ORG"})
    void whatever_of_the_login_attributes_was_typed_the_name_is_the_first_one_s(String typed) throws Exception {
        try (Engine engine = byAttributes("userObjectClass", "inetOrgPerson")) {
            assertThat(Engine.name(engine.login(typed, ALICE))).isEqualTo("alice");
            assertThat(Engine.name(engine.proved(typed))).isEqualTo("alice");
            Operations seen = SLAPD.during(
                    () -> assertThat(Engine.name(engine.login(typed, ALICE))).isEqualTo("alice"));
            assertThat(seen.searches()).isEqualTo(2);
            assertThat(seen.binds()).isOne();
        }
    }

    @ParameterizedTest
    @MethodSource("org.latchkey.it.login.BadInputsIT#usernames")
    void a_hostile_name_is_nobody_else_s_by_any_attribute_or_base(BadInputsIT.BadInput bad) throws Exception {
        try (Engine engine = tenants("rememberDn", "0")) {
            engine.loginAs("alice");
            List<AuthenticationResult> results = new ArrayList<>();
            Operations seen = SLAPD.during(() -> results.add(engine.login(bad.input(), ALICE)));
            AuthenticationResult result = results.get(0);
            switch (bad.expect()) {
                case "REJECT_LOCAL" -> {
                    assertThat(Engine.reason(result)).isNotNull();
                    assertThat(seen.total()).isZero();
                }
                case "NO_MATCH" -> {
                    assertThat(Engine.reason(result)).isEqualTo(RejectionReason.UNKNOWN_USER);
                    assertThat(seen.searches()).isEqualTo(3);
                    assertThat(seen.bindDns()).noneMatch(dn -> dn.contains("uid="));
                }
                default -> assertThat(Engine.name(result)).isIn("alice", null);
            }
        }
    }

    static Stream<Person> hostile() {
        return Fixture.hostile().stream();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void every_hostile_dn_is_found_under_a_second_base_and_keeps_its_groups(Person person) throws Exception {
        try (Engine engine = byAttributes("userBase.2", Fixture.WEIRD)) {
            for (int i = 0; i < 2; i++) {
                var result = engine.login(person.uid(), person.password());
                assertThat(Engine.name(result)).isEqualTo(person.uid());
                assertThat(Engine.roles(result)).containsExactly("all weird");
            }
            assertThat(Engine.reason(engine.login(person.uid(), "wrong-c4nary")))
                    .isEqualTo(RejectionReason.BAD_PASSWORD);
        }
    }

    @Test
    void each_base_costs_one_search_and_a_remembered_entry_one_read() throws Exception {
        try (Engine engine = tenants()) {
            engine.loginAs("alice");
            engine.loginAs("bob");
            Operations first = SLAPD.during(() -> engine.loginAs("toby"));
            assertThat(first.searchBases())
                    .containsExactlyInAnyOrder(Fixture.TENANT_A, Fixture.TENANT_B, Fixture.PEOPLE, Fixture.GROUPS);
            assertThat(first.binds()).isOne();
            String toby = Fixture.person("toby").dn();
            Operations second = SLAPD.during(() -> engine.loginAs("toby"));
            assertThat(second.searchBases()).containsExactlyInAnyOrder(toby, Fixture.GROUPS);
            assertThat(second.bindDns()).containsExactly(toby);
            Operations proved = SLAPD.during(
                    () -> assertThat(Engine.name(engine.proved("toby"))).isEqualTo("toby"));
            assertThat(proved.searches()).isEqualTo(4);
            assertThat(proved.binds()).isZero();
        }
    }

    @Test
    void a_name_under_two_bases_is_nobody_by_every_door_and_nothing_is_bound() throws Exception {
        try (Engine engine = tenants()) {
            Operations seen = SLAPD.during(() -> {
                for (String password : List.of(
                        Fixture.person("sam").password(), Fixture.otherSam().password(), "wrong-c4nary")) {
                    assertThat(Engine.reason(engine.login("sam", password))).isEqualTo(RejectionReason.AMBIGUOUS_USER);
                }
                assertThat(Engine.reason(engine.proved("sam"))).isEqualTo(RejectionReason.AMBIGUOUS_USER);
            });
            assertThat(seen.bindDns()).noneMatch(dn -> dn.contains("sam"));
        }
    }

    @Test
    void bases_that_overlap_find_an_entry_once() throws Exception {
        try (Engine engine = byAttributes("userBase.2", Fixture.BASE, "userScope.2", "subtree")) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            assertThat(Engine.name(engine.proved("alice"))).isEqualTo("alice");
        }
    }

    @Test
    void a_base_that_is_not_there_fails_even_whom_another_base_has() throws Exception {
        try (Engine engine = tenants("userBase.4", "ou=gone," + Fixture.BASE)) {
            Operations seen = SLAPD.during(() -> {
                assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.MISCONFIGURED);
                assertThat(Engine.cause(engine.proved("alice"))).isEqualTo(UnavailableCause.MISCONFIGURED);
            });
            assertThat(seen.bindDns()).doesNotContain(Fixture.person("alice").dn());
        }
    }

    @Test
    void an_entry_behind_an_alias_is_found_again_and_bound_once() throws Exception {
        String erin = Fixture.person("erin").dn();
        try (Engine engine = byAttributes("userBase.2", Fixture.TENANT_A)) {
            for (int i = 0; i < 2; i++) {
                Operations seen = SLAPD.during(
                        () -> assertThat(Engine.name(engine.loginAs("erin"))).isEqualTo("erin"));
                assertThat(seen.bindDns()).contains(erin).hasSizeLessThanOrEqualTo(2);
                assertThat(seen.bindDns().stream().filter(erin::equals)).hasSize(1);
            }
        }
    }

    @Test
    void who_may_come_in_is_the_same_under_every_base() throws Exception {
        try (Engine engine =
                tenants("userFilter", "(!(uid=alice))", "excludedUsers", "TOBY", "requireAttribute", "sn=*")) {
            assertThat(Engine.reason(engine.loginAs("alice"))).isEqualTo(RejectionReason.UNKNOWN_USER);
            assertThat(Engine.reason(engine.loginAs("toby"))).isEqualTo(RejectionReason.EXCLUDED_USER);
            assertThat(Engine.reason(engine.proved("toby"))).isEqualTo(RejectionReason.EXCLUDED_USER);
            assertThat(Engine.name(engine.loginAs("bob"))).isEqualTo("bob");
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "5"})
    void no_size_limit_lets_one_of_several_in(String limit) throws Exception {
        try (Engine engine = tenants("sizeLimit", limit)) {
            assertThat(Engine.reason(engine.loginAs("sam"))).isEqualTo(RejectionReason.AMBIGUOUS_USER);
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
        }
    }

    @Test
    void an_unknown_user_costs_a_decoy_bind_whatever_the_number_of_bases() throws Exception {
        try (Engine engine = tenants()) {
            engine.loginAs("alice");
            Operations seen = SLAPD.during(() -> assertThat(Engine.reason(engine.login("nobody", "wrong-c4nary")))
                    .isEqualTo(RejectionReason.UNKNOWN_USER));
            assertThat(seen.searches()).isEqualTo(3);
            assertThat(seen.binds()).isOne();
        }
    }

    /** Three bases cost the round trip of one; each takes 400 ms. */
    @Test
    void all_bases_are_asked_in_one_round_trip() throws Exception {
        try (DelayProxy proxy = DelayProxy.before(SLAPD.port());
                Engine engine = tenants("connectionURL", proxy.url(), "rememberDn", "0")) {
            proxy.delay(Duration.ZERO, Duration.ZERO);
            assertThat(Engine.roles(engine.loginAs("alice"))).isNotEmpty();
            proxy.delay(Duration.ofMillis(200), Duration.ofMillis(200));
            long since = System.nanoTime();
            assertThat(Engine.roles(engine.loginAs("alice"))).isNotEmpty();
            Duration took = Duration.ofNanos(System.nanoTime() - since);
            assertThat(took)
                    .as("the searches, then the bind and the groups")
                    .isBetween(Duration.ofMillis(800), Duration.ofMillis(1_150));
        }
    }

    @Test
    void a_class_that_the_entry_has_not_is_nobody_by_search_and_by_template() throws Exception {
        try (Engine search = byAttributes("userObjectClass", "posixAccount");
                Engine template = Engine.searching(
                        SLAPD,
                        "userSearch",
                        "-",
                        "userPattern",
                        "uid={0}," + Fixture.PEOPLE,
                        "userObjectClass",
                        "device")) {
            assertThat(Engine.reason(template.loginAs("alice"))).isEqualTo(RejectionReason.UNKNOWN_USER);
            assertThat(Engine.reason(template.proved("alice"))).isEqualTo(RejectionReason.UNKNOWN_USER);
            assertThat(Engine.reason(search.proved("nobody"))).isEqualTo(RejectionReason.UNKNOWN_USER);
        }
    }
}
