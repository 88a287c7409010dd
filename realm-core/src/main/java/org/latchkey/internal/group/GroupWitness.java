package org.latchkey.internal.group;

import java.util.List;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.User;

/**
 * Is told how each group was found. Where somebody listens, the groups above are asked for one group at a time, so that it is
 * known which led to which: the same groups by more searches. Used by one thread.
 */
public interface GroupWitness {

    /** Nobody listens. */
    GroupWitness NONE = new GroupWitness() {
        @Override
        public boolean listens() {
            return false;
        }

        @Override
        public void direct(Group group, String how) {}

        @Override
        public void above(Group child, Group parent) {}
    };

    /**
     * Whether somebody listens.
     *
     * @return false for an ordinary login
     */
    default boolean listens() {
        return true;
    }

    /**
     * A group that the user's own entry or name led to.
     *
     * @param group the group
     * @param how what told of it: an attribute, or a filter
     */
    void direct(Group group, String how);

    /**
     * A group that has a group for a member.
     *
     * @param child the member
     * @param parent the group
     */
    void above(Group child, Group parent);

    /**
     * The same resolver, telling of what it finds.
     *
     * @param how what it goes by
     * @param part the resolver
     * @return the resolver itself where nobody listens
     */
    default GroupResolver told(String how, GroupResolver part) {
        return listens() ? (user, session) -> telling(how, part, user, session) : part;
    }

    private PendingGroups telling(String how, GroupResolver part, User user, DirectorySession session)
            throws DirectoryException {
        PendingGroups begun = part.begin(user, session);
        return new PendingGroups() {
            @Override
            public List<Group> collect(User known) throws DirectoryException {
                List<Group> groups = begun.collect(known);
                groups.forEach(group -> direct(group, how));
                return groups;
            }

            @Override
            public void close() {
                begun.close();
            }
        };
    }
}
