package org.latchkey.internal.admission;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.config.GroupExpression.Leaf;
import org.latchkey.config.GroupRange;
import org.latchkey.spi.Group;

/**
 * Whether one user is in a group that an expression names: by its DN, or by its short name where it stands in a range of
 * the role search. Used by one thread, for one login.
 */
final class Membership implements Predicate<Leaf> {

    private final List<Group> groups;
    private final List<GroupRange> ranges;
    private final boolean searched;
    private @Nullable Set<Dn> dns;
    private @Nullable Set<String> names;

    /**
     * Makes it.
     *
     * @param groups all groups of the user
     * @param ranges where groups with short names stand
     * @param searched whether there is a role search, beside which a value of the user's entry is no short name
     */
    Membership(List<Group> groups, List<GroupRange> ranges, boolean searched) {
        this.groups = groups;
        this.ranges = ranges;
        this.searched = searched;
    }

    @Override
    public boolean test(Leaf leaf) {
        return leaf.dn() == null ? names().contains(Folding.narrow(leaf.name())) : dns().contains(leaf.dn());
    }

    private Set<Dn> dns() {
        Set<Dn> all = dns;
        if (all == null) {
            all = new HashSet<>();
            for (Group group : groups) {
                dn(group).ifPresent(all::add);
            }
            dns = all;
        }
        return all;
    }

    private Set<String> names() {
        Set<String> all = names;
        if (all == null) {
            all = new HashSet<>();
            for (Group group : groups) {
                for (String name : shortNames(group)) {
                    all.add(Folding.narrow(name));
                }
            }
            names = all;
        }
        return all;
    }

    /** A value of the user's own entry may be a group's DN, as those of memberOf are. */
    private static Optional<Dn> dn(Group group) {
        return group.dn() != null ? Optional.of(group.dn()) : group.roleName().flatMap(Dn::tryParse);
    }

    private List<String> shortNames(Group group) {
        if (group.dn() == null && searched) {
            return List.of();
        }
        Optional<Dn> dn = dn(group);
        if (dn.isEmpty()) {
            return group.roleName().stream().toList();
        }
        if (ranges.stream().noneMatch(range -> range.contains(dn.get()))) {
            return List.of();
        }
        return group.dn() != null && group.name() != null
                ? List.of(group.name())
                : dn.get().leafName().stream().toList();
    }
}
