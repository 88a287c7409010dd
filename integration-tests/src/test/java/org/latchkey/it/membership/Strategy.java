package org.latchkey.it.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.latchkey.it.login.Engine;

/**
 * One way to configure who is in which group, and the contract every way has to keep: the same people have the same roles.
 *
 * @param name its name in the table
 * @param nested whether groups in groups count
 * @param keys the keys it takes, in pairs
 */
record Strategy(String name, boolean nested, List<String> keys) {

    static Strategy flat(String type, String... keys) {
        return of(type, false, keys);
    }

    static Strategy nested(String type, String... keys) {
        return of(type, true, keys);
    }

    private static Strategy of(String type, boolean nested, String... more) {
        List<String> keys = new ArrayList<>(List.of(
                "groupType", type, "roleSearch", "-", "roleName", "-", "rememberDn", "0", "roleNested", "" + nested));
        keys.addAll(List.of(more));
        int base = keys.indexOf("roleBase");
        String where =
                keys.get(base + 1).startsWith("ou=by-") ? keys.get(base + 1).replaceAll(",.*", "") : "";
        return new Strategy((type + " " + where).strip(), nested, keys);
    }

    /** Opens an engine with these keys. */
    @FunctionalInterface
    interface Opening {
        Engine with(String... pairs) throws Exception;
    }

    /** Who logs in has the roles of the company, and never one more or less. */
    void holds(String server, Opening opening, StrategyTable.Counting counting) throws Exception {
        try (Engine engine = opening.with(keys.toArray(String[]::new))) {
            for (String person : Company.PEOPLE) {
                assertRoles(engine, person);
            }
            StrategyTable.add(
                    server, name, nested ? Company.LEVELS : 0, engine, counting, () -> assertRoles(engine, "alice"));
        }
    }

    private void assertRoles(Engine engine, String person) {
        Set<String> roles = new TreeSet<>(Engine.roles(engine.loginAs(person)));
        // the fixture has groups of its own, which an entry lists too
        roles.retainAll(Company.MEMBERS.keySet());
        assertThat(roles).as("%s by %s", person, keys).isEqualTo(Company.roles(person, nested));
    }

    @Override
    public String toString() {
        return name + (nested ? " nested" : "");
    }
}
