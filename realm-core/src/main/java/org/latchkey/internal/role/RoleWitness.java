package org.latchkey.internal.role;

import org.jspecify.annotations.Nullable;
import org.latchkey.config.RoleMapping;
import org.latchkey.spi.Group;

/** Is told of each role that is granted, and why. */
@FunctionalInterface
public interface RoleWitness {

    /**
     * A role, perhaps one that was granted before.
     *
     * @param role the role
     * @param group the group it comes from, or {@code null} where it comes from all of them together or from none
     * @param row the row that names it, or {@code null} where it is the group's own name or the common role
     */
    void granted(String role, @Nullable Group group, @Nullable RoleMapping row);
}
