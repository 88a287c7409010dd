package org.latchkey.spi;

import org.latchkey.auth.Dn;

/**
 * Finds the one entry that bears a name.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface UserResolver {

    /**
     * Looks for a user.
     *
     * @param username the name, already through the gate
     * @param session the directory
     * @return the user, candidates to bind, or why there is none
     * @throws DirectoryException when the directory could not answer
     */
    UserResolution resolve(String username, DirectorySession session) throws DirectoryException;

    /**
     * Begins to look for a user; the search may be in flight while the bare name is bound. A resolver that cannot look ahead
     * looks when the answer is wanted.
     *
     * @param username the name, already through the gate
     * @param session the directory
     * @return what will give the user, or why there is none
     * @throws DirectoryException when the directory could not answer
     */
    default PendingUser begin(String username, DirectorySession session) throws DirectoryException {
        return () -> resolve(username, session);
    }

    /**
     * Begins to read the one entry that a name is expected to lead to; the read may be in flight while the user's bind runs.
     * A resolver that cannot read ahead looks for the user anew when the answer is wanted.
     *
     * @param username the name, already through the gate
     * @param dn the entry's name
     * @param session the directory
     * @return what will give the user, or nobody when the entry is not there or does not bear the name
     * @throws DirectoryException when the directory could not answer
     */
    default PendingUser beginReading(String username, Dn dn, DirectorySession session) throws DirectoryException {
        return () -> resolve(username, session);
    }
}
