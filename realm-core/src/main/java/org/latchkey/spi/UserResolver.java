package org.latchkey.spi;

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
}
