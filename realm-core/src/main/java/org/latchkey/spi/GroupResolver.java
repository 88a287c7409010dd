package org.latchkey.spi;

/**
 * Finds the groups of a user.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface GroupResolver {

    /**
     * Begins to look; the search may be in flight while the user's bind runs.
     *
     * @param user the user
     * @param session the directory
     * @return what will give the groups
     * @throws DirectoryException when the directory could not answer
     */
    PendingGroups begin(User user, DirectorySession session) throws DirectoryException;
}
