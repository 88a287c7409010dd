package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.List;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.User;

/**
 * Takes role names from attributes of the user's own entry, each value as it is.
 *
 * @param attributes the attributes
 */
public record AttributeGroups(List<String> attributes) implements GroupResolver {

    /** Copies the list. */
    public AttributeGroups {
        attributes = List.copyOf(attributes);
    }

    @Override
    public PendingGroups begin(User expected, DirectorySession session) {
        return this::groups;
    }

    private List<Group> groups(User user) {
        DirectoryEntry entry = user.entry();
        if (entry == null) {
            return List.of();
        }
        List<Group> groups = new ArrayList<>();
        for (String attribute : attributes) {
            for (String name : entry.texts(attribute)) {
                groups.add(new Group(null, name));
            }
        }
        return groups;
    }
}
