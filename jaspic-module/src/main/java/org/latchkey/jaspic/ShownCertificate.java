package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The client certificate of a request, as the container says that it has verified it (Jakarta Servlet 6.0, 3.10). */
final class ShownCertificate {

    private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";

    private ShownCertificate() {}

    /** The client's own, where it and all above it are in date. */
    static Optional<X509Certificate> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof X509Certificate[] chain
                        && chain.length > 0
                        && areInDate(chain)
                ? Optional.of(chain[0])
                : Optional.empty();
    }

    /** A connection, or a TLS session that is taken up again, may outlive what was shown when it began. */
    private static boolean areInDate(X509Certificate[] chain) {
        try {
            for (X509Certificate certificate : chain) {
                certificate.checkValidity();
            }
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }
}
