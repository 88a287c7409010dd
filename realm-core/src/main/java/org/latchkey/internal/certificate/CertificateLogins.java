package org.latchkey.internal.certificate;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.ClientCertificate;
import org.latchkey.auth.LogText;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.CertificateUser;

/**
 * Makes of a login by certificate one by the name that stands in it; other logins pass. A certificate that holds not exactly
 * one name is refused before any traffic, and the log says why. Safe for use by many threads.
 */
public final class CertificateLogins implements Authenticator {

    private final Authenticator inner;
    private final CertificateNames names;
    private final Logger log;

    /**
     * Makes the decorator.
     *
     * @param inner who decides about names
     * @param user which name in a certificate is meant
     * @param log is told why a certificate names nobody
     */
    public CertificateLogins(Authenticator inner, CertificateUser user, Logger log) {
        this.inner = inner;
        this.names = new CertificateNames(user);
        this.log = log;
    }

    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        return request.credentials() instanceof ClientCertificate shown
                ? named(request, shown.certificate())
                : inner.authenticate(request);
    }

    private AuthenticationResult named(LoginRequest request, X509Certificate certificate) {
        String name;
        try {
            name = names.of(certificate);
        } catch (IllegalArgumentException e) {
            log.log(Level.INFO, () -> sentence(certificate, String.valueOf(e.getMessage())));
            return new Rejected(RejectionReason.NO_NAME_IN_CERTIFICATE);
        }
        Asserted asserted = new Asserted(name, null, certificate);
        return inner.authenticate(
                new LoginRequest(asserted, name.strip(), request.origin(), request.deadline(), request.trace()));
    }

    private String sentence(X509Certificate certificate, String why) {
        return "A client certificate tells no user name by certificateUser "
                + LogText.quoted(names.user().toString())
                + ": " + LogText.escaped(why) + ". It is for "
                + LogText.quoted(certificate.getSubjectX500Principal().toString()) + ", issued by "
                + LogText.quoted(certificate.getIssuerX500Principal().toString()) + " with the serial number "
                + certificate.getSerialNumber().toString(16);
    }
}
