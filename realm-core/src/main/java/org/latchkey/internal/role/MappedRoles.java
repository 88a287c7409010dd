package org.latchkey.internal.role;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.latchkey.auth.Dn;
import org.latchkey.config.GroupPattern.Everybody;
import org.latchkey.config.GroupPattern.OfEntry;
import org.latchkey.config.GroupPattern.OfExpression;
import org.latchkey.config.GroupPattern.OfName;
import org.latchkey.config.RoleGlob;
import org.latchkey.config.RoleMapping;
import org.latchkey.spi.Group;

/**
 * The roles that rows of the configuration name. Rows for one DN or one name are looked up, so that neither many rows nor
 * many groups make a login slow; only those with stars or operators are tried one by one.
 *
 * <p>Names are compared as the directory gives them, in upper or lower case. Immutable.
 */
final class MappedRoles {

    private final List<RoleMapping> forEverybody = new ArrayList<>();
    private final Map<Dn, List<RoleMapping>> byEntry = new HashMap<>();
    private final Map<String, List<RoleMapping>> byName = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();

    /** A row whose left side has stars or question marks. */
    private record Pattern(RoleGlob glob, RoleMapping row) {}

    /** A row whose left side has operators. */
    private record Condition(OfExpression who, RoleMapping row) {}

    MappedRoles(List<RoleMapping> rows) {
        rows.forEach(this::add);
    }

    private void add(RoleMapping row) {
        if (row.who() instanceof Everybody) {
            forEverybody.add(row);
        } else if (row.who() instanceof OfExpression expression) {
            conditions.add(new Condition(expression, row));
        } else if (row.who() instanceof OfEntry entry) {
            byEntry.computeIfAbsent(entry.dn(), dn -> new ArrayList<>()).add(row);
        } else if (row.who() instanceof OfName name && name.glob().isLiteral()) {
            String folded = RoleGlob.fold(name.glob().toString());
            byName.computeIfAbsent(folded, key -> new ArrayList<>()).add(row);
        } else if (row.who() instanceof OfName name) {
            patterns.add(new Pattern(name.glob(), row));
        }
    }

    /** Tells what is given to everybody, and for all groups taken together. */
    void ofAll(List<Group> groups, RoleWitness witness) {
        forEverybody.forEach(row -> row.roles().forEach(role -> witness.granted(role, null, row)));
        if (conditions.isEmpty()) {
            return;
        }
        Membership membership = Membership.of(groups);
        for (Condition condition : conditions) {
            if (condition.who().expression().test(membership::holds)) {
                condition.row().roles().forEach(role -> witness.granted(role, null, condition.row()));
            }
        }
    }

    /** Tells what the members of one group have. */
    void ofOne(Group group, RoleWitness witness) {
        if (!byEntry.isEmpty()) {
            Membership.dn(group).map(byEntry::get).ifPresent(rows -> granted(rows, group, witness));
        }
        Membership.name(group).ifPresent(name -> ofName(name, group, witness));
    }

    private void ofName(String name, Group group, RoleWitness witness) {
        List<RoleMapping> exact = byName.get(RoleGlob.fold(name));
        if (exact != null) {
            granted(exact, group, witness);
        }
        for (Pattern pattern : patterns) {
            pattern.glob()
                    .captured(name)
                    .ifPresent(captured -> pattern.row()
                            .rolesFor(captured)
                            .forEach(role -> witness.granted(role, group, pattern.row())));
        }
    }

    private static void granted(List<RoleMapping> rows, Group group, RoleWitness witness) {
        rows.forEach(row -> row.roles().forEach(role -> witness.granted(role, group, row)));
    }
}
