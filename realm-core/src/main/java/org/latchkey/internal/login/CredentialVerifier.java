package org.latchkey.internal.login;

import java.util.List;
import org.latchkey.auth.LoginRequest;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.User;

/**
 * Checks a credential, with at most one bind for each entry. The one port of the pipeline that no site implements.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface CredentialVerifier {

    /**
     * Checks the credential by the bare name, before any entry is known.
     *
     * @param request the login
     * @return the verdict, or {@link Verification.Undecided} where the entry is to be found first
     * @throws DirectoryException when the directory could not tell
     */
    default Verification verifyName(LoginRequest request) throws DirectoryException {
        return new Verification.Undecided();
    }

    /**
     * Checks the credential against what was found.
     *
     * @param request the login
     * @param candidates the one user found, or names to try in order
     * @return verified, with a user, or refused
     * @throws DirectoryException when the directory could not tell
     */
    Verification verifyUser(LoginRequest request, List<User> candidates) throws DirectoryException;

    /**
     * Checks the credential against what was found, where the bare name may have been verified before.
     *
     * @param request the login
     * @param early what {@link #verifyName} came to; it is still held
     * @param candidates the one user found, or names to try in order
     * @return verified, with a user, or refused
     * @throws DirectoryException when the directory could not tell
     */
    default Verification confirm(LoginRequest request, Verification early, List<User> candidates)
            throws DirectoryException {
        return verifyUser(request, candidates);
    }

    /**
     * Spends the time of a check on a name that does not exist, so that an unknown user takes as long as a wrong password.
     *
     * @param request the login
     */
    default void spendDecoy(LoginRequest request) {}
}
