package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.Dn;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.config.ServiceIdentity;
import org.latchkey.config.TlsConfig;
import org.latchkey.internal.connection.ConnectionFault;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.internal.connection.OpeningWitness;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.SearchSpec;

/** What the guarded socket does for a connection: against peers that send too much, and peers that never read. */
class GuardedConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final byte[] ENDLESS_MESSAGE = HexFormat.of().parseHex("30847fffffff");

    private static final byte[] START_TLS_ACCEPTED = HexFormat.of().parseHex("300c02010178070a010004000400");

    /** With TLS from the first byte or without. */
    enum Mode {
        LDAP,
        LDAPS;

        RawPeer peer(RawPeer.Script script) throws Exception {
            return this == LDAP
                    ? new RawPeer(script)
                    : new RawPeer(TestTls.good().getServerSocketFactory(), script);
        }

        ServerUrl url(RawPeer peer) {
            return this == LDAP ? Configs.ldap(peer.port()) : Configs.ldaps(peer.port());
        }
    }

    private static JndiConnectionFactory factory(ServiceIdentity service, TlsConfig tls, Duration timeout) {
        return new JndiConnectionFactory(Configs.with(service, tls, timeout, Map.of()));
    }

    private static DirectoryConnection open(ServerUrl server) throws DirectoryException {
        return factory(ServiceIdentity.ANONYMOUS, TestTls.TRUSTING, LONG).openForService(server);
    }

    private static SearchSpec search(String filter) {
        return SearchSpec.all(Dn.parse("dc=test"), SearchSpec.Scope.SUBTREE, filter, List.of("cn"));
    }

    /** Answers the first request with some bytes, and then with zeros for as long as anybody takes them. */
    private static RawPeer.Script flood(byte[] first, AtomicLong sent) {
        return client -> {
            client.getInputStream().read(new byte[4096]);
            OutputStream out = client.getOutputStream();
            out.write(first);
            byte[] zeros = new byte[64 * 1024];
            while (true) {
                out.write(zeros);
                sent.addAndGet(zeros.length);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "30847fffffff,     2147483647 bytes",
        "308401000001,     16777217 bytes",
        "3080,             indefinite",
        "30880000000000,   coded in 8 bytes",
        "485454502f312e31, begins with 0x48",
        "00,               begins with 0x0",
    })
    void a_stream_that_is_no_answer_ends_at_its_first_bytes_and_the_fault_says_why(String first, String says)
            throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawPeer peer = new RawPeer(flood(HexFormat.of().parseHex(first), sent));
                DirectoryConnection connection = open(Configs.ldap(peer.port()))) {
            assertThatThrownBy(() -> connection.search(search("(uid=alice)")))
                    .isInstanceOf(ConnectionFault.class)
                    .hasMessageContaining(says)
                    .hasMessageContaining("the connection was dropped");
            // No more than the system's own buffers hold.
            assertThat(sent.get()).isLessThan(MessageFrames.MAX_BYTES);
        }
    }

    @Test
    void a_bind_that_is_answered_with_too_much_may_have_been_sent() throws Exception {
        try (RawPeer peer = new RawPeer(flood(ENDLESS_MESSAGE, new AtomicLong()));
                DirectoryConnection connection = open(Configs.ldap(peer.port()))) {
            assertThatThrownBy(() -> connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary")))
                    .isInstanceOfSatisfying(
                            ConnectionFault.class,
                            fault -> assertThat(fault.mayHaveBeenSent()).isTrue())
                    .hasMessageContaining("2147483647 bytes");
        }
    }

    @Test
    void under_tls_a_stream_ends_at_the_limit_for_one_request() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawPeer peer = Mode.LDAPS.peer(flood(ENDLESS_MESSAGE, sent));
                DirectoryConnection connection = open(Mode.LDAPS.url(peer))) {
            assertThatThrownBy(() -> connection.search(search("(uid=alice)")))
                    .isInstanceOf(ConnectionFault.class)
                    .hasMessageContaining(ReceiveGuard.MAX_BYTES + " bytes for one request")
                    .hasMessageContaining("the connection was dropped");
            assertThat(sent.get()).isLessThan(ReceiveGuard.MAX_BYTES + MessageFrames.MAX_BYTES);
        }
    }

    @Test
    void after_start_tls_the_stream_is_no_longer_read_as_messages_and_still_limited() throws Exception {
        try (TestDirectory directory = TestDirectory.startTls(TestTls.good());
                DirectoryConnection connection = factory(Configs.SERVICE, TestTls.TRUSTING_START_TLS, LONG)
                        .openForService(Configs.ldap(directory.port()))) {
            assertThat(connection.search(search("(uid=alice)")).entries()).hasSize(1);
        }
    }

    @Test
    void garbage_instead_of_the_answer_to_start_tls_is_told_as_such() throws Exception {
        try (RawPeer peer = new RawPeer(flood(new byte[] {'H', 'T', 'T', 'P'}, new AtomicLong()))) {
            assertThatThrownBy(() -> factory(ServiceIdentity.ANONYMOUS, TestTls.TRUSTING_START_TLS, LONG)
                            .openForBinds(Configs.ldap(peer.port())))
                    .isInstanceOf(DirectoryException.class)
                    .hasMessageContaining("begins with 0x48");
        }
    }

    @Test
    void a_start_tls_that_is_granted_and_not_gone_through_with_leaves_no_thread() throws Exception {
        byte[] granted = HexFormat.of().parseHex("300c02010178070a010004000400");
        try (RawPeer peer = new RawPeer(client -> {
            client.getInputStream().read();
            client.getOutputStream().write(granted);
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        })) {
            assertThatThrownBy(
                            () -> factory(ServiceIdentity.ANONYMOUS, TestTls.TRUSTING_START_TLS, Duration.ofMillis(300))
                                    .openForBinds(Configs.ldap(peer.port())))
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.TIMEOUT));
        }
        Awaiting.until(() -> Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .noneMatch(frame -> frame.getMethodName().equals("pauseReader")));
    }

    @Test
    void an_answer_of_many_messages_below_the_limits_is_taken_request_after_request() throws Exception {
        try (TestDirectory directory = TestDirectory.plain();
                DirectoryConnection connection = open(Configs.ldap(directory.port()))) {
            for (int i = 0; i < 50; i++) {
                assertThat(connection.search(search("(objectClass=*)")).entries())
                        .hasSizeGreaterThan(3);
            }
        }
    }

    // Peers that never read

    @ParameterizedTest
    @EnumSource
    void cutting_frees_a_thread_whose_peer_never_reads(Mode mode) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawPeer peer = mode.peer(client -> {
                    if (client instanceof SSLSocket secure) {
                        secure.startHandshake();
                    }
                    over.await();
                });
                DirectoryConnection connection = open(mode.url(peer))) {
            AtomicReference<Throwable> ended = new AtomicReference<>();
            Thread writer = new Thread(() -> {
                try {
                    connection.search(search("(uid=" + "x".repeat(8_000_000) + ")"));
                } catch (DirectoryException | RuntimeException e) {
                    ended.set(e);
                }
            });
            writer.start();
            Awaiting.until(() -> isWriting(writer));

            connection.cut();

            writer.join(Duration.ofSeconds(10).toMillis());
            assertThat(writer.isAlive()).isFalse();
            assertThat(ended.get()).isInstanceOf(ConnectionFault.class);
        } finally {
            over.countDown();
        }
    }

    /** More than the system's buffers hold is written, so it never returns from there by itself. */
    private static boolean isWriting(Thread thread) {
        return List.of(thread.getStackTrace()).stream()
                .anyMatch(frame -> frame.getClassName().endsWith("NioSocketImpl")
                        && frame.getMethodName().equals("implWrite"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closing_does_not_wait_for_the_good_bye_of_a_silent_server(boolean ldaps) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        SSLContext tls = TestTls.good();
        try (RawPeer peer = new RawPeer(client -> {
            if (!ldaps) {
                client.getInputStream().read(new byte[4096]);
                client.getOutputStream().write(START_TLS_ACCEPTED);
            }
            SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(client, null, 0, false);
            secure.setUseClientMode(false);
            secure.startHandshake();
            over.await();
        })) {
            ServerUrl server = ldaps ? Configs.ldaps(peer.port()) : Configs.ldap(peer.port());
            TlsConfig config = ldaps ? TestTls.TRUSTING : TestTls.TRUSTING_START_TLS;
            DirectoryConnection connection =
                    factory(ServiceIdentity.ANONYMOUS, config, LONG).openForService(server);
            Thread closing = new Thread(connection::close);
            closing.start();
            closing.join(Duration.ofSeconds(10).toMillis());
            assertThat(closing.isAlive()).isFalse();
        } finally {
            over.countDown();
        }
    }

    // Openings

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_handshake_that_trickles_in_ends_with_the_connection_timeout(boolean ldaps) throws Exception {
        try (RawPeer peer = new RawPeer(client -> {
            client.getInputStream().read(new byte[4096]);
            if (!ldaps) {
                client.getOutputStream().write(START_TLS_ACCEPTED);
                client.getInputStream().read(new byte[4096]);
            }
            client.getOutputStream().write(new byte[] {0x16, 3, 3, 0x40, 0});
            trickle(client);
        })) {
            TlsConfig tls = ldaps ? TestTls.TRUSTING : TestTls.TRUSTING_START_TLS;
            ServerUrl server = ldaps ? Configs.ldaps(peer.port()) : Configs.ldap(peer.port());
            assertGivenUp(factory(ServiceIdentity.ANONYMOUS, tls, Duration.ofMillis(500)), server);
        }
    }

    @Test
    void an_answer_to_the_first_bind_that_trickles_in_ends_with_the_connection_timeout() throws Exception {
        try (RawPeer peer = new RawPeer(client -> {
            client.getInputStream().read(new byte[4096]);
            client.getOutputStream().write(new byte[] {0x30, 0x7f});
            trickle(client);
        })) {
            assertGivenUp(
                    factory(Configs.SERVICE, TlsConfig.DEFAULT, Duration.ofMillis(500)), Configs.ldap(peer.port()));
        }
    }

    private static void trickle(Socket client) throws IOException {
        while (true) {
            client.getOutputStream().write(0);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void assertGivenUp(JndiConnectionFactory factory, ServerUrl server) {
        long since = System.nanoTime();
        assertThatThrownBy(() -> factory.openForService(server))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.TIMEOUT));
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(4));
    }

    // JNDI's reader thread

    private static Set<Thread> readers() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> List.of(entry.getValue()).stream()
                        .anyMatch(frame -> frame.getClassName().equals("com.sun.jndi.ldap.Connection")
                                && frame.getMethodName().equals("run")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_reader_thread_belongs_to_the_engine_and_ends_with_its_connection(boolean cut) throws Exception {
        Awaiting.until(() -> readers().isEmpty());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {});
        try (TestDirectory directory = TestDirectory.plain();
                DirectoryConnection connection = open(Configs.ldap(directory.port()))) {
            Awaiting.until(() -> !readers().isEmpty());
            assertThat(readers()).singleElement().satisfies(reader -> {
                assertThat(reader.isDaemon()).isTrue();
                assertThat(reader.getContextClassLoader()).isSameAs(JndiConnection.class.getClassLoader());
            });
            if (cut) {
                connection.cut();
            } else {
                connection.close();
            }
            Awaiting.until(() -> readers().isEmpty());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    // Sockets

    @Test
    void jndi_takes_the_connected_socket_it_is_given_and_never_another() throws Exception {
        try (RawPeer peer = new RawPeer(client -> client.getInputStream().read())) {
            GuardedSocket socket = new Connector(HostLookup.SYSTEM)
                    .connect(Configs.ldap(peer.port()), Deadline.after(LONG), OpeningWitness.NOBODY);
            ConnectedSocket given =
                    new ConnectedSocket(socket, Configs.ldap(peer.port()), TlsSockets.of(TlsConfig.DEFAULT));
            assertThatThrownBy(given::createSocket).isInstanceOf(IOException.class);
            assertThat(given.createSocket("anything.test", 1)).isSameAs(socket);
            assertThatThrownBy(() -> given.createSocket("anything.test", 1))
                    .isInstanceOf(DirectorySocketFactory.SocketRefused.class);
            socket.cut();
            socket.cut();
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void jndi_gets_a_real_tls_socket_over_the_guarded_one() throws Exception {
        try (RawPeer peer = new RawPeer(client -> client.getInputStream().read())) {
            ServerUrl server = Configs.ldaps(peer.port());
            GuardedSocket socket =
                    new Connector(HostLookup.SYSTEM).connect(server, Deadline.after(LONG), OpeningWitness.NOBODY);
            ConnectedSocket given = new ConnectedSocket(socket, server, TlsSockets.of(TestTls.TRUSTING));
            Socket secure = given.createSocket("127.0.0.1", peer.port());
            // On anything else JNDI neither asks for the host name nor limits the handshake.
            assertThat(secure).isInstanceOf(SSLSocket.class);
            socket.cut();
            assertThatThrownBy(((SSLSocket) secure)::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_host_is_looked_up_by_us_alone_and_the_certificate_must_bear_its_name(boolean ldaps) throws Exception {
        HostLookup ours = host -> List.of(InetAddress.getByName("127.0.0.1"));
        TlsConfig tls = ldaps ? TestTls.TRUSTING : TestTls.TRUSTING_START_TLS;
        SrvRecords dns = SrvRecords.ofTheSystem(LONG);
        try (TestDirectory plain = TestDirectory.plain();
                DirectoryConnection connection = new JndiConnectionFactory(
                                Configs.with(Configs.SERVICE, TlsConfig.DEFAULT, LONG, Map.of()),
                                ours,
                                dns,
                                OperationLog.create(),
                                OpeningWitness.NOBODY)
                        .openForService(ServerUrl.of(false, "no-such-host.invalid", plain.port()))) {
            assertThat(connection.search(search("(uid=alice)")).entries()).hasSize(1);
        }
        try (TestDirectory secured =
                ldaps ? TestDirectory.ldaps(TestTls.good()) : TestDirectory.startTls(TestTls.good())) {
            JndiConnectionFactory factory = new JndiConnectionFactory(
                    Configs.with(Configs.SERVICE, tls, LONG, Map.of()),
                    ours,
                    dns,
                    OperationLog.create(),
                    OpeningWitness.NOBODY);
            assertThatThrownBy(
                            () -> factory.openForService(ServerUrl.of(ldaps, "no-such-host.invalid", secured.port())))
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.TLS_FAILURE))
                    .hasMessageContaining("another host");
            assertThat(secured.binds).isEmpty();
        }
    }

    @Test
    void single_bytes_are_guarded_like_many_and_nothing_can_be_skipped() throws Exception {
        try (RawPeer peer = new RawPeer(client -> {
            client.getOutputStream().write(HexFormat.of().parseHex("3003020101" + "48"));
            client.getInputStream().read();
        })) {
            GuardedSocket socket = new Connector(HostLookup.SYSTEM)
                    .connect(Configs.ldap(peer.port()), Deadline.after(LONG), OpeningWitness.NOBODY);
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo(0x30);
            assertThat(in.readNBytes(4)).hasSize(4);
            assertThatThrownBy(() -> in.skip(1)).isInstanceOf(IOException.class);
            assertThatThrownBy(in::read).isInstanceOf(PeerDropped.class);
            assertThat(socket.isClosed()).isTrue();
            IOException later = new IOException("closed");
            assertThat(socket.reason(later)).isInstanceOf(PeerDropped.class);
        }
    }
}
