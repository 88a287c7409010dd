package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.config.ServiceIdentity;
import org.latchkey.config.TlsConfig;
import org.latchkey.internal.connection.ConnectionFault;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.spi.DirectoryException;

/** Connections over TLS, from the first byte or after StartTLS. */
class SecuredConnectionTest {

    private static final String PASSWORD = "alice-c4nary";

    enum Mode {
        LDAPS,
        START_TLS;

        TestDirectory start(SSLContext tls) throws Exception {
            return this == LDAPS ? TestDirectory.ldaps(tls) : TestDirectory.startTls(tls);
        }

        ServerUrl url(int port) {
            return this == LDAPS ? Configs.ldaps(port) : Configs.ldap(port);
        }

        TlsConfig config(List<String> protocols, List<String> ciphers, Class<?> factory, Class<?> verifier) {
            return new TlsConfig(
                    this == START_TLS,
                    protocols,
                    ciphers,
                    factory == null ? null : factory.getName(),
                    verifier == null ? null : verifier.getName());
        }

        TlsConfig trusting() {
            return config(List.of(), List.of(), TestTls.Trusting.class, null);
        }
    }

    private static JndiConnectionFactory factory(TlsConfig tls, Duration timeout) {
        return new JndiConnectionFactory(Configs.with(Configs.SERVICE, tls, timeout, Map.of()));
    }

