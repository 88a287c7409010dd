package org.latchkey.internal.group;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.spi.DirectoryEntry;

/** Chooses the one role name of a group. */
final class GroupName {

    private static final int LONGEST = 1024;

    private GroupName() {}

    /**
     * The value the entry is named by, else the first in the order of their characters, so that the answer does not depend
     * on the order a server happens to return.
     */
    static @Nullable String of(DirectoryEntry group, String attribute) {
        List<String> values = group.texts(attribute);
        if (values.size() <= 1) {
            return values.isEmpty() ? null : values.get(0);
        }
        return group.dn()
                .leafValue(attribute)
                .filter(values::contains)
                .or(() -> values.stream().sorted().findFirst())
                .orElse(null);
    }

    /** Whether a name is short enough to go into another filter. */
    static boolean isBounded(String name) {
        return name.length() <= LONGEST;
    }
}
