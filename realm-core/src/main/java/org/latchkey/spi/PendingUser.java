package org.latchkey.spi;

/**
 * A user's entry that may already be on its way while the password is checked. Used once, by one thread.
 */
@FunctionalInterface
public interface PendingUser extends AutoCloseable {

    /**
     * Waits for the entry.
     *
     * @return the user, or why there is none
     * @throws DirectoryException when the directory could not answer
     */
    UserResolution resolve() throws DirectoryException;

    /** Gives up what has not come yet, because the login was refused or failed. Never throws. */
    @Override
    default void close() {}
}