    private static JndiConnectionFactory factory(TlsConfig tls) {
        return factory(tls, Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource
    void binds_stay_on_one_connection_and_nothing_is_sent_in_clear(Mode mode) throws Exception {
        try (TestDirectory directory = mode.start(TestTls.good());
                Relay relay = new Relay(directory.port());
                DirectoryConnection connection = factory(mode.trusting()).openForBinds(mode.url(relay.port()))) {
            assertThat(connection.bind(TestDirectory.ALICE, Secret.of(PASSWORD)).code())
                    .isZero();
            assertThat(connection
                            .bind(TestDirectory.ALICE, Secret.of("wrong-c4nary"))
                            .code())
                    .isEqualTo(49);
            assertThat(connection.bind(TestDirectory.ALICE, Secret.of(PASSWORD)).code())
                    .isZero();

            assertThat(directory.binds).hasSize(3);
            assertThat(relay.connections).hasValue(1);
            assertThat(relay.sawInClear("c4nary")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_service_binds_over_it(Mode mode) throws Exception {
        try (TestDirectory directory = mode.start(TestTls.good());
                DirectoryConnection connection = factory(mode.trusting()).openForService(mode.url(directory.port()))) {
            assertThat(directory.binds).containsExactly(TestDirectory.SERVICE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_that_died_never_binds_in_clear(Mode mode) throws Exception {
        try (TestDirectory directory = mode.start(TestTls.good());
                Relay relay = new Relay(directory.port());
                DirectoryConnection connection = factory(mode.trusting()).openForBinds(mode.url(relay.port()))) {
            connection.bind(TestDirectory.ALICE, Secret.of(PASSWORD));
            relay.cut();
            Awaiting.until(() -> {
                try {
                    connection.bind(TestDirectory.ALICE, Secret.of(PASSWORD));
                    return false;
                } catch (ConnectionFault e) {
                    return !e.mayHaveBeenSent();
                }
            });
            assertThat(relay.connections).hasValue(1);
            assertThat(relay.sawInClear("c4nary")).isFalse();
        }
    }

    static Stream<Object[]> badCertificates() throws Exception {
        Object[][] kinds = {
            {TestTls.forAnotherHost(), "another host"},
            {TestTls.expired(), "expired"},
            {TestTls.notYetValid(), "not valid yet"},
        };
        return Stream.of(Mode.values())
                .flatMap(mode -> Stream.of(kinds).map(kind -> new Object[] {mode, kind[1], kind[0]}));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("badCertificates")
    void a_certificate_that_is_not_in_order_is_refused_and_nothing_is_bound(Mode mode, String says, SSLContext server)
            throws Exception {
        try (TestDirectory directory = mode.start(server);
                Relay relay = new Relay(directory.port())) {
            assertTlsFailure(factory(mode.trusting()), mode.url(relay.port()), says);
            assertThat(directory.binds).isEmpty();
            assertThat(relay.sawInClear("c4nary")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_authority_that_only_the_sites_own_factory_knows_is_refused_without_it(Mode mode) throws Exception {
        try (TestDirectory directory = mode.start(TestTls.good())) {
            TlsConfig jvm = mode.config(List.of(), List.of(), null, null);
            assertTlsFailure(factory(jvm), mode.url(directory.port()), "authority");
            assertThat(directory.binds).isEmpty();
        }
    }

    private static void assertTlsFailure(JndiConnectionFactory factory, ServerUrl url, String says) {
        assertThatThrownBy(() -> factory.openForService(url))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.TLS_FAILURE))
                .hasMessageContaining(url.toString())
                .hasMessageContaining(says);
    }

    @Test
    void the_handshake_checks_the_host_for_ldaps_whatever_jndi_does() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                SSLSocket socket =
                        TlsSockets.of(TestTls.TRUSTING).over(plain, "localhost", server.getLocalPort(), true)) {
            assertThat(socket.getSSLParameters().getEndpointIdentificationAlgorithm())
                    .isEqualTo("LDAPS");
        }
    }

    @Test
    void a_sites_verifier_is_asked_after_start_tls_when_the_host_does_not_match() throws Exception {
        TlsConfig any = Mode.START_TLS.config(List.of(), List.of(), TestTls.Trusting.class, TestTls.AnyHost.class);
        try (TestDirectory directory = TestDirectory.startTls(TestTls.forAnotherHost());
                DirectoryConnection connection = factory(any).openForService(Configs.ldap(directory.port()))) {
            assertThat(directory.binds).containsExactly(TestDirectory.SERVICE);
        }
    }

    @Test
    void a_factory_that_makes_only_connected_sockets_serves_ldaps_with_the_host_checked() throws Exception {
        TlsConfig tls = Mode.LDAPS.config(List.of(), List.of(), TestTls.TrustingConnectedOnly.class, null);
        try (TestDirectory directory = TestDirectory.ldaps(TestTls.good());
                DirectoryConnection connection = factory(tls).openForService(Configs.ldaps(directory.port()))) {
            assertThat(directory.binds).containsExactly(TestDirectory.SERVICE);
        }
        try (TestDirectory directory = TestDirectory.ldaps(TestTls.forAnotherHost())) {
            assertTlsFailure(factory(tls), Configs.ldaps(directory.port()), "another host");
        }
    }

    @ParameterizedTest
    @EnumSource
    void protocols_and_cipher_suites_are_those_configured(Mode mode) throws Exception {
        String suite = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
        TlsConfig narrow = mode.config(List.of("TLSv1.2", "TLSv1.3"), List.of(suite), TestTls.Trusting.class, null);
        try (TestDirectory directory = mode.start(TestTls.good());
                DirectoryConnection connection = factory(narrow).openForService(mode.url(directory.port()))) {
            SSLSession session = TestTls.Trusting.last.getSession();
            assertThat(session.getCipherSuite()).isEqualTo(suite);
            assertThat(session.getProtocol()).isEqualTo("TLSv1.2");
        }
    }

    @Test
    void a_server_that_does_not_know_start_tls_gets_nothing_bound() throws Exception {
        try (TestDirectory directory = TestDirectory.plain();
                Relay relay = new Relay(directory.port())) {
            assertTlsFailure(factory(TestTls.TRUSTING_START_TLS), Configs.ldap(relay.port()), "StartTLS");
            assertThat(directory.binds).isEmpty();
            assertThat(relay.sawInClear("c4nary")).isFalse();
        }
    }

    @Test
    void ldaps_to_a_server_that_speaks_plainly_is_refused() throws Exception {
        try (TestDirectory directory = TestDirectory.plain();
                Relay relay = new Relay(directory.port())) {
            assertThatThrownBy(() -> factory(TestTls.TRUSTING).openForService(Configs.ldaps(relay.port())))
                    .isInstanceOf(DirectoryException.class);
            assertThat(relay.sawInClear("c4nary")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_handshake_that_is_not_answered_ends_with_the_time(Mode mode) throws Exception {
        try (TestDirectory directory = mode.start(TestTls.good());
                Relay relay = new Relay(directory.port())) {
            relay.silenceAfter(mode == Mode.LDAPS ? 0 : 1);
            long since = System.nanoTime();
            assertThatThrownBy(() ->
                            factory(mode.trusting(), Duration.ofMillis(300)).openForService(mode.url(relay.port())))
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.TIMEOUT))
                    .hasMessageContaining(": no end of the TLS handshake within 300 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(4));
            assertThat(directory.binds).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.lang.String", "no.such.Sockets", "java.util.List"})
    void a_factory_class_that_cannot_be_used_is_refused_at_once(String name) {
        TlsConfig tls = new TlsConfig(false, List.of(), List.of(), name, null);
        assertThatThrownBy(() -> factory(tls))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sslSocketFactoryClassName")
                .hasMessageContaining(name);
    }

    @Test
    void a_protocol_or_cipher_suite_this_jvm_does_not_know_is_refused_at_once() {
        for (TlsConfig tls : List.of(
                new TlsConfig(false, List.of("TLSv9"), List.of(), null, null),
                new TlsConfig(false, List.of("TLSv1.3", "TLSv9"), List.of(), null, null),
                new TlsConfig(false, List.of(), List.of("TLS_NONE"), null, null))) {
            assertThatThrownBy(() -> factory(tls))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sslProtocol");
        }
    }

    @Test
    void two_directories_keep_their_trust_apart() throws Exception {
        try (TestDirectory directory = TestDirectory.ldaps(TestTls.good())) {
            JndiConnectionFactory trusting = factory(TestTls.TRUSTING);
            JndiConnectionFactory jvm = factory(TlsConfig.DEFAULT);
            ServerUrl url = Configs.ldaps(directory.port());
            trusting.openForService(url).close();
            assertTlsFailure(jvm, url, "authority");
            trusting.openForService(url).close();
        }
    }

    @Test
    void nothing_listening_is_unreachable() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        for (ServerUrl url : List.of(Configs.ldap(free), Configs.ldaps(free))) {
            assertThatThrownBy(() -> factory(TlsConfig.DEFAULT).openForBinds(url))
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.UNREACHABLE))
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void a_host_without_an_address_is_unreachable() {
        ServerUrl nowhere = ServerUrl.of(false, "no-such-host.invalid", 389);
        assertThatThrownBy(() -> factory(TlsConfig.DEFAULT).openForBinds(nowhere))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.UNREACHABLE))
                .hasMessageContaining("resolved");
    }

    @Test
    void an_anonymous_service_binds_nothing() throws Exception {
        try (TestDirectory directory = TestDirectory.plain();
                DirectoryConnection connection = new JndiConnectionFactory(Configs.with(
                                ServiceIdentity.ANONYMOUS, TlsConfig.DEFAULT, Duration.ofSeconds(5), Map.of()))
                        .openForService(Configs.ldap(directory.port()))) {
            assertThat(directory.binds).isEmpty();
        }
    }
}
