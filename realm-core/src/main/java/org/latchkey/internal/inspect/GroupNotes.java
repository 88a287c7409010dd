package org.latchkey.internal.inspect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.latchkey.config.RoleRules;
import org.latchkey.inspect.FoundGroup;
import org.latchkey.spi.Group;

/** Notes which groups led to which. Used by one thread. */
final class GroupNotes {

    private final Map<Object, Set<String>> how = new LinkedHashMap<>();
    private final Map<Object, Set<Object>> members = new LinkedHashMap<>();

    /** Whether a server that climbs by itself told of a group, and so did not tell what it climbed through. */
    private static boolean isClimbed(String by) {
        return by.contains(":1.2.840.113556.1.4.1941:") || by.equals("tokenGroups");
    }

    /** Whether it is not known of some group what led to it. */
    boolean lacksChains() {
        return how.values().stream().anyMatch(by -> by.stream().allMatch(GroupNotes::isClimbed));
    }

    void direct(Group group, String by) {
        how.computeIfAbsent(key(group), unknown -> new LinkedHashSet<>()).add(by);
    }

    void above(Group child, Group parent) {
        members.computeIfAbsent(key(parent), unknown -> new LinkedHashSet<>()).add(key(child));
    }

    /** A group is its entry, and a name only where no entry is known. */
    static Object key(Group group) {
        return group.dn() != null ? group.dn() : group.roleName().orElse("");
    }

    /** The groups that a login went by, each with what led to it. */
    List<FoundGroup> found(List<Group> groups, RoleRules rules, Set<Object> used) {
        Map<Object, Integer> places = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            places.putIfAbsent(key(groups.get(i)), i);
        }
        Map<Integer, Integer> from = climbed(groups, places);
        List<FoundGroup> found = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            found.add(new FoundGroup(
                    group.dn() == null ? null : group.dn().toString(),
                    group.name(),
                    List.copyOf(how.getOrDefault(key(group), Set.of())),
                    chain(i, from),
                    places(members.getOrDefault(key(group), Set.of()), places),
                    used.contains(key(group)) ? "" : unused(group, rules)));
        }
        return found;
    }

    /** From which group each was reached first, going up from the user's own. */
    private Map<Integer, Integer> climbed(List<Group> groups, Map<Object, Integer> places) {
        Map<Integer, List<Integer>> parents = new HashMap<>();
        Map<Integer, Integer> from = new HashMap<>();
        Deque<Integer> next = new ArrayDeque<>();
        for (int i = 0; i < groups.size(); i++) {
            int parent = i;
            places(members.getOrDefault(key(groups.get(i)), Set.of()), places)
                    .forEach(child -> parents.computeIfAbsent(child, unknown -> new ArrayList<>())
                            .add(parent));
            if (how.getOrDefault(key(groups.get(i)), Set.of()).stream().anyMatch(by -> !isClimbed(by))) {
                from.put(i, -1);
                next.add(i);
            }
        }
        while (!next.isEmpty()) {
            int child = next.remove();
            for (int parent : parents.getOrDefault(child, List.of())) {
                if (from.putIfAbsent(parent, child) == null) {
                    next.add(parent);
                }
            }
        }
        return from;
    }

    private static List<Integer> chain(int group, Map<Integer, Integer> from) {
        Deque<Integer> chain = new ArrayDeque<>();
        for (int at = from.getOrDefault(group, -1); at >= 0; at = from.getOrDefault(at, -1)) {
            chain.addFirst(at);
        }
        return List.copyOf(chain);
    }

    private static List<Integer> places(Set<Object> keys, Map<Object, Integer> places) {
        return keys.stream()
                .filter(places::containsKey)
                .map(places::get)
                .sorted()
                .toList();
    }

    private static String unused(Group group, RoleRules rules) {
        String name = group.roleName().orElse("");
        if (name.isEmpty()) {
            return "it has no role name (roleName)";
        }
        if (rules.mappedOnly()) {
            return "no row of roleMapping names it, and roleMappingOnly is true";
        }
        return rules.naming().refusal(name).orElse("its name is reserved, or too long to be a role");
    }
}
