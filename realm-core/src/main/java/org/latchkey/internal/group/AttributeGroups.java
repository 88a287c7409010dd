package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.List;
import org.latchkey.auth.Dn;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.User;

/**
 * Takes role names from attributes of the user's own entry: each value as it is, or the name in a DN's first part.
 *
 * @param attributes the attributes
 * @param dns whether the values are DNs
 */
public record AttributeGroups(List<String> attributes, boolean dns) implements GroupResolver {

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
                groups.add(group(name, dns));
            }
        }
        return groups;
    }

    static Group group(String value, boolean dn) {
        return dn ? named(value) : new Group(null, value);
    }

    /** What is no DN is a name all the same: to leave it out would be to know of fewer groups than there are. */
    private static Group named(String value) {
        return Dn.tryParse(value)
                .filter(dn -> !dn.isRoot())
                .map(dn -> new Group(dn, dn.leafName().orElse(value)))
                .orElseGet(() -> new Group(null, value));
    }
}
