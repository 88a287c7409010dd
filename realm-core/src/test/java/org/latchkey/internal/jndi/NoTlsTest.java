package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.config.TlsConfig;
import org.latchkey.spi.DirectoryException;

/** Servers that refuse TLS, or do not know what it is. */
class NoTlsTest {

    /** Takes one connection, answers the first bytes, and keeps everything that comes until the connection ends. */
    private static final class Peer implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        private final CompletableFuture<byte[]> heard = new CompletableFuture<>();
        private final byte[] answer;
        private final boolean resets;

        Peer(byte[] answer, boolean resets) throws IOException {
            this.answer = answer;
            this.resets = resets;
            Thread thread = new Thread(this::serve, "peer");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            try (Socket client = listener.accept()) {
                InputStream in = client.getInputStream();
                byte[] first = new byte[65536];
                all.write(first, 0, Math.max(0, in.read(first)));
                client.getOutputStream().write(answer);
                if (resets) {
                    client.setSoLinger(true, 0);
                } else if (answer.length > 0) {
                    in.transferTo(all);
                }
            } catch (IOException e) {
                // The client hung up in the middle.
            }
            heard.complete(all.toByteArray());
        }

        /** Everything the client ever said. */
        byte[] heard() throws Exception {
            return heard.get(10, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    private static DirectoryException fault(TlsConfig tls, boolean ldaps, int port) {
        var config = Configs.with(Configs.SERVICE, tls, Duration.ofSeconds(5), Map.of());
        try {
            new JndiConnectionFactory(config).openForService(ServerUrl.of(ldaps, "127.0.0.1", port));
            throw new AssertionError("the connection was opened");
        } catch (DirectoryException e) {
            return e;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 51, 52, 53, 80})
    void a_refused_start_tls_ends_the_connection_and_not_one_more_byte_is_sent(int code) throws Exception {
        byte[] refusal = {0x30, 12, 2, 1, 1, 0x78, 7, 10, 1, (byte) code, 4, 0, 4, 0};
        try (Peer peer = new Peer(refusal, false)) {
            DirectoryException fault = fault(TestTls.TRUSTING_START_TLS, false, peer.listener.getLocalPort());
            assertThat(fault.unavailableCause()).isEqualTo(UnavailableCause.TLS_FAILURE);
            assertThat(fault).hasMessageContaining("StartTLS was answered with result " + code + " ");

            String heard = new String(peer.heard(), StandardCharsets.ISO_8859_1);
            assertThat(heard).contains("1.3.6.1.4.1.1466.20037").doesNotContain("c4nary", "cn=service");
            assertThat(heard.length())
                    .as("the request for StartTLS alone, %s", heard)
                    .isLessThan(40);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 400 Bad Request,false,TLS_FAILURE,the server does not speak TLS on this port",
        "'',false,TLS_FAILURE,perhaps it does not speak TLS on this port",
        "'',true,UNREACHABLE,perhaps it does not speak TLS on this port"
    })
    void ldaps_to_a_port_without_tls_says_so(String answer, boolean resets, UnavailableCause cause, String says)
            throws Exception {
        try (Peer peer = new Peer(answer.getBytes(StandardCharsets.US_ASCII), resets)) {
            DirectoryException fault = fault(TestTls.TRUSTING, true, peer.listener.getLocalPort());
            assertThat(fault).hasMessageContaining(says);
            assertThat(fault.unavailableCause()).isEqualTo(cause);
            assertThat(new String(peer.heard(), StandardCharsets.ISO_8859_1)).doesNotContain("c4nary", "cn=service");
        }
    }

    @Test
    void ldap_to_a_port_of_tls_says_so() throws Exception {
        try (Peer peer = new Peer(new byte[] {21, 3, 3, 0, 2, 2, 10}, false)) {
            DirectoryException fault = fault(TlsConfig.DEFAULT, false, peer.listener.getLocalPort());
            assertThat(fault).hasMessageContaining("no LDAP message but TLS: connectionURL must have ldaps://");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "116,the server demands a client certificate that it accepts (TLS alert certificate_required)",
        "42,or refused the one it was shown (TLS alert bad_certificate)",
        "48,or refused the one it was shown (TLS alert unknown_ca)",
        "40,no TLS version and cipher suite is allowed on both sides",
        "70,the server speaks none of the TLS versions that are allowed here (TLS alert protocol_version)",
        "80,the server broke the TLS handshake off (TLS alert internal_error)"
    })
    void what_a_server_says_when_it_breaks_off_is_told(int alert, String says) throws Exception {
        try (Peer peer = new Peer(new byte[] {21, 3, 3, 0, 2, 2, (byte) alert}, false)) {
            DirectoryException fault = fault(TestTls.TRUSTING, true, peer.listener.getLocalPort());
            assertThat(fault).hasMessageContaining(says);
            assertThat(fault.unavailableCause()).isEqualTo(UnavailableCause.TLS_FAILURE);
        }
    }
}
