package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.List;
import org.latchkey.auth.Dn;
import org.latchkey.config.GroupRange;
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

    private List<Group> groups(User user) {
        List<Group> groups = new ArrayList<>();
        user.attributes()
                .ifPresent(entry -> entry.texts(ATTRIBUTE).stream()
                        .flatMap(text -> Dn.tryParse(text).stream())
                        .filter(dn -> ranges.stream().anyMatch(range -> range.reaches(dn)))
                        .forEach(dn -> groups.add(new Group(dn, dn.leafName().orElse(null)))));
        return groups;
    }
}
