package org.latchkey.internal.jndi;

import java.io.EOFException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.latchkey.auth.LogText;

/** Why TLS could not be agreed, in words that an administrator can act on. */
final class TlsReason {

    private static final Pattern ALERT = Pattern.compile("alert: ([a-z_]{1,40})");

    /** An end without a word, which most servers make of a TLS handshake on a port for plain LDAP. */
    static final String HUNG_UP =
            "the server hung up during the TLS handshake: perhaps it does not speak TLS on this port";

    private TlsReason() {}

    /**
     * Whether it was TLS that failed, and not the connection under it.
     *
     * @param fault what was thrown
     * @return true when there is something of TLS in it
     */
    static boolean isIn(Throwable fault) {
        return find(fault, one -> one instanceof SSLException || one instanceof GeneralSecurityException)
                .isPresent();
    }

    /** Whether the server broke TLS off and said why. */
    static boolean isAlert(Throwable fault) {
        return alert(fault).isPresent();
    }

    /**
     * The reason.
     *
     * @param fault what was thrown
     * @return words without a secret, on one line
     */
    static String of(Throwable fault) {
        return find(fault, RefusedCertificate.class::isInstance)
                .map(refused -> String.valueOf(refused.getMessage()))
                .or(() -> certificate(fault))
                .or(() -> alert(fault))
                .or(() -> noTls(fault))
                .orElseGet(() -> "TLS could not be agreed: " + said(fault));
    }

    /** Of a certificate that a site's own socket factory, or a container's context, has refused. */
    private static Optional<String> certificate(Throwable fault) {
        if (find(fault, CertificateExpiredException.class::isInstance).isPresent()) {
            return Optional.of("the server's certificate has expired");
        }
        if (find(fault, CertificateNotYetValidException.class::isInstance).isPresent()) {
            return Optional.of("the server's certificate is not valid yet");
        }
        if (find(fault, CertPathBuilderException.class::isInstance).isPresent()) {
            return Optional.of("the server's certificate was not issued by an authority that is trusted here");
        }
        return find(fault, TlsReason::isWrongHost).map(host -> "the server's certificate names another host");
    }

    private static boolean isWrongHost(Throwable fault) {
        String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        return fault instanceof SSLPeerUnverifiedException
                || message.startsWith("no subject alternative")
                || message.startsWith("no name matching");
    }

    /** What the server said before it hung up (RFC 8446 6.2). */
    private static Optional<String> alert(Throwable fault) {
        return find(
                        fault,
                        one -> one instanceof SSLException
                                && ALERT.matcher(String.valueOf(one.getMessage()))
                                        .find())
                .map(one -> ALERT.matcher(String.valueOf(one.getMessage())))
                .filter(Matcher::find)
                .map(found -> alert(found.group(1)));
    }

    private static String alert(String name) {
        String meaning = switch (name) {
            case "certificate_required" -> "the server demands a client certificate that it accepts";
            case "bad_certificate",
                    "unsupported_certificate",
                    "certificate_revoked",
                    "certificate_expired",
                    "certificate_unknown",
                    "unknown_ca",
                    "access_denied",
                    "decrypt_error" -> "the server demands a client certificate, or refused the one it was shown";
            case "protocol_version" -> "the server speaks none of the TLS versions that are allowed here";
            case "handshake_failure", "insufficient_security" ->
                "no TLS version and cipher suite is allowed on both"
                        + " sides, or the server demands a client certificate";
            default -> "the server broke the TLS handshake off";
        };
        return meaning + " (TLS alert " + name + ")";
    }

    private static Optional<String> noTls(Throwable fault) {
        if (find(fault, TlsReason::isPlainText).isPresent()) {
            return Optional.of("the server does not speak TLS on this port");
        }
        return find(fault, one -> one instanceof EOFException || one instanceof SocketException)
                .map(ended ->
                        "the server hung up during the TLS handshake: perhaps it does not speak TLS on this port");
    }

    private static boolean isPlainText(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        return fault instanceof SSLException
                && (message.contains("Unrecognized SSL message") || message.contains("unrecognized SSL message"));
    }

    private static String said(Throwable fault) {
        Throwable last = chain(fault).reduce((above, below) -> below).orElse(fault);
        String message = last.getMessage();
        return LogText.escaped(
                message == null || message.isEmpty() ? last.getClass().getSimpleName() : message);
    }

    private static Optional<Throwable> find(Throwable fault, Predicate<Throwable> wanted) {
        return chain(fault).filter(wanted).findFirst();
    }

    /** The fault and what lies underneath; bounded, because a chain of causes may be a ring. */
    private static Stream<Throwable> chain(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause).limit(20);
    }
}
