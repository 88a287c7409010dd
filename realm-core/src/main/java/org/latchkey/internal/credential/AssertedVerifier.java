package org.latchkey.internal.credential;

import java.util.List;
import java.util.Map;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.LoginRequest;
import org.latchkey.internal.connection.DelegatedSession;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.login.CredentialVerifier;
import org.latchkey.internal.login.Verification;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.User;

/**
 * Takes the container's word that the name is proved; with a delegated Kerberos credential the searches of that login are
 * made with it.
 *
 * @param directory where searches go
 * @param useDelegated whether a delegated credential is used at all
 */
public record AssertedVerifier(Directory directory, boolean useDelegated) implements CredentialVerifier {

    @Override
    public Verification verifyName(LoginRequest request) throws DirectoryException {
        if (useDelegated && request.credentials() instanceof Asserted asserted && asserted.delegated() != null) {
            DelegatedSession own = directory.delegated(request, asserted.delegated());
            return new Verification.Verified(null, own, own, Map.of(), own::close);
        }
        return new Verification.Undecided();
    }

    @Override
    public Verification verifyUser(LoginRequest request, List<User> candidates) {
        return Verification.Verified.of(candidates.get(0));
    }
}
