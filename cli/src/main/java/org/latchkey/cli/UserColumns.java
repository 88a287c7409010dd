package org.latchkey.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a list, in their order.
 *
 * @param change whether what became of a user is told
 * @param id whether the stable id is told
 * @param roles whether roles are told
 * @param reason whether it is told why a login is refused
 * @param attributes the names of the attributes
 */
record UserColumns(boolean change, boolean id, boolean roles, boolean reason, List<String> attributes) {

    static final String CHANGE = "change";
    static final String NAME = "name";
    static final String DN = "dn";
    static final String ID = "id";
    static final String ROLES = "roles";
    static final String REASON = "reason";

    /** Names that no attribute can have here. */
    static final List<String> OURS = List.of(CHANGE, NAME, DN, ID, ROLES, REASON);

    UserColumns {
        attributes = List.copyOf(attributes);
    }

    /** The same, telling what became of each user. */
    UserColumns withChange() {
        return new UserColumns(true, id, roles, reason, attributes);
    }

    /** Whether a column has one value at most, and never needs to tell several apart. */
    static boolean isPlain(String column) {
        return OURS.contains(column) && !column.equals(ROLES);
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        add(names, change, CHANGE);
        names.add(NAME);
        names.add(DN);
        add(names, id, ID);
        add(names, roles, ROLES);
        add(names, reason, REASON);
        names.addAll(attributes);
        return names;
    }

    /** The values of a row, a list for each column. */
    List<List<String>> values(UserRow row) {
        List<List<String>> values = new ArrayList<>();
        add(
                values,
                change,
                row.change() == null ? List.of() : List.of(row.change().word()));
        values.add(List.of(row.name()));
        values.add(List.of(row.dn()));
        add(values, id, one(row.id()));
        add(values, roles, row.roles());
        add(values, reason, one(row.reason()));
        attributes.forEach(name -> values.add(row.attributes().getOrDefault(name, List.of())));
        return values;
    }

    private static List<String> one(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }

    private static <T> void add(List<T> all, boolean wanted, T one) {
        if (wanted) {
            all.add(one);
        }
    }
}
