package org.latchkey.internal.role;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.latchkey.auth.Dn;
import org.latchkey.config.GroupExpression.Leaf;
import org.latchkey.config.RoleGlob;
import org.latchkey.spi.Group;

/**
 * The groups of one user, to be asked for by DN or by name. Immutable.
 *
 * @param entries their DNs
 * @param names their role names, folded
 */
record Membership(Set<Dn> entries, Set<String> names) {

    /** Above this a name could be no role either; what is made up by somebody else must not cost much. */
    private static final int LONGEST_NAME = 1024;

    static Membership of(List<Group> groups) {
        Set<Dn> entries = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Group group : groups) {
            dn(group).ifPresent(entries::add);
            name(group).map(RoleGlob::fold).ifPresent(names::add);
        }
        return new Membership(entries, names);
    }

    /** Where only a name is known, as from an attribute of the user's entry, that may be a DN itself. */
    static Optional<Dn> dn(Group group) {
        return group.dn() != null
                ? Optional.of(group.dn())
                : name(group).filter(name -> name.indexOf('=') >= 0).flatMap(Dn::tryParse);
    }

    /** The role name, unless it is too long to be one. */
    static Optional<String> name(Group group) {
        return group.roleName().filter(name -> name.length() <= LONGEST_NAME);
    }

    boolean holds(Leaf group) {
        return group.dn() == null ? names.contains(RoleGlob.fold(group.name())) : entries.contains(group.dn());
    }
}
