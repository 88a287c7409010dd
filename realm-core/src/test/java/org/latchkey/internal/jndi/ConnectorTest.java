package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.config.ServiceIdentity;
import org.latchkey.config.TlsConfig;
import org.latchkey.internal.connection.OpeningWitness;
import org.latchkey.spi.DirectoryException;

class ConnectorTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static HostLookup addresses(String... literals) {
        return host -> {
            List<InetAddress> found = new ArrayList<>();
            for (String literal : literals) {
                found.add(InetAddress.getByName(literal));
            }
            return found;
        };
    }

    private static Socket connect(HostLookup hosts, int port, Duration timeout) throws IOException {
        return new Connector(hosts)
                .connect(ServerUrl.of(false, "ldap.test", port), Deadline.after(timeout), OpeningWitness.NOBODY);
    }

    private static ServerSocket listen(String address, int port, int backlog) throws IOException {
        return new ServerSocket(port, backlog, InetAddress.getByName(address));
    }

    /** Fills the queue of a listener that accepts nobody, so that the next one's SYN is dropped. */
    private static List<Socket> fill(ServerSocket listener) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        while (true) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException e) {
                return waiting;
            }
        }
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void every_address_of_a_name_is_tried_in_its_order() throws Exception {
        try (ServerSocket second = listen("127.0.0.3", 0, 5);
                Socket connected =
                        connect(addresses("127.0.0.2", "127.0.0.3", "127.0.0.4"), second.getLocalPort(), LONG)) {
            assertThat(connected.getInetAddress().getHostAddress()).isEqualTo("127.0.0.3");
        }
        try (ServerSocket first = listen("127.0.0.2", 0, 5);
                ServerSocket second = listen("127.0.0.3", first.getLocalPort(), 5);
                Socket connected = connect(addresses("127.0.0.2", "127.0.0.3"), first.getLocalPort(), LONG)) {
            assertThat(connected.getInetAddress().getHostAddress()).isEqualTo("127.0.0.2");
        }
    }

    @Test
    void an_address_that_hangs_leaves_time_for_the_next() throws Exception {
        try (ServerSocket hanging = listen("127.0.0.2", 0, 1);
                ServerSocket answering = listen("127.0.0.3", hanging.getLocalPort(), 5)) {
            List<Socket> waiting = fill(hanging);
            try (Socket connected =
                    connect(addresses("127.0.0.2", "127.0.0.3"), answering.getLocalPort(), Duration.ofSeconds(2))) {
                assertThat(connected.getInetAddress().getHostAddress()).isEqualTo("127.0.0.3");
            } finally {
                closeAll(waiting);
            }
        }
    }

    @Test
    void addresses_that_all_hang_are_given_up_by_the_deadline() throws Exception {
        try (ServerSocket hanging = listen("127.0.0.2", 0, 1)) {
            List<Socket> waiting = fill(hanging);
            try {
                long since = System.nanoTime();
                assertThatThrownBy(() -> connect(
                                addresses("127.0.0.2", "127.0.0.2", "127.0.0.2"),
                                hanging.getLocalPort(),
                                Duration.ofMillis(600)))
                        .isInstanceOf(SocketTimeoutException.class)
                        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
                assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(3));
            } finally {
                closeAll(waiting);
            }
        }
    }

    @Test
    void an_address_where_nobody_listens_is_refused() throws Exception {
        int free;
        try (ServerSocket socket = listen("127.0.0.2", 0, 1)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> connect(addresses("127.0.0.2"), free, LONG)).isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @CsvSource({"6000, 3, 2000", "6000, 1, 6000", "0, 2, 1", "1, 5, 1"})
    void what_is_left_is_shared_equally_and_is_never_no_limit(long left, int addresses, int share) {
        assertThat(Connector.share(Duration.ofMillis(left), addresses)).isEqualTo(share);
    }

    @Test
    void the_socket_sends_at_once_and_is_kept_alive() throws Exception {
        try (ServerSocket listener = listen("127.0.0.1", 0, 5);
                Socket connected = connect(addresses("127.0.0.1"), listener.getLocalPort(), LONG)) {
            assertThat(connected.getTcpNoDelay()).isTrue();
            assertThat(connected.getKeepAlive()).isTrue();
        }
    }

    @Test
    void a_literal_ipv6_address_is_connected_to() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "this machine has no IPv6");
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(new InetSocketAddress(loopback, 0));
            ServerUrl server = ServerUrl.of(false, "::1", listener.getLocalPort());
            try (Socket connected =
                    new Connector(HostLookup.SYSTEM).connect(server, Deadline.after(LONG), OpeningWitness.NOBODY)) {
                assertThat(connected.getInetAddress()).isEqualTo(loopback);
            }
        }
    }

    @Test
    void a_resolver_that_is_stuck_holds_the_caller_only_for_the_connection_timeout() {
        CountDownLatch over = new CountDownLatch(1);
        HostLookup stuck = host -> {
            awaitQuietly(over);
            return List.of();
        };
        JndiConnectionFactory factory = new JndiConnectionFactory(
                Configs.with(ServiceIdentity.ANONYMOUS, TlsConfig.DEFAULT, Duration.ofMillis(200), java.util.Map.of()),
                stuck,
                SrvRecords.ofTheSystem(LONG),
                OperationLog.create(),
                OpeningWitness.NOBODY);
        try {
            assertThatThrownBy(() -> factory.openForBinds(ServerUrl.of(false, "stuck.test", 389)))
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.TIMEOUT))
                    .hasMessageContaining("200 ms")
                    .hasMessageContaining("look-up of stuck.test");
        } finally {
            over.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
