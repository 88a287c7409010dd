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
 * @param material whom it trusts and what it shows; the JVM's where there is a factory of the site's own
 */
public record TlsConfig(
        boolean startTls,
        List<String> protocols,
        List<String> cipherSuites,
        @Nullable String socketFactoryClassName,
        @Nullable String hostnameVerifierClassName,
        TlsMaterial material) {

    /** TLS as the JVM does it, and no StartTLS. */
    public static final TlsConfig DEFAULT = new TlsConfig(false, List.of(), List.of(), null, null);

    /** Copies the lists. */
    public TlsConfig {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
        if (socketFactoryClassName != null && !material.isOfTheJvm()) {
            throw new IllegalArgumentException("a socket factory of the site's own trusts and shows what it will");
        }
    }

    /**
     * TLS that trusts and shows what the JVM does, or the site's own factory.
     *
     * @param startTls whether plain connections are upgraded
     * @param protocols the protocol versions allowed
     * @param cipherSuites the cipher suites allowed
     * @param socketFactoryClassName a site's own factory, or {@code null}
     * @param hostnameVerifierClassName a site's own verifier, or {@code null}
     */
    public TlsConfig(
            boolean startTls,
            List<String> protocols,
            List<String> cipherSuites,
            @Nullable String socketFactoryClassName,
            @Nullable String hostnameVerifierClassName) {
        this(
                startTls,
                protocols,
                cipherSuites,
                socketFactoryClassName,
                hostnameVerifierClassName,
                TlsMaterial.OF_THE_JVM);
    }
}
