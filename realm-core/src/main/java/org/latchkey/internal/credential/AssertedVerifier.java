package org.latchkey.internal.credential;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ietf.jgss.GSSCredential;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.Known;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;
import org.latchkey.internal.connection.DelegatedSession;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.login.CredentialVerifier;
import org.latchkey.internal.login.Verification;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.User;

/**
 * Takes the container's word that the name is proved; with a delegated Kerberos credential the searches of that login are
 * made with it. A certificate may have to stand in the user's entry besides: one that does not, or an entry that does not
 * show its certificates, is a refusal.
 *
 * @param directory where searches go
 * @param useDelegated whether a delegated credential is used at all
 * @param certificateAttribute the attribute that must hold the login's certificate, without options; or {@code null}
 */
public record AssertedVerifier(
        Directory directory, boolean useDelegated, @Nullable String certificateAttribute)
        implements CredentialVerifier {

    private static final String BINARY = ";binary";

    /**
     * What the entry must bring. A server may know the attribute by its type alone or with {@code ;binary} only (RFC 4523
     * 2.1 wants the latter).
     *
     * @return the attribute in both ways of asking, or nothing
     */
    public List<String> attributes() {
        return certificateAttribute == null ? List.of() : List.of(certificateAttribute, certificateAttribute + BINARY);
    }

    @Override
    public Verification verifyName(LoginRequest request) throws DirectoryException {
        GSSCredential delegated = delegated(request.credentials());
        if (useDelegated && delegated != null) {
            DelegatedSession own = directory.delegated(request, delegated);
            return new Verification.Verified(null, own, own, Map.of(), own::close);
        }
        return new Verification.Undecided();
    }

    private static @Nullable GSSCredential delegated(Credentials credentials) {
        if (credentials instanceof Known known) {
            return known.delegated();
        }
        return credentials instanceof Asserted asserted ? asserted.delegated() : null;
    }

    @Override
    public Verification verifyUser(LoginRequest request, List<User> candidates) {
        User user = candidates.get(0);
        return certificateAttribute == null || holds(user.entry(), request)
                ? Verification.Verified.of(user)
                : new Verification.Refused(RejectionReason.CERTIFICATE_NOT_IN_ENTRY);
    }

    private boolean holds(@Nullable DirectoryEntry entry, LoginRequest request) {
        if (entry == null || !(request.credentials() instanceof Asserted asserted) || asserted.certificate() == null) {
            return false;
        }
        byte[] shown = encoded(asserted.certificate());
        return attributes().stream()
                .flatMap(attribute -> entry.values(attribute).stream())
                .anyMatch(value -> value instanceof byte[] stored && Arrays.equals(stored, shown));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
