package org.latchkey.internal.role;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.latchkey.spi.Group;
import org.latchkey.spi.RoleMapper;
import org.latchkey.spi.User;

/**
 * The roles that a site's own mapper names, and the common one. What {@link ServletRoles} lets no directory grant, a mapper
 * cannot either.
 *
 * @param site the site's mapper
 * @param common a role for everybody
 */
public record SiteRoles(RoleMapper site, Optional<String> common) implements RoleMapper {

    @Override
    public Set<String> roles(User user, List<Group> groups) {
        Set<String> roles = new LinkedHashSet<>(site.roles(user, groups));
        roles.removeIf(role -> role.isEmpty() || role.equals("*") || role.equals("**"));
        common.ifPresent(roles::add);
        return roles;
    }
}
