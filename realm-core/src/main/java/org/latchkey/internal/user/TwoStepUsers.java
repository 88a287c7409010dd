package org.latchkey.internal.user;

import org.latchkey.auth.Dn;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.PendingUser;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolver;

/**
 * Finds a user by one resolver, of which only the DN is taken, and leaves the entry to be read by another: by somebody who
 * may see more of it. Immutable.
 *
 * @param finding finds
 * @param reading reads
 */
public record TwoStepUsers(UserResolver finding, UserResolver reading) implements UserResolver {

    @Override
    public UserResolution resolve(String username, DirectorySession session) throws DirectoryException {
        UserResolution resolution = finding.resolve(username, session);
        return resolution instanceof UserResolution.Found found
                ? new UserResolution.Found(unread(found.user()))
                : resolution;
    }

    private static User unread(User user) {
        return User.unread(user.typed(), user.bindName(), user.dn());
    }

    @Override
    public PendingUser beginReading(String username, Dn dn, DirectorySession session) throws DirectoryException {
        return reading.beginReading(username, dn, session);
    }
}
