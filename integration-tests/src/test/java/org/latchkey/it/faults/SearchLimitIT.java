package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.SlapdOptions;

/** A server that tells a part of the groups and then that it will tell no more. */
@FaultRow(18)
class SearchLimitIT {
    private static final String READER = "limits dn.exact=\"" + Fixture.READER_DN + "\" ";

    @RegisterExtension
    static final OpenLdap SIZE = OpenLdap.named("limit-size").sizeLimit(2).build();

    @RegisterExtension
    static final OpenLdap ADMIN =
            OpenLdap.named("limit-admin").database(READER + "size.unchecked=20").build();

    @RegisterExtension
    static final OpenLdap CODES = OpenLdap.named("limit-codes")
            .returnCode("time", 3, "op=search")
            .returnCode("size", 4, "op=search")
            .returnCode("admin", 11, "op=search")
            .returnCode("overdue", 3, "op=search", "sleeptime=1")
            .returnCode("torn", 0, "op=search", "flags=pre-disconnect")
            .build();

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @Test
    void groups_beyond_the_size_limit_refuse_the_login_as_incomplete() throws Exception {
        try (Engine engine = Brisk.searching(SIZE, SIZE.url(), "roleSubtree", "true")) {
            assertThat(Engine.roles(engine.loginAs("carol"))).containsExactlyInAnyOrder("users", "admins");
            incomplete(engine.loginAs("sybil"), engine);
        }
    }

    /** A nested level is a search like any other: developers are engineering, which are staff. */
    @Test
    void groups_of_groups_beyond_the_size_limit_refuse_the_login_as_incomplete() throws Exception {
        String everything = "(|(member={0})(cn=department-42))";
        try (Engine engine = Brisk.searching(SIZE, SIZE.url(), "roleNested", "true", "roleSearch", everything)) {
            incomplete(engine.loginAs("alice"), engine);
        }
    }

    @Test
    void more_candidates_than_the_administrator_allows_refuse_the_login_as_incomplete() throws Exception {
        try (Engine engine = Brisk.searching(
                ADMIN, ADMIN.url(), "roleSearch", "(|(member={0})(description=*))", "roleSubtree", "true")) {
            incomplete(engine.loginAs("alice"), engine);
        }
    }

    @ParameterizedTest
    @CsvSource({"time", "size", "admin"})
    void group_search_ended_by_a_limit_refuses_the_login_as_incomplete(String limit) throws Exception {
        try (Engine engine = Brisk.searching(CODES, CODES.url(), "roleBase", codes(limit))) {
            incomplete(engine.loginAs("alice"), engine);
        }
    }

    /** The limit comes after a second, of which the engine waits so long. */
    @Test
    void time_limit_that_comes_late_refuses_the_login_all_the_same() throws Exception {
        try (Engine engine = Brisk.searching(CODES, CODES.url(), "roleBase", codes("overdue"), "readTimeout", "2500")) {
            incomplete(engine.loginAs("alice"), engine);
        }
    }

    @Test
    void connection_that_ends_within_a_group_search_refuses_the_login() throws Exception {
        try (Engine engine = Brisk.searching(CODES, CODES.url(), "roleBase", codes("torn"))) {
            AuthenticationResult result = engine.loginAs("alice");
            assertThat(Engine.cause(result)).as("%s", result).isNotNull();
        }
    }

    @Test
    void two_entries_for_one_name_are_ambiguous_even_where_a_limit_hides_the_rest() throws Exception {
        try (OpenLdap one = OpenLdap.named("limit-one").sizeLimit(1).start();
                Engine engine = Brisk.searching(one, one.url(), "userSearch", "(|(uid={0})(uid=bob))")) {
            assertThat(Engine.reason(engine.loginAs("alice"))).isEqualTo(RejectionReason.AMBIGUOUS_USER);
        }
    }

    private static String codes(String name) {
        return "cn=" + name + "," + SlapdOptions.RETURN_CODES;
    }

    /** And that is a matter of this user, not of the server: others still come in. */
    private static void incomplete(AuthenticationResult result, Engine engine) {
        assertThat(Engine.cause(result)).as("%s", result).isEqualTo(UnavailableCause.INCOMPLETE);
        assertThat(Engine.reason(engine.login("alice", "wrong-c4nary"))).isEqualTo(RejectionReason.BAD_PASSWORD);
    }
}
