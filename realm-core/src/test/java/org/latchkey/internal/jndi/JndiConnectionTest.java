package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.PoolConfig;
import org.latchkey.config.ServerPolicy;
import org.latchkey.config.TlsConfig;
import org.latchkey.internal.connection.BindReply;
import org.latchkey.internal.connection.ConnectionFault;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.SearchSpec.Scope;

class JndiConnectionTest {

    private static final String POLICY = "1.3.6.1.4.1.42.2.27.8.5.1";
    private static final Dn BASE = Dn.parse("dc=test");
    private static final Dn ALICE = Dn.parse(TestDirectory.ALICE);

    private TestDirectory directory;
    private Relay relay;

    @BeforeEach
    void start() throws Exception {
        directory = TestDirectory.plain();
        relay = new Relay(directory.port());
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        directory.close();
    }

    private DirectoryConnection forBinds() throws DirectoryException {
        return new JndiConnectionFactory(Configs.of(Configs.ldap(relay.port())))
                .openForBinds(Configs.ldap(relay.port()));
    }

    private DirectoryConnection forService() throws DirectoryException {
        return new JndiConnectionFactory(Configs.of(Configs.ldap(relay.port())))
                .openForService(Configs.ldap(relay.port()));
    }

    private static SearchSpec all(String filter) {
        return SearchSpec.all(BASE, Scope.SUBTREE, filter, List.of("cn"));
    }

    private static SearchSpec one(String filter) {
        return SearchSpec.one(BASE, Scope.SUBTREE, filter, List.of("cn"));
    }

    // Binds

    @Test
    void opening_for_binds_sends_no_bind() throws Exception {
        try (DirectoryConnection connection = forBinds()) {
            assertThat(directory.binds).isEmpty();
            assertThat(connection.server()).isEqualTo("ldap://127.0.0.1:" + relay.port());
        }
    }

    @Test
    void right_and_wrong_passwords_cost_one_bind_each_on_one_connection() throws Exception {
        try (DirectoryConnection connection = forBinds()) {
            assertThat(connection
                            .bind(TestDirectory.ALICE, Secret.of("alice-c4nary"))
                            .code())
                    .isZero();
            assertThat(connection
                            .bind(TestDirectory.ALICE, Secret.of("wrong-c4nary"))
                            .code())
                    .isEqualTo(49);
            assertThat(connection
                            .bind("uid=bob,ou=people,dc=test", Secret.of("bob-c4nary"))
                            .code())
                    .isZero();

            assertThat(directory.binds)
                    .containsExactly(TestDirectory.ALICE, TestDirectory.ALICE, "uid=bob,ou=people,dc=test");
            assertThat(relay.connections).hasValue(1);
        }
    }

