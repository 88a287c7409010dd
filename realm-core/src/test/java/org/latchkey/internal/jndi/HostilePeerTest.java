package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.Dn;
import org.latchkey.auth.Secret;
import org.latchkey.config.ServiceIdentity;
import org.latchkey.config.TlsConfig;
import org.latchkey.internal.connection.ConnectionFault;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.SearchSpec;

/** Peers that are no directory, or behave as none should. */
class HostilePeerTest {

    private static final Dn BASE = Dn.parse("dc=test");

    /** Answers the first bytes of each connection with the same bytes. */
    private static final class Peer implements AutoCloseable {

        final AtomicInteger connections = new AtomicInteger();
        private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        private final Answer answer;

        Peer(Answer answer) throws IOException {
            this.answer = answer;
            Thread thread = new Thread(this::serve);
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return listener.getLocalPort();
        }

        private void serve() {
            while (!listener.isClosed()) {
                try (Socket client = listener.accept()) {
                    connections.incrementAndGet();
                    InputStream in = client.getInputStream();
                    if (in.read(new byte[4096]) > 0) {
                        client.getOutputStream().write(answer.bytes());
                        client.getOutputStream().flush();
                        if (answer.waits) {
                            in.read(new byte[4096]);
                        }
                    }
                } catch (IOException e) {
                    // The next one, or the end.
                }
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    enum Answer {
        HTTP(ascii("HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n"), true),
        GARBAGE(ascii("\u0001\u0002nonsense\u0000\u0000"), true),
        CLOSED(new byte[0], false),
        TWO_GIBIBYTES(hex("30847fffffff0201"), true),
        NEGATIVE_LENGTH(hex("3084ffffffff0201"), true),
        LENGTH_TOO_LONG(hex("308800000000000000010201"), true),
        WRONG_ID(hex("300c02017f61070a010004000400"), true),
        CUT_SHORT(hex("300c02010161070a0100"), false),
        NOTICE_OF_DISCONNECTION(
                hex("302402010078" + "1f0a013404000400" + "8a16312e332e362e312e342e312e313436362e3230303336"), false);

        private final byte[] bytes;
        private final boolean waits;

        Answer(byte[] bytes, boolean waits) {
            this.bytes = bytes;
            this.waits = waits;
        }

        byte[] bytes() {
            return bytes;
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        private static byte[] hex(String digits) {
            return HexFormat.of().parseHex(digits);
        }
    }

    private static DirectoryConnection open(int port) throws DirectoryException {
        return new JndiConnectionFactory(
                        Configs.with(ServiceIdentity.ANONYMOUS, TlsConfig.DEFAULT, Duration.ofMillis(400), Map.of()))
                .openForService(Configs.ldap(port));
    }

    @ParameterizedTest
    @EnumSource
    void a_bind_is_never_taken_for_verified_and_is_sent_once(Answer answer) throws Exception {
        try (Peer peer = new Peer(answer);
                DirectoryConnection connection = open(peer.port())) {
            assertThatThrownBy(() -> connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary")))
                    .isInstanceOfSatisfying(
                            ConnectionFault.class,
                            fault -> assertThat(fault.mayHaveBeenSent()).isTrue());
            assertThat(peer.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_search_is_never_taken_for_answered(Answer answer) throws Exception {
        try (Peer peer = new Peer(answer);
                DirectoryConnection connection = open(peer.port())) {
            assertThatThrownBy(() -> connection.search(
                            SearchSpec.all(BASE, SearchSpec.Scope.SUBTREE, "(uid=alice)", List.of("cn"))))
                    .isInstanceOf(ConnectionFault.class);
            assertThatThrownBy(() -> connection.read(BASE, List.of("cn"))).isInstanceOf(ConnectionFault.class);
            assertThat(peer.connections).hasValue(1);
        }
    }

    @Test
    void an_interrupted_login_is_refused_and_stays_interrupted() throws Exception {
        try (TestDirectory directory = TestDirectory.plain();
                Relay relay = new Relay(directory.port());
                DirectoryConnection connection =
                        new JndiConnectionFactory(Configs.of()).openForBinds(Configs.ldap(relay.port()))) {
            relay.silence();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> connection.bind(TestDirectory.ALICE, Secret.of("alice-c4nary")))
                    .isInstanceOf(ConnectionFault.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void neither_the_callers_class_loader_nor_its_absence_matters_and_it_is_left_alone() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (TestDirectory directory = TestDirectory.plain();
                java.net.URLClassLoader webApplication = new java.net.URLClassLoader(new java.net.URL[0], null)) {
            for (ClassLoader loader : new ClassLoader[] {webApplication, null}) {
                thread.setContextClassLoader(loader);
                try (DirectoryConnection connection =
                        new JndiConnectionFactory(Configs.of()).openForService(Configs.ldap(directory.port()))) {
                    assertThat(connection
                                    .bind(TestDirectory.ALICE, Secret.of("alice-c4nary"))
                                    .code())
                            .isZero();
                    assertThat(connection.read(BASE, List.of())).isPresent();
                    assertThat(Thread.getAllStackTraces().keySet())
                            .filteredOn(other -> !other.equals(thread))
                            .extracting(Thread::getContextClassLoader)
                            .doesNotContain(webApplication);
                    assertThat(thread.getContextClassLoader()).isSameAs(loader);
                }
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void the_socket_factory_gives_nothing_while_no_connection_is_being_opened() {
        assertThatThrownBy(DirectorySocketFactory::getDefault).isInstanceOf(IllegalStateException.class);
    }
}
