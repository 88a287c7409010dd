package org.latchkey.spi;

import java.util.List;
import java.util.Set;

/**
 * Turns groups into role names.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface RoleMapper {

    /**
     * Maps.
     *
     * @param user the user
     * @param groups all groups of the user
     * @return the role names, in a stable order
     */
    Set<String> roles(User user, List<Group> groups);
}
