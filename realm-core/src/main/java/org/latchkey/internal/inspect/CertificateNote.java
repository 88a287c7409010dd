package org.latchkey.internal.inspect;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.TlsConfig;

/**
 * Tells what TLS came to: protocol, certificate, how long it is still good.
 *
 * @param config how TLS is spoken
 * @param clock the time of day
 */
public record CertificateNote(TlsConfig config, Clock clock) {

    private static final int SOON = 30;

    Note of(SSLSession session, List<String> hosts) {
        Note note = certificate(session)
                .map(certificate -> of(session, certificate, hosts))
                .orElseGet(() -> Note.passed(session.getProtocol() + ", and no certificate that can be read"));
        return config.material().verified()
                ? note
                : note.warning(
                        "nothing is verified: anybody on the way can read passwords",
                        ConfigKey.CERTIFICATE_VERIFICATION);
    }

    private Note of(SSLSession session, X509Certificate certificate, List<String> hosts) {
        long days = ChronoUnit.DAYS.between(
                clock.instant(), certificate.getNotAfter().toInstant());
        String subject = LogText.escaped(certificate.getSubjectX500Principal().getName());
        Note note = Note.passed(session.getProtocol() + ", certificate of " + subject + ", good for " + days + " days")
                .and("protocol", List.of(session.getProtocol()))
                .and("cipherSuite", List.of(session.getCipherSuite()))
                .and("subject", List.of(subject))
                .and("names", hosts.stream().map(LogText::escaped).toList())
                .and(
                        "issuer",
                        List.of(LogText.escaped(
                                certificate.getIssuerX500Principal().getName())))
                .and("notAfter", List.of(certificate.getNotAfter().toInstant().toString()))
                .and("daysLeft", List.of(Long.toString(days)));
        return days >= SOON
                ? note
                : note.warning("the server's certificate ends in " + days + " days: renew it in time");
    }

    private static Optional<X509Certificate> certificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
