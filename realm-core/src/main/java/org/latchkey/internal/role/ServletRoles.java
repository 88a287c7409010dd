package org.latchkey.internal.role;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.RoleRules;
import org.latchkey.spi.Group;
import org.latchkey.spi.RoleMapper;
import org.latchkey.spi.User;

/**
 * Names the servlet roles, in this order:
 *
 * <ol>
 *   <li>each group's role name, unless only mapped roles are wanted: its letters are changed ({@code roleCase}), then it is
 *       included or excluded, then it gets the prefix;
 *   <li>the roles that a mapping names, exactly as they are written there: a row looks at the names as the directory gives
 *       them, and nothing of the first step is done to what it says;
 *   <li>the common role for everybody.
 * </ol>
 *
 * <p>{@code *} and {@code **} have a meaning of their own in a deployment descriptor (Servlet 6.0, 13.8), so neither a
 * directory nor a mapping can grant them; a name too long to be one is dropped too, and told once.
 */
public final class ServletRoles implements RoleMapper {

    private static final int LONGEST = 1024;

    private final RoleRules rules;
    private final MappedRoles mapped;
    private final @Nullable String common;
    private final Consumer<String> warnings;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * Makes the mapper.
     *
     * @param rules how groups become roles
     * @param common a role for everybody, or {@code null}
     * @param warnings is told of each group whose name was dropped, once
     */
    public ServletRoles(RoleRules rules, @Nullable String common, Consumer<String> warnings) {
        this.rules = rules;
        this.mapped = new MappedRoles(rules.mappings());
        this.common = common;
        this.warnings = warnings;
    }

    @Override
    public Set<String> roles(User user, List<Group> groups) {
        Set<String> roles = new LinkedHashSet<>();
        tell(groups, (role, group, row) -> roles.add(role));
        return roles;
    }

    /**
     * Tells each role and where it comes from, in their order. What {@link #roles} gives is what is told here.
     *
     * @param groups all groups of the user
     * @param witness is told
     */
    public void tell(List<Group> groups, RoleWitness witness) {
        if (!rules.mappedOnly()) {
            groups.forEach(group -> group.roleName()
                    .filter(name -> isUsable(name, group))
                    .flatMap(rules.naming()::roleFor)
                    .filter(role -> isUsable(role, group))
                    .ifPresent(role -> witness.granted(role, group, null)));
        }
        mapped.ofAll(groups, witness);
        groups.forEach(group -> mapped.ofOne(group, (role, of, row) -> {
            if (isUsable(role, group)) {
                witness.granted(role, of, row);
            }
        }));
        if (common != null) {
            witness.granted(common, null, null);
        }
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
