package org.latchkey.internal.jndi;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;

/** A server's certificate was not accepted; the message says why, in words that an administrator can act on. */
final class RefusedCertificate extends CertificateException {

    private static final long serialVersionUID = 1L;
    private static final int NAMES_SHOWN = 8;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private RefusedCertificate(String message, @Nullable Throwable origin) {
        super(message, origin);
    }

    /**
     * Explains what the JDK found.
     *
     * @param chain the certificates the server sent, its own first
     * @param host the host that was wanted
     * @param fault what the JDK said
     * @param trusted whether the chain is in order for any host at all
     */
    static RefusedCertificate of(
            X509Certificate[] chain, @Nullable String host, CertificateException fault, boolean trusted) {
        return new RefusedCertificate(trusted ? wrongHost(chain[0], host) : untrusted(chain, fault), fault);
    }

    /** A certificate that is refused for its names alone. */
    static RefusedCertificate named(X509Certificate certificate, @Nullable String host) {
        return new RefusedCertificate(wrongHost(certificate, host), null);
    }

    /** A certificate that is no longer valid, or not yet. */
    static RefusedCertificate outOfDate(X509Certificate[] chain, CertificateException fault) {
        return new RefusedCertificate(untrusted(chain, fault), fault);
    }

    /**
     * The hosts that a certificate names (RFC 5280 4.2.1.6).
     *
     * @param certificate the certificate
     * @return DNS names and addresses, as they are in it; empty when none can be read
     */
    static List<String> hosts(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name ->
                                    name.get(0) instanceof Integer kind && (kind == DNS_NAME || kind == IP_ADDRESS))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static String wrongHost(X509Certificate certificate, @Nullable String host) {
        String wanted = host == null ? "" : ", not for " + quoted(host);
        List<String> hosts = hosts(certificate);
        if (hosts.isEmpty()) {
            return "the server's certificate names no host in a subject alternative name" + wanted;
        }
        String shown = hosts.stream()
                .limit(NAMES_SHOWN)
                .map(RefusedCertificate::quoted)
                .collect(Collectors.joining(", "));
        String more = hosts.size() > NAMES_SHOWN ? " and " + (hosts.size() - NAMES_SHOWN) + " more" : "";
        return "the server's certificate names another host: it is for " + shown + more + wanted;
    }

    private static String untrusted(X509Certificate[] chain, CertificateException fault) {
        if (has(fault, CertificateExpiredException.class)) {
            return dated(chain, one -> one.getNotAfter().toInstant().isBefore(Instant.now()))
                    .map(one -> owner(chain, one) + " has expired: it ended on "
                            + one.getNotAfter().toInstant())
                    .orElse("a certificate has expired");
        }
        if (has(fault, CertificateNotYetValidException.class)) {
            return dated(chain, one -> one.getNotBefore().toInstant().isAfter(Instant.now()))
                    .map(one -> owner(chain, one) + " is not valid yet: it begins on "
                            + one.getNotBefore().toInstant())
                    .orElse("a certificate is not valid yet");
        }
        if (has(fault, CertificateRevokedException.class)) {
            return "the server's certificate has been revoked";
        }
        if (has(fault, CertPathBuilderException.class)) {
            return unknownIssuer(chain);
        }
        return "the server's certificate was not accepted: " + deepest(fault);
    }

    private static String unknownIssuer(X509Certificate[] chain) {
        X509Certificate top = top(chain);
        X500Principal issuer = top.getIssuerX500Principal();
        String which = top.equals(chain[0]) && issuer.equals(top.getSubjectX500Principal())
                ? " is signed by itself and"
                : " was issued by an authority that";
        return "the server's certificate" + which + " is not trusted here: " + quoted(issuer.getName());
    }

    /** The last certificate on the way from the server's own to an authority, of those it sent. */
    private static X509Certificate top(X509Certificate[] chain) {
        X509Certificate top = chain[0];
        for (int steps = 1; steps < chain.length; steps++) {
            X500Principal issuer = top.getIssuerX500Principal();
            top = Arrays.stream(chain)
                    .filter(one -> one.getSubjectX500Principal().equals(issuer))
                    .findFirst()
                    .orElse(top);
        }
        return top;
    }

    private static Optional<X509Certificate> dated(X509Certificate[] chain, Predicate<X509Certificate> wanted) {
        return Arrays.stream(chain).filter(wanted).findFirst();
    }

    private static String owner(X509Certificate[] chain, X509Certificate one) {
        return one.equals(chain[0])
                ? "the server's certificate"
                : "the certificate of " + quoted(one.getSubjectX500Principal().getName()) + ", above the server's,";
    }

    private static String deepest(CertificateException fault) {
        Throwable last = causes(fault).reduce((above, below) -> below).orElse(fault);
        return last instanceof CertPathValidatorException path
                ? path.getReason() + ", " + LogText.escaped(String.valueOf(path.getMessage()))
                : LogText.escaped(String.valueOf(last.getMessage()));
    }

    private static boolean has(Throwable fault, Class<? extends Throwable> type) {
        return causes(fault).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.<Throwable>iterate(fault, one -> one != null, Throwable::getCause)
                .limit(20);
    }

    private static String quoted(String text) {
        return "'" + LogText.escaped(text) + "'";
    }
}
