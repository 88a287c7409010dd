package org.latchkey.internal.jndi;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's check of a server's certificate and of the host it names (RFC 5280 6, RFC 4513 3.1.3), and words for why one was
 * refused. Decides nothing itself. Safe for use by many threads.
 */
final class ExplainingTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager jdk;

    private ExplainingTrust(X509ExtendedTrustManager jdk) {
        this.jdk = jdk;
    }

    /**
     * Makes it.
     *
     * @param authorities whom to trust, or {@code null} for whom the JVM trusts
     * @return the check
     * @throws GeneralSecurityException when the JVM cannot check by these
     */
    static ExplainingTrust in(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager one : factory.getTrustManagers()) {
            if (one instanceof X509ExtendedTrustManager checking) {
                return new ExplainingTrust(checking);
            }
        }
        throw new GeneralSecurityException("this JVM's trust manager cannot check host names");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            jdk.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw RefusedCertificate.of(chain, host(socket), e, isTrustedForAnyHost(chain, authType, e));
        }
    }

    private boolean isTrustedForAnyHost(X509Certificate[] chain, String authType, CertificateException fault) {
        if (fault.getCause() != null) {
            return false;
        }
        try {
            jdk.checkServerTrusted(chain, authType);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static @Nullable String host(Socket socket) {
        return socket instanceof SSLSocket secure ? secure.getHandshakeSession().getPeerHost() : null;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        jdk.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}
