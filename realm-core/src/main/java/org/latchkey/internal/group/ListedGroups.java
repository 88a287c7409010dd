package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.List;
import org.latchkey.auth.Dn;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.GroupRange;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.User;

/**
 * Takes those groups that the user's entry lists in {@code memberOf} which a search would find too: where groups are.
 *
 * @param ranges where they are
 */
record ListedGroups(List<GroupRange> ranges) implements GroupResolver {

    static final String ATTRIBUTE = "memberOf";

    @Override
    public PendingGroups begin(User expected, DirectorySession session) {
        return this::groups;
    }

    private List<Group> groups(User user) throws DirectoryException {
        List<Group> groups = new ArrayList<>();
        DirectoryEntry entry = user.entry();
        if (entry != null) {
            for (Object value : entry.values(ATTRIBUTE)) {
                Dn dn = Dn.tryParse(value instanceof String text ? text : "")
                        .filter(name -> !name.isRoot())
                        .orElseThrow(() -> new DirectoryException(
                                UnavailableCause.INCOMPLETE,
                                "a value of " + ATTRIBUTE + " of " + entry.dn() + " is no group's name"));
                if (ranges.stream().anyMatch(range -> range.reaches(dn))) {
                    groups.add(new Group(dn, dn.leafName().orElse(null)));
                }
            }
        }
        return groups;
    }
}
