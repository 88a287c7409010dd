package org.latchkey.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken, for ldaps and StartTLS alike.
 *
 * @param startTls whether plain connections are upgraded before anything else is sent (RFC 4511 4.14)
 * @param protocols the protocol versions allowed; empty for the JVM's choice
 * @param cipherSuites the cipher suites allowed; empty for the JVM's choice
 * @param socketFactoryClassName a site's own {@code SSLSocketFactory}, or {@code null}
 * @param hostnameVerifierClassName a site's own verifier, asked only when the JDK's check has failed, or {@code null}
 */
public record TlsConfig(
        boolean startTls,
        List<String> protocols,
        List<String> cipherSuites,
        @Nullable String socketFactoryClassName,
        @Nullable String hostnameVerifierClassName) {

    /** TLS as the JVM does it, and no StartTLS. */
    public static final TlsConfig DEFAULT = new TlsConfig(false, List.of(), List.of(), null, null);

    /** Copies the lists. */
    public TlsConfig {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
    }
}
