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

/**
 * The upgrade of a plain connection to TLS, before anything else is sent on it (RFC 4511 4.14).
 *
 * <p>Whoever calls it must close the connection when it fails: JNDI would go on in clear.
 */
final class StartTls {

    private StartTls() {}

    /**
     * Upgrades the connection. JNDI's own negotiation has no time limit: here a silent peer is given up.
     *
     * @param context the connection
     * @param tls makes the socket
     * @param timeout how long to wait for each part of the handshake, in milliseconds
     * @throws NamingException when the server refuses or does not answer
     * @throws IOException when TLS cannot be agreed, or the certificate is not accepted
     */
    static void upgrade(LdapContext context, TlsSockets tls, int timeout) throws NamingException, IOException {
        StartTlsResponse response = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
        HostnameVerifier verifier = tls.hostnameVerifier();
        if (verifier != null) {
            response.setHostnameVerifier(verifier);
        }
        response.negotiate(new Handshaking(tls, timeout));
    }

    /** Makes sockets that have already shaken hands, within the time limit. */
    private static final class Handshaking extends SSLSocketFactory {

        private final TlsSockets tls;
        private final int timeout;

        Handshaking(TlsSockets tls, int timeout) {
            this.tls = tls;
            this.timeout = timeout;
        }

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
            SSLSocket socket = tls.upgrade(plain, host, port);
            socket.setSoTimeout(timeout);
            socket.startHandshake();
            socket.setSoTimeout(0);
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
