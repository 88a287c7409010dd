package org.latchkey.spi;

/**
 * Finds the groups of a user.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface GroupResolver {

    /**
     * Begins to look, as far as it can be done with what is known; the search may be in flight while the user's bind runs.
     *
     * @param user the user, whose entry may still be on its way and is then absent
     * @param session the directory
     * @return what will give the groups
     * @throws DirectoryException when the directory could not answer
     */
    PendingGroups begin(User user, DirectorySession session) throws DirectoryException;
}
