package org.latchkey.internal.jndi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The upgrade of a plain connection to TLS, before anything else is sent on it (RFC 4511 4.14).
 *
 * <p>Whoever calls it must close the connection when it fails: JNDI would go on in clear.
 */
final class StartTls {

    private StartTls() {}

    /**
     * Upgrades the connection. JNDI's own negotiation has no time limit: here a silent peer is given up, by closing the
     * connection under it. The handshake itself is left to JNDI: shaking hands before it does would make it ask for a
     * second one, which under TLS 1.2 is a renegotiation, and some servers end the connection for that.
     *
     * @param context the connection
     * @param tls makes the socket
     * @param timeout how long the handshake may take, in milliseconds
     * @throws NamingException when the server refuses or does not answer
     * @throws IOException when TLS cannot be agreed, or the certificate is not accepted
     */
    static void upgrade(LdapContext context, TlsSockets tls, int timeout) throws NamingException, IOException {
        StartTlsResponse response = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
        HostnameVerifier verifier = tls.hostnameVerifier();
        if (verifier != null) {
            response.setHostnameVerifier(verifier);
        }
        try (Layering sockets = new Layering(tls, timeout)) {
            tls.checkNamed(response.negotiate(sockets));
        }
    }

    /**
     * Puts TLS over the connection's socket, and closes that socket unless it is itself closed in time. A time limit of the
     * socket's own would outlive the handshake in the first read of JNDI's reader thread.
     */
    private static final class Layering extends SSLSocketFactory implements AutoCloseable {

        private final TlsSockets tls;
        private final int timeout;
        private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

        Layering(TlsSockets tls, int timeout) {
            this.tls = tls;
            this.timeout = timeout;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the cut; close() makes it void
        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
            SSLSocket socket = tls.upgrade(plain, host, port);
            if (plain instanceof GuardedSocket guarded) {
                guarded.encrypted(socket);
            }
            ended.orTimeout(timeout, TimeUnit.MILLISECONDS).exceptionally(late -> cut(plain));
            return socket;
        }

        private static @Nullable Void cut(Socket plain) {
            try {
                plain.close();
            } catch (IOException e) {
                // It is gone either way.
            }
            return null;
        }

        /** The handshake is over, one way or the other. */
        @Override
        public void close() {
            ended.complete(null);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.defaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.supportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw onlyOver();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            throw onlyOver();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw onlyOver();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            throw onlyOver();
        }

        private static SocketException onlyOver() {
            return new SocketException("StartTLS upgrades the connection there is");
        }
    }
}
