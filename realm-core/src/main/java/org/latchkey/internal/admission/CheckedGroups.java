package org.latchkey.internal.admission;

import java.util.List;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.User;

/**
 * Looks for the groups that admission names with the rights by which the user's groups are searched: where these are the
 * user's own, nobody else may see them.
 *
 * @param inner finds the user's groups
 * @param named the groups that admission names
 */
public record CheckedGroups(GroupResolver inner, NamedGroups named) implements GroupResolver {

    @Override
    public PendingGroups begin(User user, DirectorySession session) throws DirectoryException {
        PendingGroups begun = inner.begin(user, session);
        return new PendingGroups() {
            @Override
            public List<Group> collect(User known) throws DirectoryException {
                named.check(session);
                return begun.collect(known);
            }

            @Override
            public void close() {
                begun.close();
            }
        };
    }
}
