package org.latchkey.internal.jndi;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.TlsConfig;

/**
 * Makes the TLS sockets of one directory, for ldaps and StartTLS alike. Made once; immutable; safe for use by many threads.
 *
 * <p>For ldaps, whether the certificate names the host is checked by the TLS handshake itself (RFC 4513 3.1.3), whatever
 * the JVM's properties say. They must be real {@link SSLSocket}s: JNDI checks nothing on a socket wrapped round one.
 */
final class TlsSockets {

    private final SSLSocketFactory sockets;
    private final String[] protocols;
    private final String[] cipherSuites;
    private final @Nullable HostnameVerifier hostnameVerifier;

    private TlsSockets(SSLSocketFactory sockets, TlsConfig config, @Nullable HostnameVerifier hostnameVerifier) {
        this.sockets = sockets;
        this.protocols = config.protocols().toArray(String[]::new);
        this.cipherSuites = config.cipherSuites().toArray(String[]::new);
        this.hostnameVerifier = hostnameVerifier;
    }

    /**
     * Makes what the configuration asks for.
     *
     * @param config the configuration
     * @return the sockets' source
     * @throws IllegalArgumentException when a class cannot be used, or the JVM knows no such protocol or cipher suite; the
     *     message names the key
     */
    static TlsSockets of(TlsConfig config) {
        String factory = config.socketFactoryClassName();
        String verifier = config.hostnameVerifierClassName();
        TlsSockets made = new TlsSockets(
                factory == null
                        ? ofTheJvm()
                        : SiteClass.make("sslSocketFactoryClassName", factory, SSLSocketFactory.class),
                config,
                verifier == null
                        ? null
                        : SiteClass.make("hostnameVerifierClassName", verifier, HostnameVerifier.class));
        made.tryOut();
        return made;
    }

    /**
     * A site's own verifier, to be asked when the JDK's check has failed after StartTLS.
     *
     * @return the verifier, or {@code null}
     */
    @Nullable
    HostnameVerifier hostnameVerifier() {
        return hostnameVerifier;
    }

    /**
     * A socket for ldaps, not yet connected.
     *
     * @return the socket
     * @throws IOException when the factory makes none
     */
    SSLSocket unconnected() throws IOException {
        return checkingHost(configured(sockets.createSocket()));
    }

    /**
     * TLS for ldaps over a connected socket.
     *
     * @param plain the connected socket
     * @param host the host, as the certificate must name it
     * @param port its port
     * @param autoClose whether closing one closes the other
     * @return the socket, its handshake still to come
     * @throws IOException when the factory makes none
     */
    SSLSocket over(Socket plain, String host, int port, boolean autoClose) throws IOException {
        return checkingHost(configured(sockets.createSocket(plain, host, port, autoClose)));
    }

    /**
     * TLS for StartTLS over the connection's socket. JNDI itself checks the certificate's name afterwards, and asks the
     * site's verifier where that fails.
     *
     * @param plain the connected socket
     * @param host the host
     * @param port its port
     * @return the socket, its handshake still to come
     * @throws IOException when the factory makes none
     */
    SSLSocket upgrade(Socket plain, String host, int port) throws IOException {
        return configured(sockets.createSocket(plain, host, port, false));
    }

    /**
     * Refuses a certificate that names its hosts in the subject alone: the JDK still accepts that for LDAP, and RFC 6125
     * 6.4.4 no longer does. A site's own verifier may know better.
     *
     * @param session the session, its handshake done
     * @throws IOException when the certificate has no alternative name
     */
    void checkNamed(SSLSession session) throws IOException {
        if (!hasAlternativeName(session)
                && (hostnameVerifier == null || !hostnameVerifier.verify(session.getPeerHost(), session))) {
            throw new SSLPeerUnverifiedException("no subject alternative name in the certificate");
        }
    }

    private static boolean hasAlternativeName(SSLSession session) throws IOException {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    && certificate.getSubjectAlternativeNames() != null;
        } catch (CertificateParsingException e) {
            throw new SSLPeerUnverifiedException("the certificate's alternative names cannot be read");
        }
    }

    String[] defaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    String[] supportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    private SSLSocket configured(Socket made) throws IOException {
        if (!(made instanceof SSLSocket socket)) {
            made.close();
            throw new SSLException(sockets.getClass().getName() + " made a socket that does not speak TLS");
        }
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        if (cipherSuites.length > 0) {
            socket.setEnabledCipherSuites(cipherSuites);
        }
        return socket;
    }

    private static SSLSocket checkingHost(SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("LDAPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private void tryOut() {
        if (protocols.length + cipherSuites.length == 0) {
            return;
        }
        try (Socket made = sockets.createSocket()) {
            configured(made);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("sslProtocol, cipherSuites: this JVM refuses: " + e.getMessage(), e);
        } catch (IOException e) {
            // A site's factory that makes only connected sockets; these are configured when there are any.
        }
    }

    private static SSLSocketFactory ofTheJvm() {
        try {
            return SSLContext.getDefault().getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this JVM's own TLS settings cannot be used: " + e.getMessage(), e);
        }
    }
}
