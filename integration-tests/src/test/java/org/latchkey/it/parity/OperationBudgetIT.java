package org.latchkey.it.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.it.parity.Attempt.proved;
import static org.latchkey.it.parity.Attempt.right;
import static org.latchkey.it.parity.Attempt.typed;
import static org.latchkey.it.parity.Attempt.wrong;
import static org.latchkey.it.parity.Outcome.REFUSED;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operations;

/**
 * What one login costs at the server, warm, counted in its log. The directories and configurations are those of the
 * comparison with JNDIRealm; keys it does not know have their defaults, {@code equalTiming} among them.
 */
class OperationBudgetIT {
    @RegisterExtension
    static final ExecutionCondition SLAPD = context -> OpenLdap.prerequisite().condition();

    private static final String ALICE_DN = "uid=alice,ou=people,dc=example,dc=org";
    private static final JvmTrust TRUST = new JvmTrust();

    @BeforeAll
    static void trustTheTestServers() {
        TRUST.put();
    }

    @AfterAll
    static void stopServers() {
        TRUST.restore();
        for (Server server : Server.values()) {
            server.stop();
        }
    }

    @Test
    void template_without_roles_costs_one_bind() throws Exception {
        assertThat(accepted("pattern", right("alice"))).satisfies(costs(1, 0));
    }

    @Test
    void template_with_a_role_search_costs_one_bind_and_one_search() throws Exception {
        assertThat(accepted("pattern, role search", right("alice"))).satisfies(costs(1, 1));
    }

