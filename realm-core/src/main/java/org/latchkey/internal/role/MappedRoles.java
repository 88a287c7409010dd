package org.latchkey.internal.role;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    private final List<String> forEverybody = new ArrayList<>();
    private final Map<Dn, List<String>> byEntry = new HashMap<>();
    private final Map<String, List<String>> byName = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();

    /** A row whose left side has stars or question marks. */
    private record Pattern(RoleGlob glob, RoleMapping row) {}

    /** A row whose left side has operators. */
    private record Condition(OfExpression who, List<String> roles) {}

    MappedRoles(List<RoleMapping> rows) {
        rows.forEach(this::add);
    }

    private void add(RoleMapping row) {
        if (row.who() instanceof Everybody) {
            forEverybody.addAll(row.roles());
        } else if (row.who() instanceof OfExpression expression) {
            conditions.add(new Condition(expression, row.roles()));
        } else if (row.who() instanceof OfEntry entry) {
            byEntry.computeIfAbsent(entry.dn(), dn -> new ArrayList<>()).addAll(row.roles());
        } else if (row.who() instanceof OfName name && name.glob().isLiteral()) {
            String folded = RoleGlob.fold(name.glob().toString());
            byName.computeIfAbsent(folded, key -> new ArrayList<>()).addAll(row.roles());
        } else if (row.who() instanceof OfName name) {
            patterns.add(new Pattern(name.glob(), row));
        }
    }

    /** What is given to everybody, and for all groups taken together. */
    List<String> ofAll(List<Group> groups) {
        if (conditions.isEmpty()) {
            return forEverybody;
        }
        List<String> roles = new ArrayList<>(forEverybody);
        Membership membership = Membership.of(groups);
        for (Condition condition : conditions) {
            if (condition.who().expression().test(membership::holds)) {
                roles.addAll(condition.roles());
            }
        }
        return roles;
    }

    /** What the members of one group have. */
    Stream<String> ofOne(Group group) {
        Stream<String> entry = byEntry.isEmpty()
                ? Stream.empty()
                : Membership.dn(group).map(dn -> byEntry.getOrDefault(dn, List.of())).stream()
                        .flatMap(List::stream);
        return Stream.concat(entry, Membership.name(group).stream().flatMap(this::ofName));
    }

    private Stream<String> ofName(String name) {
        Stream<String> exact = byName.getOrDefault(RoleGlob.fold(name), List.of()).stream();
        Stream<String> fitting = patterns.stream()
                .flatMap(pattern -> pattern.glob().captured(name).stream()
                        .flatMap(captured -> pattern.row().rolesFor(captured).stream()));
        return Stream.concat(exact, fitting);
    }
}
