package org.latchkey.inspect;

import java.util.List;

/**
 * Which groups a survey has seen. Immutable.
 *
 * @param bases the deepest entries that have them below: one, or several where a search from above them would be referred to
 *     another server; none where there are no groups
 * @param kinds by what they know their members, in the order of {@link GroupKind}
 * @param nested whether a group is a member of another
 */
public record GroupsSeen(List<String> bases, List<GroupKind> kinds, boolean nested) {

    /** Copies the lists. */
    public GroupsSeen {
        bases = List.copyOf(bases);
        kinds = List.copyOf(kinds);
    }
}
