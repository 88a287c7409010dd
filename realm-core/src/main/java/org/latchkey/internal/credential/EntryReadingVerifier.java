package org.latchkey.internal.credential;

import java.util.List;
import org.latchkey.auth.LoginRequest;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.login.CredentialVerifier;
import org.latchkey.internal.login.Verification;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolver;

/**
 * Verifies by a name that needs no reading, such as a DN from a template, and only then reads the entry, as the service: a
 * wrong password and an unknown name cost their bind and nothing else. Immutable and safe for use by many threads.
 *
 * @param inner verifies
 * @param entries reads the entry
 * @param directory where it is read
 */
public record EntryReadingVerifier(CredentialVerifier inner, UserResolver entries, Directory directory)
        implements CredentialVerifier {

    @Override
    public Verification verifyUser(LoginRequest request, List<User> candidates) throws DirectoryException {
        Verification verdict = inner.verifyUser(request, candidates);
        return verdict instanceof Verification.Verified verified ? withEntry(request, verified) : verdict;
    }

    private Verification withEntry(LoginRequest request, Verification.Verified verified) throws DirectoryException {
        boolean stays = false;
        try {
            UserResolution read = entries.resolve(request.credentials().username(), directory.session(request));
            if (read instanceof UserResolution.Found found) {
                stays = true;
                return new Verification.Verified(
                        found.user(), verified.forUsers(), verified.forRoles(), verified.release());
            }
            return new Verification.Refused(((UserResolution.NotFound) read).reason());
        } finally {
            if (!stays) {
                verified.close();
            }
        }
    }
}
