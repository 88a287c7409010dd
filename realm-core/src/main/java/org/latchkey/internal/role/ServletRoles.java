package org.latchkey.internal.role;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.latchkey.spi.Group;
import org.latchkey.spi.RoleMapper;
import org.latchkey.spi.User;

/**
 * Names the servlet roles: each group's role name as it is, and the common role for everybody.
 *
 * <p>{@code *} and {@code **} have a meaning of their own in a deployment descriptor (Servlet 6.0, 13.8), so a directory
 * can never grant them; a name too long to be one is dropped too, and told once.
 */
public final class ServletRoles implements RoleMapper {

    private static final int LONGEST = 1024;

    private final @Nullable String common;
    private final Consumer<String> warnings;
    private final Set<String> warned = java.util.concurrent.ConcurrentHashMap.newKeySet();

    /**
     * Makes the mapper.
     *
     * @param common a role for everybody, or {@code null}
     * @param warnings is told of each group whose name was dropped, once
     */
    public ServletRoles(@Nullable String common, Consumer<String> warnings) {
        this.common = common;
        this.warnings = warnings;
    }

    @Override
    public Set<String> roles(User user, List<Group> groups) {
        Set<String> roles = new LinkedHashSet<>();
        for (Group group : groups) {
            group.roleName().filter(name -> isUsable(name, group)).ifPresent(roles::add);
        }
        if (common != null) {
            roles.add(common);
        }
        return roles;
    }

    private boolean isUsable(String name, Group group) {
        if (name.isEmpty()) {
            return false;
        }
        boolean reserved = name.equals("*") || name.equals("**");
        if (!reserved && name.length() <= LONGEST) {
            return true;
        }
        String which = group.dn() == null
                ? "an attribute of the user's entry"
                : shortened(group.dn().toString());
        if (warned.size() < LONGEST && warned.add(which)) {
            warnings.accept("the role name of " + which + " was dropped: "
                    + (reserved ? "'" + name + "' is reserved" : name.length() + " characters, at most " + LONGEST));
        }
        return false;
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "...";
    }
}
