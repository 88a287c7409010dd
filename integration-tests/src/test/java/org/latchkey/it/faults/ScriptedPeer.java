package org.latchkey.it.faults;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.latchkey.it.tls.ServerCertificate;
import org.latchkey.it.tls.TestAuthority;

/**
 * A peer on 127.0.0.1 that speaks just enough LDAP for a login, and as badly as it is told to. Where nothing else was said
 * it answers as the {@link HonestDirectory} does.
 *
 * <p>Each connection has a thread of its own and one request at a time. Safe for use by several threads; what is said
 * holds for the next request of any connection.
 */
final class ScriptedPeer implements AutoCloseable {
    /** So little that whoever writes to a peer that does not read is soon stuck. */
    private static final int SMALL_WINDOW = 4096;

    private final Received received = new Received();
    private final Map<Step, Conduct> conducts = new ConcurrentHashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ServerSocket listener;
    private final String scheme;

    private ScriptedPeer(ServerSocket listener, String scheme) {
        this.listener = listener;
        this.scheme = scheme;
        daemon("peer-acceptor", this::accept).start();
    }

    /** In clear. */
    static ScriptedPeer start() {
        try {
            return new ScriptedPeer(listening(new ServerSocket()), "ldap");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over TLS from the first byte, with a good certificate. */
    static ScriptedPeer startSecure() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(
                    TestAuthority.shared().keyStore(ServerCertificate.GOOD),
                    TestAuthority.STORE_PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new ScriptedPeer(listening(context.getServerSocketFactory().createServerSocket()), "ldaps");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on, instead of an honest answer. */
    ScriptedPeer on(Step step, Conduct conduct) {
        conducts.put(step, conduct);
        return this;
    }

    /** The next time only. */
    ScriptedPeer once(Step step, Conduct conduct) {
        return on(step, exchange -> {
            conducts.remove(step);
            conduct.play(exchange);
        });
    }

    /** Honest again, on every step. */
    ScriptedPeer honest() {
        conducts.clear();
        return this;
    }

    Received received() {
        return received;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** {@code ldap://127.0.0.1:port}, or {@code ldaps}. */
    String url() {
        return scheme + "://127.0.0.1:" + port();
    }

    /** The same port as {@code ldaps}, for a client that expects TLS where there is none. */
    String secureUrl() {
        return "ldaps://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                received.accepted();
                sockets.add(client);
                daemon("peer-connection", () -> serve(client)).start();
            } catch (IOException e) {
                // closed: the loop ends; anything else concerns one client only
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var wire = new Wire(client, received, closing);
            conducts.getOrDefault(Step.CONNECT, exchange -> {}).play(new Exchange(wire, 0, List.of()));
            var requests = new ASN1StreamReader(wire.in());
            for (var request = next(requests); request != null; request = next(requests)) {
                received.request(request);
                conducts.getOrDefault(Step.of(request), exchange -> exchange.send(exchange.honest()))
                        .play(new Exchange(wire, request.getMessageID(), HonestDirectory.answers(request)));
            }
        } catch (IOException | LDAPException e) {
            // The connection has ended, on whichever side.
        } finally {
            sockets.remove(client);
            received.ended();
        }
    }

    private static LDAPMessage next(ASN1StreamReader requests) throws LDAPException {
        return LDAPMessage.readFrom(requests, false);
    }

    private static ServerSocket listening(ServerSocket socket) throws IOException {
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        return socket;
    }

    private static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
