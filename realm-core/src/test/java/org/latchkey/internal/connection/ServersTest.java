package org.latchkey.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ietf.jgss.GSSCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerPolicy;
import org.latchkey.config.ServerPolicy.Order;
import org.latchkey.config.ServerUrl;
import org.latchkey.internal.jndi.Awaiting;
import org.latchkey.spi.DirectoryException;

class ServersTest {

    private static final ServerUrl ONE = ServerUrl.of(false, "one.test", 389);
    private static final ServerUrl TWO = ServerUrl.of(false, "two.test", 389);
    private static final ServerUrl DOMAIN = ServerUrl.srv(false, "corp.test");

    private static final Duration LONG = Duration.ofHours(1);

    private final List<ServerUrl> asked = new ArrayList<>();
    private final Set<ServerUrl> down = new HashSet<>();

    /** Knows two servers of a domain; opens nothing. */
    private static final class Locating implements ConnectionFactory {

        @Override
        public List<ServerUrl> locate(ServerUrl server) throws DirectoryException {
            if (server.domain().equals("empty.test")) {
                throw fault(UnavailableCause.UNREACHABLE, "no record");
            }
            return server.isSrv() ? List.of(TWO, ONE) : List.of(server);
        }

        @Override
        public DirectoryConnection openForBinds(ServerUrl server) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DirectoryConnection openForService(ServerUrl server) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DirectoryConnection openDelegated(ServerUrl server, GSSCredential credential) {
            throw new UnsupportedOperationException();
        }
    }

    private static DirectoryException fault(UnavailableCause cause, String message) {
        return new DirectoryException(cause, message);
    }

    private static Servers servers(List<ServerUrl> urls, Order order, Duration retry) {
        return new Servers(new Locating(), urls, new ServerPolicy(order, retry), System::nanoTime);
    }

    private void walk(List<ServerUrl> urls, DirectoryException... faults) throws DirectoryException {
        servers(urls, Order.ORDERED, LONG).open(server -> {
            asked.add(server);
            throw faults[asked.size() - 1];
        });
    }

    /** Opens a connection where the server is not among those that are down. */
    private DirectoryConnection reach(ServerUrl server) throws DirectoryException {
        asked.add(server);
        if (down.contains(server)) {
            throw fault(UnavailableCause.UNREACHABLE, server.host() + " is down");
        }
        return new Line(server.host());
    }

    private List<ServerUrl> askedNow() {
        List<ServerUrl> now = List.copyOf(asked);
        asked.clear();
        return now;
    }

    @Test
    void a_domains_servers_are_tried_in_the_order_dns_gives_and_an_unknown_domain_is_passed_over() {
        List<ServerUrl> servers = List.of(ServerUrl.srv(false, "empty.test"), DOMAIN);
        assertThatThrownBy(() -> walk(
                        servers,
                        fault(UnavailableCause.UNREACHABLE, "two is down"),
                        fault(UnavailableCause.UNREACHABLE, "one is down")))
                .hasMessage("no record; two is down; one is down");
        assertThat(asked).containsExactly(TWO, ONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVICE_BIND_REFUSED", "MISCONFIGURED"})
    void what_no_other_server_would_mend_ends_the_walk(UnavailableCause cause) {
        DirectoryException fault = fault(cause, "no");
        assertThatThrownBy(() -> walk(List.of(ONE, TWO), fault)).isSameAs(fault);
        assertThat(asked).containsExactly(ONE);
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, TIMEOUT,         TIMEOUT",
        "TLS_FAILURE, UNREACHABLE,     TLS_FAILURE",
        "TIMEOUT,     TLS_FAILURE,     TLS_FAILURE",
        "UNREACHABLE, DIRECTORY_ERROR, DIRECTORY_ERROR",
    })
    void the_most_telling_fault_gives_the_cause(
            UnavailableCause first, UnavailableCause second, UnavailableCause told) {
        assertThatThrownBy(() -> walk(List.of(ONE, TWO), fault(first, "a"), fault(second, "b")))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(told))
                .hasMessage("a; b");
    }

