package org.latchkey.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.SecretSource;
import org.latchkey.config.ServerUrl;
import org.latchkey.config.ServiceIdentity;
import org.latchkey.config.TlsConfig;
import org.latchkey.internal.jndi.Awaiting;
import org.latchkey.internal.jndi.Configs;
import org.latchkey.internal.jndi.JndiConnectionFactory;
import org.latchkey.internal.jndi.Relay;
import org.latchkey.internal.jndi.TestDirectory;
import org.latchkey.internal.jndi.TestTls;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.SearchSpec.Scope;

/** The pools and the provider together, seen from the server. */
class DirectoryTest {

    private static final Dn BASE = Dn.parse("dc=test");
    private static final SearchSpec ALICE = SearchSpec.one(BASE, Scope.SUBTREE, "(uid=alice)", List.of("cn"));

    private TestDirectory server;
    private Relay relay;

    @BeforeEach
    void start() throws Exception {
        server = TestDirectory.plain();
        relay = new Relay(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        server.close();
    }

    private static Directory open(DirectoryConfig config) {
        return new Directory(new JndiConnectionFactory(config), config);
    }

    private Directory open() {
        return open(Configs.of(Configs.ldap(relay.port())));
    }

    private static ServerUrl nobody() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return Configs.ldap(socket.getLocalPort());
        }
    }

    private static Secret password() {
        return Secret.of("alice-c4nary");
    }

    private static int bind(Directory directory, LoginRequest login, String password) throws DirectoryException {
        try (BoundConnection bound = directory.bind(login, TestDirectory.ALICE, Secret.of(password))) {
            return bound.reply().code();
        }
    }

    enum Transport {
        PLAIN,
        START_TLS,
        LDAPS
    }

    @ParameterizedTest
    @EnumSource
    void in_steady_state_a_login_opens_no_connection_and_costs_one_search_and_one_bind(Transport transport)
            throws Exception {
        try (TestDirectory peer = switch (transport) {
                    case PLAIN -> TestDirectory.plain();
                    case START_TLS -> TestDirectory.startTls(TestTls.good());
                    case LDAPS -> TestDirectory.ldaps(TestTls.good());
                };
                Relay line = new Relay(peer.port());
                Directory directory = open(Configs.with(
                        Configs.SERVICE,
                        switch (transport) {
                            case PLAIN -> TlsConfig.DEFAULT;
                            case START_TLS -> TestTls.TRUSTING_START_TLS;
                            case LDAPS -> TestTls.TRUSTING;
                        },
                        Duration.ofSeconds(5),
                        Map.of(),
                        ServerUrl.of(transport == Transport.LDAPS, "127.0.0.1", line.port())))) {
            for (int i = 0; i < 5; i++) {
                LoginRequest login = Configs.login();
                directory.session(login).search(ALICE);
                bind(directory, login, i == 3 ? "wrong-c4nary" : "alice-c4nary");
                assertThat(login.trace().operations()).isEqualTo(2);
                assertThat(login.trace().server()).endsWith(":" + line.port());
            }
            assertThat(line.connections).hasValue(2);
            // one more to hear the server on the plain connection for binds, which no handshake has shown alive
            assertThat(peer.searches).hasValue(transport == Transport.PLAIN ? 6 : 5);
            assertThat(peer.binds).hasSize(6).startsWith(TestDirectory.SERVICE).containsOnlyOnce(TestDirectory.SERVICE);
        }
    }

    @Test
    void a_wrong_password_is_bound_exactly_once_with_several_servers() throws Exception {
        try (TestDirectory second = TestDirectory.plain();
                Directory directory = open(Configs.of(Configs.ldap(relay.port()), Configs.ldap(second.port())))) {
            assertThat(bind(directory, Configs.login(), "wrong-c4nary")).isEqualTo(49);
            assertThat(server.binds).hasSize(1);
            assertThat(second.binds).isEmpty();
        }
    }

    @Test
    void the_services_connection_never_changes_its_identity() throws Exception {
        try (Directory directory = open()) {
            LoginRequest login = Configs.login();
            directory.session(login).search(ALICE);
            bind(directory, login, "alice-c4nary");
            bind(directory, login, "wrong-c4nary");
            directory.session(login).search(ALICE);
            assertThat(server.binds).containsExactly(TestDirectory.SERVICE, TestDirectory.ALICE, TestDirectory.ALICE);
        }
    }

    @Test
    void a_bound_connection_searches_as_the_user_on_the_same_line() throws Exception {
        try (Directory directory = open()) {
            LoginRequest login = Configs.login();
            try (BoundConnection bound = directory.bind(login, TestDirectory.ALICE, password())) {
                assertThat(bound.session().search(ALICE).entries()).hasSize(1);
            }
            assertThat(relay.connections).hasValue(1);
            assertThat(server.binds).containsExactly(TestDirectory.ALICE);
            assertThat(login.trace().operations()).isEqualTo(2);
        }
    }

    @Test
    void nobody_searches_on_a_connection_whose_bind_was_refused_or_that_was_given_back() throws Exception {
        try (Directory directory = open()) {
            try (BoundConnection refused =
                    directory.bind(Configs.login(), TestDirectory.ALICE, Secret.of("wrong-c4nary"))) {
                assertThatThrownBy(refused::session).isInstanceOf(IllegalStateException.class);
            }
            BoundConnection bound = directory.bind(Configs.login(), TestDirectory.ALICE, password());
            DirectorySession kept = bound.session();
            bound.close();
            bound.close();
            assertThatThrownBy(bound::session).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> kept.search(ALICE)).isInstanceOf(IllegalStateException.class);
            assertThat(server.searches)
                    .as("to hear the server when it was opened")
                    .hasValue(1);
        }
    }

    @Test
    void a_search_on_a_dead_connection_is_repeated_once_and_nobody_notices() throws Exception {
        try (Directory directory = open()) {
            directory.session(Configs.login()).search(ALICE);
            relay.cut();
            LoginRequest login = Configs.login();
            assertThat(directory.session(login).search(ALICE).entries()).hasSize(1);
            assertThat(login.trace().operations()).isEqualTo(2);
            assertThat(relay.connections).hasValue(2);
            assertThat(directory.lastContact().up()).isTrue();
        }
    }

    @Test
    void a_search_that_fails_on_the_second_connection_too_is_not_repeated_again() throws Exception {
        try (Directory directory = open()) {
            directory.session(Configs.login()).search(ALICE);
            relay.close();
            assertCause(() -> directory.session(Configs.login()).search(ALICE), UnavailableCause.UNREACHABLE);
            assertThat(directory.lastContact().up()).isFalse();
        }
    }

    @Test
    void a_search_that_ran_out_of_time_is_not_repeated() throws Exception {
        DirectoryConfig config = Configs.with(
                Configs.SERVICE, TlsConfig.DEFAULT, Duration.ofMillis(500), Map.of(), Configs.ldap(relay.port()));
        try (Directory directory = open(config)) {
            directory.session(Configs.login()).search(ALICE);
            relay.silence();
            assertCause(() -> directory.session(Configs.login()).search(ALICE), UnavailableCause.TIMEOUT);
            assertThat(server.searches).hasValue(2);
            assertThat(relay.connections).hasValue(1);
            assertThat(directory.lastContact().cause()).isEqualTo(UnavailableCause.TIMEOUT);
        }
    }

    @Test
    void a_bind_that_surely_was_not_sent_goes_out_on_a_fresh_connection() throws Exception {
        try (Directory directory = open()) {
            bind(directory, Configs.login(), "alice-c4nary");
            server.dropConnections();
            Awaiting.until(() -> {
                try {
                    return bind(directory, Configs.login(), "alice-c4nary") == 0;
                } catch (ConnectionFault raced) {
                    return false;
                }
            });
            assertThat(relay.connections).hasValue(2);
            assertThat(directory.lastContact().up()).isTrue();
        }
    }

    @Test
    void a_bind_that_may_have_been_sent_is_never_sent_again() throws Exception {
        try (TestDirectory second = TestDirectory.plain();
                Directory directory = open(Configs.of(Configs.ldap(relay.port()), Configs.ldap(second.port())))) {
            bind(directory, Configs.login(), "alice-c4nary");
            relay.cutOnNextRequest();
            LoginRequest login = Configs.login();
            assertCause(() -> bind(directory, login, "alice-c4nary"), UnavailableCause.UNREACHABLE);
            assertThat(login.trace().operations()).isEqualTo(1);
            assertThat(server.binds).hasSize(1);
            assertThat(second.binds).isEmpty();
            assertThat(relay.connections).hasValue(1);
        }
    }

    @Test
    void the_next_server_is_taken_where_one_cannot_be_reached() throws Exception {
        try (Directory directory = open(Configs.of(nobody(), Configs.ldap(relay.port())))) {
            LoginRequest login = Configs.login();
            assertThat(directory.session(login).search(ALICE).entries()).hasSize(1);
            assertThat(bind(directory, login, "alice-c4nary")).isZero();
            assertThat(directory.lastContact().up()).isTrue();
        }
    }

    @Test
    void where_no_server_can_be_reached_all_are_named() throws Exception {
        ServerUrl first = nobody();
        ServerUrl second = nobody();
        try (Directory directory = open(Configs.of(first, second))) {
            assertThatThrownBy(() -> directory.session(Configs.login()).search(ALICE))
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.UNREACHABLE))
                    .isNotInstanceOf(ConnectionFault.class)
                    .hasMessageContaining(first.toString())
                    .hasMessageContaining(second.toString());
            assertThat(directory.lastContact().detail()).contains(first.toString(), second.toString());
        }
    }

    @Test
    void a_refused_service_is_not_tried_on_the_next_server_and_counts_as_down() throws Exception {
        ServiceIdentity wrong =
                new ServiceIdentity("simple", TestDirectory.SERVICE, SecretSource.parse("wrong-c4nary"));
        try (TestDirectory second = TestDirectory.plain();
                Directory directory = open(Configs.with(
                        wrong,
                        TlsConfig.DEFAULT,
                        Duration.ofSeconds(5),
                        Map.of(),
                        Configs.ldap(relay.port()),
                        Configs.ldap(second.port())))) {
            assertCause(() -> directory.session(Configs.login()).search(ALICE), UnavailableCause.SERVICE_BIND_REFUSED);
            assertThat(server.binds).hasSize(1);
            assertThat(second.binds).isEmpty();
            assertThat(directory.lastContact().cause()).isEqualTo(UnavailableCause.SERVICE_BIND_REFUSED);
            assertThat(directory.lastContact().detail()).doesNotContain("c4nary");
        }
    }

    @Test
    void an_answer_that_cannot_be_used_leaves_the_directory_up_and_the_connection_in_use() throws Exception {
        try (Directory directory = open()) {
            SearchSpec elsewhere = SearchSpec.one(Dn.parse("dc=elsewhere"), Scope.SUBTREE, "(uid=a)", List.of());
            assertCause(() -> directory.session(Configs.login()).search(elsewhere), UnavailableCause.MISCONFIGURED);
            assertThat(directory.lastContact().up()).isTrue();
            directory.session(Configs.login()).search(ALICE);
            assertThat(relay.connections).hasValue(1);
        }
    }

    @Test
    void nothing_is_begun_after_the_deadline() throws Exception {
        try (Directory directory = open()) {
            LoginRequest late = Configs.login(Duration.ZERO);
            assertCause(() -> directory.session(late).search(ALICE), UnavailableCause.TIMEOUT);
            assertCause(() -> bind(directory, late, "alice-c4nary"), UnavailableCause.TIMEOUT);
            assertThat(relay.connections).hasValue(0);
            assertThat(late.trace().operations()).isZero();
        }
    }

    @Test
    void waiting_for_a_connection_ends_overloaded_with_the_deadline() throws Exception {
        try (Directory directory = open();
                BoundConnection one = directory.bind(Configs.login(), TestDirectory.ALICE, password());
                BoundConnection two = directory.bind(Configs.login(), TestDirectory.ALICE, password())) {
            assertCause(
                    () -> bind(directory, Configs.login(Duration.ofMillis(200)), "alice-c4nary"),
                    UnavailableCause.OVERLOADED);
            assertThat(relay.connections).hasValue(2);
            assertThat(directory.session(Configs.login()).search(ALICE).entries())
                    .hasSize(1);
        }
    }

    @Test
    void a_connection_given_back_serves_who_waits() throws Exception {
        try (Directory directory = open();
                BoundConnection one = directory.bind(Configs.login(), TestDirectory.ALICE, password())) {
            BoundConnection two = directory.bind(Configs.login(), TestDirectory.ALICE, password());
            Thread giver = new Thread(two::close);
            giver.start();
            assertThat(bind(directory, Configs.login(), "alice-c4nary")).isZero();
            giver.join();
            assertThat(relay.connections).hasValue(2);
        }
    }

    @Test
    void probing_tells_whether_a_directory_is_there_and_never_throws() throws Exception {
        try (Directory directory = open()) {
            assertThat(directory.lastContact().up()).isTrue();
            assertThat(directory.lastContact().tried()).isFalse();
            directory.probe();
            assertThat(directory.lastContact().tried()).isTrue();
            assertThat(directory.lastContact().up()).isTrue();

            relay.close();
            directory.probe();
            Contact down = directory.lastContact();
            assertThat(down.up()).isFalse();
            assertThat(down.cause()).isEqualTo(UnavailableCause.UNREACHABLE);
            assertThat(down.detail()).contains("ldap://127.0.0.1:" + relay.port());
            directory.probe();
            assertThat(directory.lastContact().since()).isEqualTo(down.since());
        }
    }

    @Test
    void a_directory_that_was_down_at_first_is_found_when_it_is_back() throws Exception {
        ServerUrl url = nobody();
        try (Directory directory = open(Configs.of(url))) {
            assertCause(() -> directory.session(Configs.login()).search(ALICE), UnavailableCause.UNREACHABLE);
            try (Relay back = new Relay(server.port(), url.port())) {
                assertThat(directory.session(Configs.login()).search(ALICE).entries())
                        .hasSize(1);
                assertThat(directory.lastContact().up()).isTrue();
            }
        }
    }

    @Test
    void a_closed_directory_sends_nothing_more_and_cuts_what_is_under_way() throws Exception {
        Directory directory = open();
        directory.session(Configs.login()).search(ALICE);
        BoundConnection running = directory.bind(Configs.login(), TestDirectory.ALICE, password());
        directory.close();
        directory.close();
        assertCause(() -> running.session().search(ALICE), UnavailableCause.UNREACHABLE);
        running.close();

        assertCause(() -> directory.session(Configs.login()).search(ALICE), UnavailableCause.CLOSED);
        assertCause(() -> bind(directory, Configs.login(), "alice-c4nary"), UnavailableCause.CLOSED);
        assertThat(relay.connections).hasValue(2);
        Awaiting.until(() -> relay.openLines() == 0);
    }

    @Test
    void who_waits_when_the_directory_is_closed_is_told_so_at_once() throws Exception {
        Directory directory = open();
        BoundConnection one = directory.bind(Configs.login(), TestDirectory.ALICE, password());
        BoundConnection two = directory.bind(Configs.login(), TestDirectory.ALICE, password());
        Thread closer = new Thread(directory::close);
        closer.start();
        assertCause(
                () -> bind(directory, Configs.login(Duration.ofMinutes(1)), "alice-c4nary"), UnavailableCause.CLOSED);
        closer.join();
        one.close();
        two.close();
    }

    @Test
    void who_is_bound_binds_again_on_the_same_connection_and_waits_for_no_other() throws Exception {
        try (Directory directory = open();
                BoundConnection one = directory.bind(Configs.login(), TestDirectory.ALICE, password());
                BoundConnection two = directory.bind(Configs.login(), TestDirectory.ALICE, password())) {
            assertThat(directory.bindConnections()).isEqualTo(new PoolStatus(2, 2, 0));
            assertThat(one.bindAgain(TestDirectory.ALICE, password()).code()).isZero();
            assertThat(one.session().search(ALICE).entries()).hasSize(1);
            assertThat(two.bindAgain(TestDirectory.ALICE, Secret.of("wrong-c4nary"))
                            .code())
                    .isEqualTo(49);
            assertThatThrownBy(two::session).isInstanceOf(IllegalStateException.class);
            assertThat(relay.connections).hasValue(2);
        }
    }

    @Test
    void a_directory_recovers_in_the_background_without_any_login() throws Exception {
        ServerUrl url = nobody();
        try (Directory directory = open(Configs.of(url))) {
            assertCause(() -> directory.session(Configs.login()).search(ALICE), UnavailableCause.UNREACHABLE);
            assertThat(directory.servers().get(0).state()).isEqualTo(ServerStatus.State.OUT);
            try (Relay back = new Relay(server.port(), url.port())) {
                Awaiting.until(() -> directory.lastContact().up());
                assertThat(directory.servers().get(0).state()).isEqualTo(ServerStatus.State.UP);
                assertThat(server.binds).as("a probe binds nobody").isEmpty();
            }
        }
    }

    @Test
    void while_every_server_is_out_nobody_waits_for_one_that_does_not_answer() throws Exception {
        try (Directory directory = open(Configs.with(
                Configs.SERVICE, TlsConfig.DEFAULT, Duration.ofSeconds(2), Map.of(), Configs.ldap(relay.port())))) {
            relay.silence();
            assertCause(() -> directory.session(Configs.login()).search(ALICE), UnavailableCause.TIMEOUT);
            for (int i = 0; i < 4; i++) {
                long since = System.nanoTime();
                assertCause(() -> directory.session(Configs.login()).search(ALICE), UnavailableCause.TIMEOUT);
                assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofMillis(1500));
            }
        }
    }

    @Test
    void a_closed_directory_leaves_no_thread_behind() throws Exception {
        try (Directory directory = open()) {
            directory.session(Configs.login()).search(ALICE);
            bind(directory, Configs.login(), "alice-c4nary");
            assertThat(directory.searchConnections()).isEqualTo(new PoolStatus(2, 0, 1));
            assertThat(directory.bindConnections()).isEqualTo(new PoolStatus(2, 0, 1));
        }
        Awaiting.until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("latchkey-keeper")));
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void assertCause(Step step, UnavailableCause cause) {
        assertThatThrownBy(step::run)
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(cause));
    }
}
