package org.latchkey.internal.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.GroupPattern;
import org.latchkey.config.GroupPattern.OfEntry;
import org.latchkey.config.GroupPattern.OfExpression;
import org.latchkey.config.GroupPattern.OfName;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.RoleCase;
import org.latchkey.config.RoleMapping;
import org.latchkey.config.RoleNaming;
import org.latchkey.inspect.GrantedRole;
import org.latchkey.spi.Group;

/** Notes which rules made which roles. Used by one thread. */
final class RoleNotes {

    private final RoleNaming naming;
    private final Map<String, Set<Grant>> grants = new LinkedHashMap<>();
    private final Set<Object> used = new HashSet<>();

    /** A rule, and the group it looked at. */
    private record Grant(String rule, @Nullable Object group) {}

    RoleNotes(RealmConfig config) {
        this.naming = config.roleRules().naming();
    }

    void clear() {
        grants.clear();
        used.clear();
    }

    void granted(String role, @Nullable Group group, @Nullable RoleMapping row) {
        Object key = group == null ? null : GroupNotes.key(group);
        if (key != null) {
            used.add(key);
        }
        add(role, new Grant(row == null ? (key == null ? "commonRole" : ownName()) : mapping(row), key));
    }

    void grantedBySite(String role) {
        add(role, new Grant("roleMapperClassName", null));
    }

    private void add(String role, Grant grant) {
        grants.computeIfAbsent(role, unknown -> new LinkedHashSet<>()).add(grant);
    }

    private String ownName() {
        String letters = naming.letters() == RoleCase.KEEP ? "" : ", roleCase " + naming.letters();
        return "its name" + letters + (naming.prefix().isEmpty() ? "" : ", rolePrefix " + naming.prefix());
    }

    private static String mapping(RoleMapping row) {
        return "roleMapping " + who(row.who()) + " -> " + String.join(", ", row.roles());
    }

    private static String who(GroupPattern pattern) {
        if (pattern instanceof OfEntry entry) {
            return entry.dn().toString();
        }
        if (pattern instanceof OfName name) {
            return name.glob().toString();
        }
        return pattern instanceof OfExpression condition
                ? condition.expression().toString()
                : "everybody";
    }

    /** The groups that roles come from. */
    Set<Object> used() {
        return used;
    }

    List<GrantedRole> granted(List<Group> groups) {
        Map<Object, Integer> places = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            places.putIfAbsent(GroupNotes.key(groups.get(i)), i);
        }
        List<GrantedRole> roles = new ArrayList<>();
        grants.forEach((role, by) -> roles.add(new GrantedRole(
                role,
                by.stream()
                        .map(grant -> new GrantedRole.Source(
                                grant.rule(), grant.group() == null ? -1 : places.getOrDefault(grant.group(), -1)))
                        .toList())));
        return roles;
    }
}
