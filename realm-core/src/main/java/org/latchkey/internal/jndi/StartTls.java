package org.latchkey.internal.jndi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.naming.NamingException;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.latchkey.internal.connection.OpeningWitness;

/**
 * The upgrade of a plain connection to TLS, before anything else is sent on it (RFC 4511 4.14).
 *
 * <p>Whoever calls it must close the connection when it fails: JNDI would go on in clear.
 */
final class StartTls {

    private StartTls() {}

    /**
     * Upgrades the connection. JNDI's own negotiation has no time limit: whoever calls it watches the socket. The handshake
     * itself is left to JNDI: shaking hands before it does would make it ask for a
     * second one, which under TLS 1.2 is a renegotiation, and some servers end the connection for that.
     *
     * @param context the connection
     * @param tls makes the socket
     * @param witness is told that the server grants it, and what is agreed
     * @throws NamingException when the server refuses or does not answer
     * @throws IOException when TLS cannot be agreed, or the certificate is not accepted
     */
    static void upgrade(LdapContext context, TlsSockets tls, OpeningWitness witness)
            throws NamingException, IOException {
        StartTlsResponse response = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
        witness.upgraded();
        HostnameVerifier verifier = tls.hostnameVerifier();
        if (verifier != null) {
            response.setHostnameVerifier(verifier);
        }
        tls.checkNamed(response.negotiate(new Layering(tls)), witness);
    }

    /**
     * Puts TLS over the connection's socket. A time limit of the socket's own would outlive the handshake in the first read of
     * JNDI's reader thread.
     */
    private static final class Layering extends SSLSocketFactory {

        private final TlsSockets tls;

        Layering(TlsSockets tls) {
            this.tls = tls;
        }

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
            SSLSocket socket = tls.upgrade(plain, host, port);
            if (plain instanceof GuardedSocket guarded) {
                guarded.encrypted(socket);
            }
            return socket;
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