    @Test
    void searching_after_a_bind_keeps_the_users_rights_and_binds_no_second_time() throws Exception {
        try (DirectoryConnection connection = forBinds()) {
            connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary"));
            assertThat(connection.read(ALICE, List.of("cn"))).isPresent();
            assertThat(connection.search(one("(uid=bob)")).entries()).hasSize(1);

            assertThat(directory.binds).containsExactly(TestDirectory.ALICE);
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "' '"})
    void a_bind_without_a_name_is_never_sent(String name) throws Exception {
        try (DirectoryConnection connection = forBinds()) {
            assertThatThrownBy(() -> connection.bind(name, Secret.of("x-c4nary")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(directory.binds).isEmpty();
        }
    }

    @Test
    void a_bind_without_a_password_is_never_sent() throws Exception {
        try (DirectoryConnection connection = forBinds()) {
            assertThatThrownBy(() -> connection.bind(TestDirectory.ALICE, Secret.of("")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> connection.bind(TestDirectory.ALICE, Secret.of(new char[0])))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> connection.bind(TestDirectory.ALICE, Secret.of("\ud800")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(directory.binds).isEmpty();
        }
    }

    @Test
    void the_callers_secret_is_left_whole() throws Exception {
        Secret secret = Secret.of("alice-c4nary");
        try (DirectoryConnection connection = forBinds()) {
            connection.bind(TestDirectory.ALICE, secret);
            assertThat(connection.bind(TestDirectory.ALICE, secret).code()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 10, 13, 19, 32, 34, 48, 49, 50, 51, 52, 53, 80, 118})
    void every_result_code_of_a_bind_is_a_reply_and_sends_one_bind(int code) throws Exception {
        directory.onBind(result -> result.setResult(
                new BindResult(1, ResultCode.valueOf(code), "because [LDAP: error code 0]", null, null, null)));
        try (DirectoryConnection connection = forBinds()) {
            BindReply reply = connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary"));

            assertThat(reply.code()).isEqualTo(code);
            assertThat(reply.diagnostic()).startsWith("because");
            assertThat(directory.binds).hasSize(1);
        }
        assertThat(relay.connections).hasValue(1);
    }

    @Test
    void a_referral_as_answer_to_a_bind_is_never_followed() throws Exception {
        try (TestDirectory other = TestDirectory.plain();
                Relay toOther = new Relay(other.port())) {
            String[] referral = {"ldap://127.0.0.1:" + toOther.port() + "/dc=test"};
            directory.onBind(
                    result -> result.setResult(new BindResult(1, ResultCode.REFERRAL, null, null, referral, null)));
            try (DirectoryConnection connection = forBinds()) {
                assertThat(connection
                                .bind(TestDirectory.ALICE, Secret.of("alice-c4nary"))
                                .code())
                        .isEqualTo(10);
            }
            assertThat(toOther.connections).hasValue(0);
        }
    }

    @Test
    void the_password_policy_answer_is_read_on_success_and_on_failure() throws Exception {
        byte[] value = {0x30, 0x03, (byte) 0x81, 1, 1};
        for (ResultCode code : List.of(ResultCode.SUCCESS, ResultCode.INVALID_CREDENTIALS)) {
            directory.onBind(result -> result.setResult(policyReply(code, value)));
            try (DirectoryConnection connection = forBinds()) {
                BindReply reply = connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary"));
                assertThat(reply.passwordPolicy())
                        .hasValueSatisfying(seen -> assertThat(seen).isEqualTo(value));
            }
        }
    }

    @Test
    void the_password_policy_answer_of_one_bind_is_never_taken_for_the_next_ones() throws Exception {
        directory.onBind(result -> result.setResult(
                policyReply(ResultCode.INVALID_CREDENTIALS, new byte[] {0x30, 0x03, (byte) 0x81, 1, 1})));
        try (DirectoryConnection connection = forBinds()) {
            connection.bind(TestDirectory.ALICE, Secret.of("wrong-c4nary"));
            for (ResultCode code :
                    List.of(ResultCode.NO_SUCH_OBJECT, ResultCode.INVALID_CREDENTIALS, ResultCode.SUCCESS)) {
                directory.onBind(result -> result.setResult(new BindResult(1, code, null, null, null, null)));
                BindReply reply = connection.bind("uid=bob,ou=people,dc=test", Secret.of("wrong-c4nary"));
                assertThat(reply.code()).isEqualTo(code.intValue());
                assertThat(reply.passwordPolicy()).isEmpty();
            }
        }
    }

    private static BindResult policyReply(ResultCode code, byte[] value) {
        Control[] controls = {
            new Control("1.2.3.4", false, null), new Control(POLICY, false, new ASN1OctetString(value))
        };
        return new BindResult(1, code, null, null, null, controls);
    }

    @Test
    void the_password_policy_is_asked_for_and_nothing_else() throws Exception {
        try (DirectoryConnection connection = forBinds()) {
            connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary"));
            assertThat(relay.sawInClear(POLICY)).isTrue();
            assertThat(relay.sawInClear("2.16.840.1.113730.3.4.2"))
                    .as("ManageDsaIT")
                    .isFalse();
        }
    }

    @Test
    void a_bind_on_a_connection_the_server_closed_is_surely_unsent_and_opens_no_other() throws Exception {
        try (DirectoryConnection connection = forBinds()) {
            connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary"));
            directory.dropConnections();
            Awaiting.until(() -> isUnsent(connection));

            assertThat(relay.connections).hasValue(1);
        }
    }

    private static boolean isUnsent(DirectoryConnection connection) throws DirectoryException {
        try {
            connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary"));
            return false;
        } catch (ConnectionFault e) {
            assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.UNREACHABLE);
            return !e.mayHaveBeenSent();
        }
    }

    @Test
    void a_line_cut_under_a_bind_leaves_open_whether_it_was_sent() throws Exception {
        try (DirectoryConnection connection = forBinds()) {
            relay.cutOnNextRequest();
            assertThatThrownBy(() -> connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary")))
                    .isInstanceOfSatisfying(ConnectionFault.class, fault -> {
                        assertThat(fault.mayHaveBeenSent()).isTrue();
                        assertThat(fault.unavailableCause()).isEqualTo(UnavailableCause.UNREACHABLE);
                    });
        }
    }

    @Test
    void a_bind_that_is_not_answered_ends_with_the_time() throws Exception {
        DirectoryConfig config = brief();
        try (DirectoryConnection connection =
                new JndiConnectionFactory(config).openForBinds(Configs.ldap(relay.port()))) {
            relay.silence();
            assertThatThrownBy(() -> connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary")))
                    .isInstanceOfSatisfying(ConnectionFault.class, fault -> {
                        assertThat(fault.mayHaveBeenSent()).isTrue();
                        assertThat(fault.unavailableCause()).isEqualTo(UnavailableCause.TIMEOUT);
                        assertThat(fault).hasMessageContaining("300 ms");
                    });
        }
    }

    private DirectoryConfig brief() {
        return Configs.with(
                Configs.SERVICE, TlsConfig.DEFAULT, Duration.ofMillis(300), Map.of(), Configs.ldap(relay.port()));
    }

    // Searches

    @Test
    void an_entry_is_read_under_its_full_name_with_text_and_bytes() throws Exception {
        try (DirectoryConnection connection = forService()) {
            DirectoryEntry alice = connection
                    .search(SearchSpec.one(BASE, Scope.SUBTREE, "(uid=alice)", List.of("cn", "jpegPhoto")))
                    .entries()
                    .get(0);

            assertThat(alice.dn()).isEqualTo(ALICE);
            assertThat(alice.texts("CN")).containsExactly("Alice");
            assertThat(alice.values("jpegphoto")).singleElement().isInstanceOf(byte[].class);
            assertThat(alice.names()).containsExactlyInAnyOrder("cn", "jpegPhoto");
        }
    }

    @Test
    void no_attributes_are_asked_for_where_only_the_name_is_wanted() throws Exception {
        try (DirectoryConnection connection = forService()) {
            SearchSpec names = SearchSpec.all(BASE, Scope.SUBTREE, "(uid=*)", List.of());
            assertThat(connection.search(names).entries())
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.names()).isEmpty());
            assertThat(connection.read(ALICE, List.of()))
                    .hasValueSatisfying(entry -> assertThat(entry.names()).isEmpty());
        }
    }

    @Test
    void hostile_names_are_read_and_searched_under() throws Exception {
        Dn hostile = Dn.parse("cn=Smith\\, J/ops \\\"x\\\",ou=people,dc=test");
        try (DirectoryConnection connection = forService()) {
            assertThat(connection.read(hostile, List.of("sn"))).hasValueSatisfying(entry -> {
                assertThat(entry.dn()).isEqualTo(hostile);
                assertThat(entry.texts("sn")).containsExactly("S");
            });
            assertThat(connection
                            .search(SearchSpec.one(hostile, Scope.SUBTREE, "(objectClass=*)", List.of("sn")))
                            .entries())
                    .hasSize(1);
        }
    }

    @Test
    void the_scope_is_kept() throws Exception {
        Dn people = Dn.parse("ou=people,dc=test");
        try (DirectoryConnection connection = forService()) {
            for (Map.Entry<Scope, Integer> expected :
                    Map.of(Scope.BASE, 1, Scope.ONE, 3, Scope.SUBTREE, 4).entrySet()) {
                SearchSpec spec = SearchSpec.all(people, expected.getKey(), "(objectClass=*)", List.of());
                assertThat(connection.search(spec).entries()).hasSize(expected.getValue());
            }
        }
    }

    @Test
    void an_absent_entry_is_read_as_empty() throws Exception {
        try (DirectoryConnection connection = forService()) {
            assertThat(connection.read(Dn.parse("uid=nobody,dc=test"), List.of("cn")))
                    .isEmpty();
        }
    }

    @Test
    void an_entry_that_answers_nothing_is_read_as_empty_and_not_as_an_entry_without_attributes() throws Exception {
        directory.entriesHidden = true;
        try (DirectoryConnection connection = forService()) {
            assertThat(connection.read(ALICE, List.of("cn"))).isEmpty();
        }
    }

    @Test
    void a_referral_as_answer_to_a_search_is_never_followed() throws Exception {
        try (TestDirectory other = TestDirectory.plain();
                Relay toOther = new Relay(other.port());
                DirectoryConnection connection = forService()) {
            answerSearchesWith(10, "ldap://127.0.0.1:" + toOther.port() + "/dc=test");
            assertCause(connection, all("(uid=alice)"), UnavailableCause.INCOMPLETE, "another server");
            assertCause(connection, one("(uid=alice)"), UnavailableCause.INCOMPLETE, "another server");
            assertThat(connection.read(ALICE, List.of("cn"))).isEmpty();
            assertThat(toOther.connections).hasValue(0);
            assertThat(relay.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 32, 34})
    void a_name_that_leads_nowhere_here_is_read_as_empty(int code) throws Exception {
        answerSearchesWith(code, "ldap://127.0.0.1:1/dc=elsewhere");
        try (DirectoryConnection connection = forService()) {
            assertThat(connection.read(ALICE, List.of("cn"))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_size_limit_is_kept_whether_the_server_keeps_it_or_not(boolean ignored) throws Exception {
        directory.sizeLimitsIgnored = ignored;
        try (DirectoryConnection connection = forService()) {
            SearchResults results = connection.search(one("(objectClass=*)"));
            assertThat(results.entries()).hasSize(2);
            assertThat(results.more()).isTrue();
            assertThat(connection.search(one("(uid=*)")).more()).isFalse();
        }
    }

    @Test
    void a_size_limit_keeps_the_entries_of_a_search_for_one_and_spoils_a_search_for_all() throws Exception {
        answerSearchesWith(4);
        try (DirectoryConnection connection = forService()) {
            SearchResults results = connection.search(one("(uid=alice)"));
            assertThat(results.entries()).hasSize(1);
            assertThat(results.more()).isTrue();

            assertCause(connection, all("(uid=alice)"), UnavailableCause.INCOMPLETE, "size limit");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3,  INCOMPLETE,      time limit",
        "11, INCOMPLETE,      administrative limit",
        "10, INCOMPLETE,      another server",
        "32, MISCONFIGURED,   dc=test",
        "34, MISCONFIGURED,   dc=test",
        "50, MISCONFIGURED,   not allowed",
        "1,  DIRECTORY_ERROR, result 1",
        "2,  DIRECTORY_ERROR, result 2",
        "18, DIRECTORY_ERROR, result 18",
        "51, DIRECTORY_ERROR, result 51",
        "52, DIRECTORY_ERROR, result 52",
        "53, DIRECTORY_ERROR, result 53",
        "80, DIRECTORY_ERROR, result 80",
    })
    void a_search_that_fails_is_judged_by_its_code(int code, UnavailableCause cause, String says) throws Exception {
        answerSearchesWith(code);
        try (DirectoryConnection connection = forService()) {
            assertCause(connection, all("(uid=alice)"), cause, says);
            assertCause(connection, one("(uid=alice)"), cause, says);
            assertThat(relay.connections).hasValue(1);
        }
    }

    private void answerSearchesWith(int code, String... referrals) {
        directory.onSearch(result -> result.setResult(new LDAPResult(
                1, ResultCode.valueOf(code), "so [LDAP: error code 0 - x]", null, referrals, (Control[]) null)));
    }

    private static void assertCause(
            DirectoryConnection connection, SearchSpec spec, UnavailableCause cause, String says) {
        assertThatThrownBy(() -> connection.search(spec))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(cause))
                .isNotInstanceOf(ConnectionFault.class)
                .hasMessageContaining(says);
    }

    @Test
    void a_filter_that_is_none_is_a_configuration_fault_and_leaves_the_connection_in_order() throws Exception {
        try (DirectoryConnection connection = forService()) {
            assertCause(connection, all("(&(uid=alice)"), UnavailableCause.MISCONFIGURED, "filter");
            assertThat(connection.search(one("(uid=alice)")).entries()).hasSize(1);
        }
    }

    @Test
    void a_continuation_spoils_a_search_for_all_unless_it_is_known_to_be_harmless() throws Exception {
        try (TestDirectory other = TestDirectory.plain();
                Relay toOther = new Relay(other.port())) {
            addContinuation(toOther.port());
            try (DirectoryConnection connection = forService()) {
                assertCause(connection, all("(uid=alice)"), UnavailableCause.INCOMPLETE, "adCompat");
                assertThat(connection.search(one("(uid=alice)")).entries()).hasSize(1);
                assertThat(connection.read(ALICE, List.of("cn"))).isPresent();
            }
            DirectoryConfig harmless = new DirectoryConfig(
                    List.of(),
                    Configs.SERVICE,
                    TlsConfig.DEFAULT,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    new ServerPolicy(ServerPolicy.Order.ORDERED, Duration.ofSeconds(30)),
                    new PoolConfig(2, 2),
                    "always",
                    true,
                    "auth-conf",
                    Map.of());
            try (DirectoryConnection connection =
                    new JndiConnectionFactory(harmless).openForService(Configs.ldap(relay.port()))) {
                assertThat(connection.search(all("(uid=alice)")).entries()).hasSize(1);
            }
            assertThat(toOther.connections).hasValue(0);
        }
    }

    @Test
    void a_size_limit_is_not_hidden_by_a_continuation() throws Exception {
        addContinuation(1);
        DirectoryConfig harmless = new DirectoryConfig(
                List.of(),
                Configs.SERVICE,
                TlsConfig.DEFAULT,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                new ServerPolicy(ServerPolicy.Order.ORDERED, Duration.ofSeconds(30)),
                new PoolConfig(2, 2),
                "always",
                true,
                "auth-conf",
                Map.of("java.naming.batchsize", "1"));
        TestDirectory.SearchScript reference = result -> {
            result.sendSearchReference(new SearchResultReference(1, new String[] {"ldap://127.0.0.1:1/"}, null));
            result.setResult(new LDAPResult(1, ResultCode.SIZE_LIMIT_EXCEEDED));
        };
        directory.onSearch(reference);
        try (DirectoryConnection connection =
                new JndiConnectionFactory(harmless).openForService(Configs.ldap(relay.port()))) {
            assertCause(connection, all("(uid=alice)"), UnavailableCause.INCOMPLETE, "size limit");
        }
    }

    private void addContinuation(int port) {
        directory.onSearch(result -> result.sendSearchReference(
                new SearchResultReference(1, new String[] {"ldap://127.0.0.1:" + port + "/dc=test"}, null)));
    }

    @Test
    void the_time_limit_reaches_the_server_in_whole_seconds_rounded_up() throws Exception {
        try (DirectoryConnection connection = forService()) {
            for (long[] expected : new long[][] {{0, 0}, {1, 1}, {999, 1}, {1000, 1}, {1001, 2}, {3000, 3}}) {
                int[] seen = {-1};
                directory.onSearch(result -> seen[0] = result.getRequest().getTimeLimitSeconds());
                connection.search(new SearchSpec(
                        BASE, Scope.BASE, "(objectClass=*)", List.of(), 0, Duration.ofMillis(expected[0]), true));
                assertThat(seen[0]).as("%d ms", expected[0]).isEqualTo((int) expected[1]);
            }
        }
    }

    @Test
    void a_search_that_is_not_answered_ends_with_the_time() throws Exception {
        DirectoryConfig config = brief();
        try (DirectoryConnection connection =
                new JndiConnectionFactory(config).openForService(Configs.ldap(relay.port()))) {
            relay.silence();
            assertThatThrownBy(() -> connection.search(one("(uid=alice)")))
                    .isInstanceOfSatisfying(
                            ConnectionFault.class,
                            fault -> assertThat(fault.unavailableCause()).isEqualTo(UnavailableCause.TIMEOUT));
        }
    }

    @Test
    void a_search_on_a_dead_connection_opens_no_other() throws Exception {
        try (DirectoryConnection connection = forService()) {
            relay.cut();
            assertThatThrownBy(() -> connection.search(one("(uid=alice)")))
                    .isInstanceOfSatisfying(
                            ConnectionFault.class,
                            fault -> assertThat(fault.unavailableCause()).isEqualTo(UnavailableCause.UNREACHABLE));
            assertThat(relay.connections).hasValue(1);
            assertThat(directory.binds).hasSize(1);
        }
    }

    @Test
    void a_sites_environment_cannot_loosen_what_keeps_a_connection_safe() throws Exception {
        Map<String, String> extras = Map.of(
                "java.naming.referral", "follow",
                "com.sun.jndi.ldap.connect.pool", "true",
                "java.naming.ldap.factory.socket", "javax.net.SocketFactory",
                "java.naming.security.principal", "cn=else",
                "java.naming.security.authentication", "simple",
                "java.naming.ldap.attributes.binary", "cn");
        DirectoryConfig config = Configs.with(Configs.SERVICE, TlsConfig.DEFAULT, Duration.ofSeconds(5), extras);
        addContinuation(1);
        try (DirectoryConnection connection =
                new JndiConnectionFactory(config).openForService(Configs.ldap(relay.port()))) {
            assertThat(directory.binds).containsExactly(TestDirectory.SERVICE);
            assertCause(connection, all("(uid=alice)"), UnavailableCause.INCOMPLETE, "adCompat");
            assertThat(connection.search(one("(uid=alice)")).entries().get(0).values("cn"))
                    .singleElement()
                    .isInstanceOf(byte[].class);
        }
    }

    @Test
    void closing_is_safe_at_any_time_and_closes_the_socket() throws Exception {
        DirectoryConnection connection = forService();
        connection.close();
        connection.close();
        assertThatThrownBy(() -> connection.search(one("(uid=alice)"))).isInstanceOf(ConnectionFault.class);
        assertThatThrownBy(() -> connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary")))
                .isInstanceOfSatisfying(
                        ConnectionFault.class,
                        fault -> assertThat(fault.mayHaveBeenSent()).isFalse());
        assertThat(relay.connections).hasValue(1);
        assertThat(Optional.of(directory.binds)).hasValue(List.of(TestDirectory.SERVICE));
    }
}
