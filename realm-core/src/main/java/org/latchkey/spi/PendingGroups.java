package org.latchkey.spi;

import java.util.List;

/**
 * A search for groups that may already be under way while the password is checked. Used once, by one thread: either
 * collected or discarded.
 */
public interface PendingGroups {

    /**
     * Waits for the groups.
     *
     * @return all groups of the user; never fewer than there are
     * @throws DirectoryException when they cannot all be known
     */
    List<Group> collect() throws DirectoryException;

    /** Gives the search up, because the login was refused. */
    default void discard() {}
}
