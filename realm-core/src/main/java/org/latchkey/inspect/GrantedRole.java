package org.latchkey.inspect;

import java.util.List;
import java.util.Objects;

/**
 * A role and where it comes from. Immutable.
 *
 * @param role the role
 * @param sources each rule that grants it, one or more
 */
public record GrantedRole(String role, List<Source> sources) {

    /** Checks that there is a role, and copies the list. */
    public GrantedRole {
        Objects.requireNonNull(role, "role");
        sources = List.copyOf(sources);
    }

    /**
     * What granted a role. Immutable.
     *
     * @param rule the rule, with its key
     * @param group the group it looked at, by its place in the list, or -1 where it looked at none or at all of them
     */
    public record Source(String rule, int group) {

        /** Checks that there is a rule. */
        public Source {
            Objects.requireNonNull(rule, "rule");
        }
    }
}
