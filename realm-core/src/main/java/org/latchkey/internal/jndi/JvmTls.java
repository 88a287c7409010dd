package org.latchkey.internal.jndi;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** TLS by the JVM's own settings. */
final class JvmTls {

    private JvmTls() {}

    /**
     * The JVM's default, with refusals explained where that changes nothing else: where nobody has put another context in its
     * place, and it has no certificate of its own to show.
     *
     * @return what makes the sockets
     * @throws IllegalArgumentException when the JVM's settings cannot be used
     */
    static SSLSocketFactory sockets() {
        try {
            SSLContext jvm = SSLContext.getDefault();
            boolean replaced = !jvm.getProtocol().equals("Default");
            boolean shows = !System.getProperty("javax.net.ssl.keyStore", "").isEmpty();
            return (replaced || shows ? jvm : explained()).getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this JVM's own TLS settings cannot be used: " + e.getMessage(), e);
        }
    }

    private static SSLContext explained() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(ClientKeys.of(), new TrustManager[] {ExplainingTrust.in(null)}, null);
        return context;
    }
}