    @Test
    void a_service_bind_without_an_answer_is_a_failed_opening_and_not_a_dead_connection() {
        ConnectionFault broken = new ConnectionFault(UnavailableCause.UNREACHABLE, "cut", true, new IOException("cut"));
        assertThatThrownBy(() -> walk(List.of(ONE), broken))
                .isInstanceOf(DirectoryException.class)
                .isNotInstanceOf(ConnectionFault.class)
                .hasMessage("cut");
    }

    @Test
    void a_server_that_failed_costs_no_second_try_while_another_works() throws Exception {
        down.add(ONE);
        Servers servers = servers(List.of(ONE, TWO), Order.ORDERED, LONG);
        assertThat(servers.open(this::reach).server().url()).isEqualTo(TWO);
        assertThat(askedNow()).containsExactly(ONE, TWO);
        servers.open(this::reach);
        assertThat(askedNow()).containsExactly(TWO);
        assertThat(servers.areAllOut()).isFalse();
    }

    @Test
    void a_probe_brings_a_server_back_and_connections_should_return_to_it() throws Exception {
        down.add(ONE);
        Servers servers = servers(List.of(ONE, TWO), Order.ORDERED, LONG);
        Server second = servers.open(this::reach).server();
        Server first = servers.known().get(0);
        assertThat(servers.isPreferred(second)).isTrue();
        assertThat(first.status().state()).isEqualTo(ServerStatus.State.OUT);
        assertThat(first.status().detail()).isEqualTo("one.test is down");
        assertThat(first.isDue()).isFalse();

        assertThat(servers.probe(first, this::reach)).isFalse();
        down.clear();
        assertThat(servers.probe(first, this::reach)).isTrue();
        assertThat(first.status().state()).isEqualTo(ServerStatus.State.UP);
        assertThat(servers.isPreferred(second)).isFalse();
        assertThat(servers.open(this::reach).server()).isSameAs(first);
    }

    @Test
    void a_server_is_due_for_a_probe_when_it_was_left_alone_for_the_interval() throws Exception {
        down.add(ONE);
        Servers servers = servers(List.of(ONE), Order.ORDERED, Duration.ofMillis(50));
        assertThatThrownBy(() -> servers.open(this::reach)).hasMessage("one.test is down");
        Awaiting.until(() -> servers.known().get(0).isDue());
    }

    @Test
    void where_every_server_is_out_each_is_tried_again() throws Exception {
        down.addAll(List.of(ONE, TWO));
        Servers servers = servers(List.of(ONE, TWO), Order.ORDERED, LONG);
        assertThatThrownBy(() -> servers.open(this::reach)).hasMessage("one.test is down; two.test is down");
        assertThat(servers.areAllOut()).isTrue();
        assertThat(servers.whatIsWrong()).hasMessage("one.test is down; two.test is down");
        askedNow();
        down.remove(TWO);
        assertThat(servers.open(this::reach).server().url()).isEqualTo(TWO);
        assertThat(askedNow()).containsExactly(ONE, TWO);
        assertThat(servers.areAllOut()).isFalse();
    }

    @Test
    void one_thread_at_a_time_tries_a_server_that_is_out() throws Exception {
        down.add(ONE);
        Servers servers = servers(List.of(ONE), Order.ORDERED, LONG);
        assertThatThrownBy(() -> servers.open(this::reach)).hasMessage("one.test is down");
        Server server = servers.known().get(0);
        assertThat(server.beginAttempt(Duration.ZERO)).isTrue();
        askedNow();
        assertThat(servers.probe(server, this::reach)).isFalse();
        assertThatThrownBy(() -> servers.open(this::reach)).hasMessage("one.test is down");
        assertThat(askedNow()).isEmpty();
        server.endAttempt();
    }

