package org.latchkey.inspect;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A group of the user. Immutable.
 *
 * @param dn its DN, or {@code null} where only a name is known
 * @param name its role name, or {@code null} where it has none
 * @param how what told that the user is in it: attributes and filters; empty where only other groups led to it
 * @param chain the groups that lead from the user to this one, the first one a group of the user's own; empty for a group of
 *     the user's own
 * @param members which of the user's groups are in it, by their places in the list
 * @param unused why no role comes from it, or empty where one does
 */
public record FoundGroup(
        @Nullable String dn,
        @Nullable String name,
        List<String> how,
        List<Integer> chain,
        List<Integer> members,
        String unused) {

    /** Checks that every part is there, and copies the lists. */
    public FoundGroup {
        how = List.copyOf(how);
        chain = List.copyOf(chain);
        members = List.copyOf(members);
        Objects.requireNonNull(unused, "unused");
    }

    /**
     * What to call it.
     *
     * @return its DN, else its name
     */
    public String label() {
        return dn != null ? dn : String.valueOf(name);
    }

    /**
     * What to call it in few words.
     *
     * @return its role name, or else its label
     */
    public String shortName() {
        return name == null ? label() : name;
    }
}
