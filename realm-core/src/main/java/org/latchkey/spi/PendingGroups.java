package org.latchkey.spi;

import java.util.List;

/**
 * A search for groups that may already be under way while the password is checked. Used once, by one thread.
 */
@FunctionalInterface
public interface PendingGroups extends AutoCloseable {

    /**
     * Waits for the groups.
     *
     * @param user the same user, by now as the directory knows them: what only their entry tells can be asked now
     * @return all groups of the user; never fewer than there are
     * @throws DirectoryException when they cannot all be known
     */
    List<Group> collect(User user) throws DirectoryException;

    /** Gives up what has not been collected, because the login was refused or failed. */
    @Override
    default void close() {}
}
