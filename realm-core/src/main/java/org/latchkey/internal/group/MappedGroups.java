package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.config.GroupExpression.Leaf;
import org.latchkey.config.GroupPattern.OfEntry;
import org.latchkey.config.GroupPattern.OfExpression;
import org.latchkey.config.GroupPattern.OfName;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.RoleConfig;
import org.latchkey.config.RoleMapping;
import org.latchkey.config.RolePlace;

/**
 * Asks for no more groups than some rule names, where only mapped roles count ({@code roleMappingOnly}). The filter may let
 * more through and never less: only plain names that every server compares as we do are put into it.
 */
public final class MappedGroups {

    private static final int MOST = 100;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+( [A-Za-z0-9_.-]+)*");
    /** Compared without regard to case by their schema (RFC 4519, MS-ADA). */
    private static final Set<String> CASELESS = Set.of("cn", "ou", "o", "samaccountname", "name");

    private MappedGroups() {}

    /**
     * Narrows where groups are searched for.
     *
     * @param config the whole configuration
     * @return its roles, their filters narrowed where nothing else than the mapping needs to know of groups
     */
    public static RoleConfig narrowed(RealmConfig config) {
        RoleConfig roles = config.roles();
        boolean allNeeded = !config.roleRules().mappedOnly()
                || roles.nested()
                || roles.nameAttribute() == null
                || roles.method().needsNoFilter()
                || config.admission().requireGroup() != null
                || config.admission().denyGroup() != null
                || config.hooks().roleMapper() != null
                || config.hooks().admissionCheck() != null;
        return allNeeded
                ? roles
                : filter(config.roleRules().mappings(), roles.nameAttribute())
                        .map(filter -> narrowed(roles, filter))
                        .orElse(roles);
    }

    private static RoleConfig narrowed(RoleConfig roles, FilterText filter) {
        return roles.at(roles.places().stream()
                .map(place -> new RolePlace(
                        place.root(),
                        place.base(),
                        place.search() == null ? null : FilterText.all(List.of(filter, place.search())),
                        place.groups(),
                        place.ownSearch(),
                        place.subtree()))
                .toList());
    }

    /** What every group matches that a row may name, or nothing where any group may be meant. */
    private static Optional<FilterText> filter(List<RoleMapping> rows, @Nullable String nameAttribute) {
        Set<String> clauses = new LinkedHashSet<>();
        for (RoleMapping row : rows) {
            Optional<List<String>> more = clauses(row, String.valueOf(nameAttribute));
            if (more.isEmpty()) {
                return Optional.empty();
            }
            clauses.addAll(more.get());
        }
        if (clauses.isEmpty() || clauses.size() > MOST) {
            return Optional.empty();
        }
        return Optional.of(FilterText.parse(
                clauses.size() == 1 ? clauses.iterator().next() : "(|" + String.join("", clauses) + ")"));
    }

    private static Optional<List<String>> clauses(RoleMapping row, String nameAttribute) {
        if (row.who() instanceof OfEntry entry) {
            return ofEntry(entry.dn()).map(List::of);
        }
        if (row.who() instanceof OfName name) {
            return name.glob().isLiteral()
                    ? ofName(name.glob().toString(), nameAttribute).map(List::of)
                    : Optional.empty();
        }
        List<String> clauses = new ArrayList<>();
        if (row.who() instanceof OfExpression expression) {
            for (Leaf leaf : expression.expression().leaves().toList()) {
                Optional<String> clause = leaf.dn() == null ? ofName(leaf.name(), nameAttribute) : ofEntry(leaf.dn());
                if (clause.isEmpty()) {
                    return Optional.empty();
                }
                clauses.add(clause.get());
            }
        }
        return Optional.of(clauses);
    }

    private static Optional<String> ofEntry(Dn dn) {
        return CASELESS.stream()
                .sorted()
                .flatMap(attribute -> dn.leafValue(attribute).flatMap(value -> ofName(value, attribute)).stream())
                .findFirst();
    }

    private static Optional<String> ofName(String name, String attribute) {
        return CASELESS.contains(attribute.toLowerCase(Locale.ROOT))
                        && PLAIN.matcher(name).matches()
                ? Optional.of("(" + attribute + "=" + name + ")")
                : Optional.empty();
    }
}
