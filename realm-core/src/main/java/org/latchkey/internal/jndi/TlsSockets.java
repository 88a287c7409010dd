package org.latchkey.internal.jndi;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.TlsConfig;
import org.latchkey.internal.connection.OpeningWitness;

/**
 * Makes the TLS sockets of one directory, for ldaps and StartTLS alike. Safe for use by many threads.
 *
 * <p>For ldaps, whether the certificate names the host is checked by the TLS handshake itself (RFC 4513 3.1.3), whatever
 * the JVM's properties say. They must be real {@link SSLSocket}s: JNDI checks nothing on a socket wrapped round one.
 */
final class TlsSockets {

    private final Supplier<SSLSocketFactory> sockets;
    private final String[] protocols;
    private final String[] cipherSuites;
    private final boolean verified;
    private final @Nullable HostnameVerifier hostnameVerifier;
    private final boolean datesChecked;

    private TlsSockets(Supplier<SSLSocketFactory> sockets, TlsConfig config, @Nullable HostnameVerifier verifier) {
        this.sockets = sockets;
        this.protocols = config.protocols().toArray(String[]::new);
        this.cipherSuites = config.cipherSuites().toArray(String[]::new);
        this.verified = config.material().verified();
        this.hostnameVerifier = verified ? verifier : (host, session) -> true;
        this.datesChecked = verified && config.socketFactoryClassName() == null;
    }

    /**
     * Makes what the configuration asks for.
     *
     * @param config the configuration
     * @return the sockets' source
     * @throws IllegalArgumentException when a class or a file cannot be used, or the JVM knows no such protocol or cipher
     *     suite; the message names the key
     */
    static TlsSockets of(TlsConfig config) {
        try (OwnClassLoader own = OwnClassLoader.enter()) {
            return of(config, System.getLogger("org.latchkey"), System::nanoTime);
        }
    }

    static TlsSockets of(TlsConfig config, Logger log, LongSupplier clock) {
        String verifier = config.hostnameVerifierClassName();
        TlsSockets made = new TlsSockets(
                source(config, log, clock),
                config,
                verifier == null
                        ? null
                        : SiteClass.make("hostnameVerifierClassName", verifier, HostnameVerifier.class));
        made.tryOut();
        return made;
    }

    private static Supplier<SSLSocketFactory> source(TlsConfig config, Logger log, LongSupplier clock) {
        if (!config.material().isOfTheJvm()) {
            return new ReloadedTls(config.material(), log, clock);
        }
        String factory = config.socketFactoryClassName();
        SSLSocketFactory sockets = factory == null
                ? JvmTls.sockets()
                : SiteClass.make("sslSocketFactoryClassName", factory, SSLSocketFactory.class);
        return () -> sockets;
    }

    /**
     * Who is asked when the JDK's check of the host has failed after StartTLS: a site's own verifier, or one that accepts
     * any host where nothing is to be verified.
     *
     * @return the verifier, or {@code null}
     */
    @Nullable
    HostnameVerifier hostnameVerifier() {
        return hostnameVerifier;
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
        return checkingHost(configured(sockets.get().createSocket(plain, host, port, autoClose)));
    }

    /**
     * TLS for StartTLS over the connection's socket. Where a site's own verifier is to be asked, the handshake leaves the
     * certificate's name to JNDI, which checks it afterwards and asks the verifier where that fails.
     *
     * @param plain the connected socket
     * @param host the host
     * @param port its port
     * @return the socket, its handshake still to come
     * @throws IOException when the factory makes none
     */
    SSLSocket upgrade(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = configured(sockets.get().createSocket(plain, host, port, false));
        return hostnameVerifier == null ? checkingHost(socket) : socket;
    }

    /**
     * Refuses what the handshake left unrefused: a certificate that names its hosts in the subject alone, which the JDK still
     * accepts for LDAP and RFC 6125 6.4.4 no longer does, unless a site's own verifier knows better; a name that a NUL cuts
     * in two; and a certificate that ran out since the session began that was resumed.
     *
     * @param session the session, its handshake done
     * @param witness is told when it stands
     * @throws IOException when the certificate is not accepted
     */
    void checkNamed(SSLSession session, OpeningWitness witness) throws IOException {
        X509Certificate[] chain = verified ? verified(session) : anything(session);
        witness.secured(session, chain.length == 0 ? List.of() : RefusedCertificate.hosts(chain[0]));
    }

    private X509Certificate[] verified(SSLSession session) throws IOException {
        X509Certificate[] chain = chain(session);
        List<String> hosts = chain.length == 0 ? List.of() : RefusedCertificate.hosts(chain[0]);
        boolean unnamed = hosts.isEmpty()
                && (hostnameVerifier == null || !hostnameVerifier.verify(session.getPeerHost(), session));
        if (chain.length == 0 || unnamed || hosts.stream().anyMatch(host -> host.indexOf('\0') >= 0)) {
            throw refused(chain.length == 0 ? null : RefusedCertificate.named(chain[0], session.getPeerHost()));
        }
        if (datesChecked) {
            checkDates(chain);
        }
        return chain;
    }

    private static X509Certificate[] anything(SSLSession session) {
        try {
            return chain(session);
        } catch (IOException e) {
            return new X509Certificate[0];
        }
    }

    private static X509Certificate[] chain(SSLSession session) throws IOException {
        return Arrays.stream(session.getPeerCertificates())
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toArray(X509Certificate[]::new);
    }

    private static void checkDates(X509Certificate[] chain) throws IOException {
        try {
            chain[0].checkValidity();
        } catch (CertificateException e) {
            throw refused(RefusedCertificate.outOfDate(chain, e));
        }
    }

    private static SSLPeerUnverifiedException refused(@Nullable CertificateException why) {
        SSLPeerUnverifiedException refused =
                new SSLPeerUnverifiedException(why == null ? "there is no certificate" : why.getMessage());
        if (why != null) {
            refused.initCause(why);
        }
        return refused;
    }

    String[] defaultCipherSuites() {
        return sockets.get().getDefaultCipherSuites();
    }

    String[] supportedCipherSuites() {
        return sockets.get().getSupportedCipherSuites();
    }

    private SSLSocket configured(Socket made) throws IOException {
        if (!(made instanceof SSLSocket socket)) {
            made.close();
            throw new SSLException(sockets.get().getClass().getName() + " made a socket that does not speak TLS");
        }
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        if (cipherSuites.length > 0) {
            socket.setEnabledCipherSuites(cipherSuites);
        }
        return socket;
    }

    private SSLSocket checkingHost(SSLSocket socket) {
        if (!verified) {
            return socket;
        }
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("LDAPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private void tryOut() {
        if (protocols.length + cipherSuites.length == 0) {
            return;
        }
        try (Socket made = sockets.get().createSocket()) {
            configured(made);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("sslProtocol, cipherSuites: this JVM refuses: " + e.getMessage(), e);
        } catch (IOException e) {
            // A site's factory that makes only connected sockets; these are configured when there are any.
        }
    }
}
