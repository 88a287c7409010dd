package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Secret;
import org.latchkey.config.ServiceIdentity;
import org.latchkey.config.TlsConfig;
import org.latchkey.internal.connection.DirectoryConnection;

/** What goes over the wire while a connection is upgraded. */
class StartTlsTest {

    private static final AtomicInteger HANDSHAKES = new AtomicInteger();

    /** Speaks TLS 1.2 and counts the handshakes. */
    public static final class Tls12 extends TestTls.Trusting {

        public Tls12() {}

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
            SSLSocket socket = (SSLSocket) super.createSocket(plain, host, port, autoClose);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.addHandshakeCompletedListener(event -> HANDSHAKES.incrementAndGet());
            return socket;
        }
    }

    @Test
    void a_second_handshake_that_a_server_may_refuse_is_never_asked_for() throws Exception {
        TlsConfig tls = new TlsConfig(true, List.of(), List.of(), Tls12.class.getName(), null);
        var config = Configs.with(ServiceIdentity.ANONYMOUS, tls, Duration.ofSeconds(5), Map.of());
        HANDSHAKES.set(0);
        try (TestDirectory directory = TestDirectory.startTls(TestTls.good());
                DirectoryConnection connection =
                        new JndiConnectionFactory(config).openForBinds(Configs.ldap(directory.port()))) {
            assertThat(connection
                            .bind(TestDirectory.ALICE, Secret.of("alice-c4nary"))
                            .code())
                    .isZero();
            Awaiting.until(() -> HANDSHAKES.get() > 0 && !isAnybodyStillToBeTold());
            assertThat(HANDSHAKES).hasValue(1);
        }
    }

    /** The JDK tells listeners on a thread of its own. */
    private static boolean isAnybodyStillToBeTold() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("HandshakeCompletedNotify"));
    }
}
