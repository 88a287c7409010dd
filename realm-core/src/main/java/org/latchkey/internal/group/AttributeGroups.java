package org.latchkey.internal.group;

import java.util.List;
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
    public PendingGroups begin(User user, DirectorySession session) {
        List<Group> groups = attributes.stream()
                .flatMap(attribute -> user.attributes().stream().flatMap(entry -> entry.texts(attribute).stream()))
                .map(name -> new Group(null, name))
                .toList();
        return () -> groups;
    }
}