    @Test
    void template_whose_entry_is_needed_costs_one_bind_and_one_search() throws Exception {
        assertThat(accepted("pattern, userRoleName", right("alice"))).satisfies(costs(1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "search, userRoleName", "memberOf", "memberOf, referrals throw"})
    void search_and_roles_from_the_same_entry_cost_one_search_and_one_bind(String configuration) throws Exception {
        assertThat(accepted(configuration, right("alice"))).satisfies(costs(1, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"search, role search", "search, roles of all kinds", "StartTLS", "ldaps", "first server down"})
    void search_and_role_search_cost_two_searches_and_one_bind(String configuration) throws Exception {
        assertThat(accepted(configuration, right("alice"))).satisfies(costs(1, 2));
    }

    @ParameterizedTest
    @CsvSource({"grace, 0", "mallory, 1", "bob, 1", "alice, 3", "judy, 3", "wendy, 3", "ivan, 10"})
    void nesting_adds_one_search_for_each_level(String uid, int levels) throws Exception {
        assertThat(asking("nested", right(uid))).satisfies(costs(1, 2 + levels));
    }

    @Test
    void groups_of_groups_that_are_known_add_nothing() throws Exception {
        assertThat(accepted("nested", right("alice"))).satisfies(costs(1, 2));
        assertThat(accepted("nested, 600 groups", right("sybil"))).satisfies(costs(1, 1));
    }

    @Test
    void groups_of_one_level_are_asked_about_in_one_filter() throws Exception {
        var filters = asking("nested", right("wendy")).searchFilters();
        assertThat(filters)
                .filteredOn(filter -> filter.contains("gem-left"))
                .singleElement()
                .satisfies(filter -> assertThat(filter).startsWith("(|").contains("gem-right"));
    }

    @Test
    void six_hundred_groups_of_one_level_are_asked_about_in_six_filters() throws Exception {
        assertThat(asking("nested, 600 groups", right("sybil"))).satisfies(costs(1, 1 + 6));
    }

    @Test
    void stored_password_costs_one_search() throws Exception {
        assertThat(accepted("stored password, plain", right("clear"))).satisfies(costs(0, 1));
        assertThat(refused("stored password, plain", wrong("clear"))).satisfies(costs(0, 1));
    }

    @Test
    void proved_name_costs_its_searches_and_no_bind() throws Exception {
        assertThat(accepted("search", proved("alice"))).satisfies(costs(0, 1));
        assertThat(accepted("search, role search", proved("alice"))).satisfies(costs(0, 2));
        assertThat(accepted("pattern, role search", proved("alice"))).satisfies(costs(0, 2));
    }

    @Test
    void what_is_searched_as_the_user_is_searched_where_the_user_was_bound() throws Exception {
        var both = accepted("userSearchAsUser and roleSearchAsUser", typed(ALICE_DN, "alice"));
        assertThat(both).satisfies(costs(1, 2));
        var roles = accepted("pattern, roleSearchAsUser", right("alice"));
        assertThat(roles).satisfies(costs(1, 1));
        for (Operations seen : List.of(both, roles)) {
            assertThat(seen.all().stream().map(Operation::connection).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void unknown_user_costs_one_search_and_the_bind_that_makes_the_times_equal() throws Exception {
        var seen = refused("search, role search", wrong("nobody"));
        assertThat(seen).satisfies(costs(1, 1));
        assertThat(seen.bindDns()).noneMatch(dn -> dn.startsWith("uid="));
        assertThat(seen("search, role search", wrong("nobody"), REFUSED, Map.of("equalTiming", "false")))
                .satisfies(costs(0, 1));
    }

    @Test
    void unknown_user_of_a_template_costs_the_bind_and_what_was_sent_with_it() throws Exception {
        assertThat(refused("pattern, role search", wrong("nobody"))).satisfies(costs(1, 1));
        assertThat(refused("pattern, memberUid", wrong("nobody"))).satisfies(costs(1, 1));
        for (String configuration : List.of("pattern, role search", "pattern, memberUid")) {
            assertThat(seen(configuration, wrong("nobody"), REFUSED, Map.of("overlap", "false")))
                    .satisfies(costs(1, 0));
        }
    }

    private static final String TEMPLATE = "userPattern = uid={0},ou=people,dc=example,dc=org\n";
    private static final String SEARCH = "userBase = ou=people,dc=example,dc=org\nuserSearch = (uid={0})\n";
    private static final String FULL_SEARCH = SEARCH + "rememberDn = 0\n";
    private static final String ENTRY = "userRoleName = employeeType\n";
    private static final String ROLES =
            "roleBase = ou=groups,dc=example,dc=org\nroleSearch = (member={0})\nroleName = cn\n";

    static Stream<Arguments> plans() {
        return Stream.of("", "useStartTls = true\n", "connectionURL = ${secureUrl}\n")
                .flatMap(transport -> Stream.of(
                        Arguments.of(transport, TEMPLATE, 0, false),
                        Arguments.of(transport, TEMPLATE + ROLES, 1, false),
                        Arguments.of(transport, TEMPLATE + ENTRY, 1, true),
                        Arguments.of(transport, TEMPLATE + ENTRY + ROLES, 2, true),
                        Arguments.of(transport, FULL_SEARCH + ENTRY, 1, false),
                        Arguments.of(transport, FULL_SEARCH + ROLES, 2, false),
                        Arguments.of(transport, SEARCH + ENTRY, 1, true),
                        Arguments.of(transport, SEARCH + ROLES, 2, true)));
    }

    /** The whole table, over each transport: five logins in a row, none of which opens a connection. */
    @ParameterizedTest(name = "{0}{1}")
    @MethodSource("plans")
    void each_plan_costs_what_it_promises(String transport, String keys, int searches, boolean readsTheEntryByItsDn)
            throws Exception {
        var server = transport.isEmpty() ? Server.OPEN : Server.ENCRYPTED;
        var configuration = Configuration.of("plan", server, transport + keys, null);
        try (var realm = StartedRealm.ours(configuration, Map.of())) {
            assertThat(realm.attempt(right("alice")).isAccepted()).isTrue();
            var seen = server.slapd().during(() -> {
                for (int i = 0; i < 5; i++) {
                    assertThat(realm.attempt(right("alice")).isAccepted()).isTrue();
                }
            });
            assertThat(seen).satisfies(costs(5, 5 * searches));
            assertThat(seen.bindDns()).containsOnly(ALICE_DN);
            assertThat(seen.searchBases().contains(ALICE_DN)).isEqualTo(readsTheEntryByItsDn);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mistyped")
    void wrong_password_is_bound_exactly_once(String configuration, Attempt attempt) throws Exception {
        assertThat(refused(configuration, attempt).binds()).isEqualTo(1);
    }

    static Stream<Arguments> mistyped() {
        var searchedAsUser = Stream.of("userSearchAsUser", "userSearchAsUser and roleSearchAsUser")
                .map(name -> Arguments.of(name, wrong(ALICE_DN)));
        var ordinary = Stream.of(
                        "pattern",
                        "pattern, role search",
                        "pattern, memberUid",
                        "pattern, userRoleName",
                        "pattern, service account",
                        "two patterns",
                        "search",
                        "search, service account",
                        "search, role search",
                        "nested",
                        "pattern, roleSearchAsUser",
                        "search, roleSearchAsUser, nested",
                        "URL with a base",
                        "URL with a base that users may not read",
                        "first server down",
                        "two URLs in one, the first down",
                        "StartTLS",
                        "ldaps",
                        "user search meets a referral, follow",
                        "memberOf")
                .map(name -> Arguments.of(name, wrong("alice")));
        return Stream.concat(Stream.concat(ordinary, searchedAsUser), otherAnswers());
    }

    /** Binds that are answered otherwise than by invalidCredentials alone, and the second of two templates. */
    private static Stream<Arguments> otherAnswers() {
        return Stream.of(
                Arguments.of("two patterns", wrong("erin")),
                Arguments.of("pattern, password policies", right("locked")),
                Arguments.of("pattern, password policies", right("expired")),
                Arguments.of("pattern, password policies", right("must-change")),
                Arguments.of("in clear where TLS is demanded", right("alice")),
                Arguments.of("pattern", wrong("no-password")));
    }

    @Test
    void wrong_password_is_bound_at_one_of_three_servers() throws Exception {
        var servers = List.of(Server.OPEN.slapd(), Server.BOUND.slapd(), Server.MEMBER_OF.slapd());
        var configuration = Configuration.of(
                "three servers",
                Server.OPEN,
                "connectionURL = " + servers.get(0).url() + " " + servers.get(1).url() + "\n"
                        + "alternateURL = " + servers.get(2).url() + "\n"
                        + "userPattern = uid={0},ou=people,dc=example,dc=org\n",
                null);
        try (var realm = StartedRealm.ours(configuration, Map.of());
                var first = servers.get(0).count();
                var second = servers.get(1).count();
                var third = servers.get(2).count()) {
            assertThat(realm.attempt(wrong("alice"))).isEqualTo(REFUSED);
            assertThat(first.binds()).isEqualTo(1);
            assertThat(second.total()).isZero();
            assertThat(third.total()).isZero();
        }
    }

    /** Where the entries cannot be read, only a bind tells which of two there is. */
    @Test
    void wrong_password_is_bound_once_for_each_template_where_nothing_can_be_read() throws Exception {
        var seen = refused("two tenants, nothing to be read", wrong("sam"));
        assertThat(seen.bindDns())
                .containsExactlyInAnyOrder("uid=sam," + Fixture.TENANT_A, "uid=sam," + Fixture.TENANT_B);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search, role search",
                "search, service account, role search, common role",
                "pattern, roleSearchAsUser",
                "userSearchAsUser",
                "StartTLS",
                "ldaps"
            })
    void logins_in_a_row_open_no_connection_and_never_bind_the_service_again(String name) throws Exception {
        var configuration = Configurations.named(name);
        var alice = name.equals("userSearchAsUser") ? typed(ALICE_DN, "alice") : right("alice");
        try (var realm = StartedRealm.ours(configuration, Map.of())) {
            assertThat(realm.attempt(alice).isAccepted()).isTrue();
            var seen = configuration.server().slapd().during(() -> {
                for (int i = 0; i < 5; i++) {
                    assertThat(realm.attempt(alice).isAccepted()).isTrue();
                    assertThat(realm.attempt(wrong(alice.username()))).isEqualTo(REFUSED);
                }
            });
            assertThat(seen.connections()).isZero();
            assertThat(new HashSet<>(seen.bindDns())).containsExactly(ALICE_DN);
            assertThat(seen.binds()).isEqualTo(10);
            assertThat(seen.of(Operation.Kind.EXTENDED)).isEmpty();
        }
    }

    private static Operations accepted(String configuration, Attempt attempt) throws Exception {
        return seen(configuration, attempt, null, Map.of());
    }

    /** With nothing known of groups of groups. */
    private static Operations asking(String configuration, Attempt attempt) throws Exception {
        return seen(configuration, attempt, null, Map.of("groupCacheTtl", "0"));
    }

    private static Operations refused(String configuration, Attempt attempt) throws Exception {
        return seen(configuration, attempt, REFUSED, Map.of());
    }

    /** What the server sees of one login on a warm realm; it must end as expected, null standing for accepted. */
    private static Operations seen(String name, Attempt attempt, Outcome expected, Map<String, String> more)
            throws Exception {
        var configuration = Configurations.named(name);
        configuration.server().slapd();
        try (var realm = StartedRealm.ours(configuration, more)) {
            welcome(configuration).forEach(realm::attempt);
            return configuration.server().slapd().during(() -> {
                var outcome = realm.attempt(attempt);
                assertThat(expected == null ? outcome.isAccepted() : outcome.equals(expected))
                        .as(outcome::toString)
                        .isTrue();
            });
        }
    }

    private static Stream<Attempt> welcome(Configuration configuration) {
        return Users.rows().stream()
                .filter(row ->
                        row.configuration().equals(configuration) && row.right().isAccepted())
                .map(Row::attempt)
                .limit(1);
    }

    /** So many binds and searches, nothing else, and no connection opened. */
    private static java.util.function.Consumer<Operations> costs(int binds, int searches) {
        return seen -> {
            assertThat(seen.binds()).as("binds of %s", seen).isEqualTo(binds);
            assertThat(seen.searches()).as("searches of %s", seen).isEqualTo(searches);
            assertThat(seen.total()).as("all of %s", seen).isEqualTo(binds + searches);
            assertThat(seen.connections()).as("connections of %s", seen).isZero();
        };
    }
}