    @Test
    void a_refused_service_account_says_that_the_server_is_there() {
        Servers servers = servers(List.of(ONE), Order.ORDERED, LONG);
        assertThatThrownBy(() -> servers.open(at -> {
                    throw fault(UnavailableCause.SERVICE_BIND_REFUSED, "no");
                }))
                .hasMessage("no");
        assertThat(servers.areAllOut()).isFalse();
    }

    @Test
    void three_operations_in_a_row_without_an_answer_put_a_server_out() throws Exception {
        Servers servers = servers(List.of(ONE, TWO), Order.ORDERED, LONG);
        Server server = servers.open(this::reach).server();
        DirectoryException late = fault(UnavailableCause.TIMEOUT, "late");
        server.leftUnanswered(late, System.nanoTime());
        server.leftUnanswered(late, System.nanoTime());
        server.answered(1_000_000);
        server.leftUnanswered(late, System.nanoTime());
        server.leftUnanswered(late, System.nanoTime());
        assertThat(server.isIn()).isTrue();
        server.leftUnanswered(late, System.nanoTime());
        assertThat(server.isIn()).isFalse();
        assertThat(server.status().cause()).isEqualTo(UnavailableCause.TIMEOUT);
        assertThat(server.status().unanswered()).isEqualTo(5);
    }

    @Test
    void what_began_before_a_server_came_back_does_not_put_it_out_again() throws Exception {
        Servers servers = servers(List.of(ONE), Order.ORDERED, LONG);
        Server server = servers.open(this::reach).server();
        long before = System.nanoTime();
        server.openingFailed(fault(UnavailableCause.TIMEOUT, "hung"));
        assertThat(servers.probe(server, this::reach)).isTrue();
        for (int i = 0; i < 5; i++) {
            server.leftUnanswered(fault(UnavailableCause.TIMEOUT, "late"), before);
        }
        assertThat(server.isIn()).isTrue();
    }

    @Test
    void a_connection_found_dead_makes_those_suspect_that_have_not_answered_since() throws Exception {
        Server server =
                servers(List.of(ONE), Order.ORDERED, LONG).open(this::reach).server();
        long before = System.nanoTime();
        assertThat(server.isSuspect(before)).isFalse();
        server.connectionDied(fault(UnavailableCause.UNREACHABLE, "reset"));
        assertThat(server.isSuspect(before)).isTrue();
        assertThat(server.isSuspect(System.nanoTime())).isFalse();
        assertThat(server.isIn()).isTrue();
    }

    @Test
    void servers_are_taken_in_turn_or_at_random_where_that_is_wanted() throws Exception {
        Servers inTurn = servers(List.of(ONE, TWO), Order.ROUND_ROBIN, LONG);
        for (ServerUrl expected : List.of(ONE, TWO, ONE, TWO)) {
            assertThat(inTurn.open(this::reach).server().url()).isEqualTo(expected);
        }
        assertThat(inTurn.known()).allMatch(inTurn::isPreferred);
        Servers atRandom = servers(List.of(ONE, TWO), Order.RANDOM, LONG);
        Set<ServerUrl> met = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            met.add(atRandom.open(this::reach).server().url());
        }
        assertThat(met).containsExactlyInAnyOrder(ONE, TWO);
    }

    @Test
    void percentiles_are_those_of_the_last_operations() {
        Latencies latencies = new Latencies();
        assertThat(latencies.percentile(99)).isZero();
        for (int i = 1; i <= 100; i++) {
            latencies.add(i);
        }
        assertThat(latencies.percentile(50)).isEqualTo(50);
        assertThat(latencies.percentile(99)).isEqualTo(99);
        for (int i = 0; i < 1000; i++) {
            latencies.add(7);
        }
        assertThat(latencies.percentile(1)).isEqualTo(7);
        assertThat(latencies.percentile(100)).isEqualTo(7);
    }
}
