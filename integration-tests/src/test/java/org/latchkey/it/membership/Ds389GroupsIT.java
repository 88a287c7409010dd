package org.latchkey.it.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.ds389.Ds389;
import org.latchkey.it.ds389.Ds389Tree;
import org.latchkey.it.login.Engine;

/** The ways in which a real 389 Directory Server tells who is in a group give the same roles; and what they cost. */
class Ds389GroupsIT {
    @RegisterExtension
    static final Ds389 SERVER = Ds389.shared();

    private static Engine engine(String type, boolean nested, String... more) throws Exception {
        List<String> keys = new ArrayList<>();
        SERVER.config().forEach((key, value) -> keys.addAll(List.of(key, value)));
        keys.addAll(List.of(
                "userBase",
                Ds389Tree.PEOPLE,
                "userSearch",
                "(uid={0})",
                "groupType",
                type,
                "roleNested",
                String.valueOf(nested),
                "rememberDn",
                "0"));
        keys.addAll(List.of(more));
        return Engine.of(keys.toArray(String[]::new));
    }

    private static Set<String> roles(Engine engine, String uid) {
        return new TreeSet<>(
                Engine.roles(engine.login(uid, Ds389Tree.person(uid).password())));
    }

    private static void cost(Engine engine, String strategy, boolean nested, int searches) throws Exception {
        int levels = nested ? Ds389Tree.NEST_CHAIN - 1 : 0;
        assertThat(StrategyTable.add(
                        "389 Directory Server", strategy, levels, engine, SERVER::during, () -> roles(engine, "alice")))
                .isEqualTo(searches);
    }

    @Test
    void auto_finds_by_search_what_the_server_s_own_plugin_lists() throws Exception {
        String[] base = {"roleBase", Ds389Tree.GROUPS};
        try (Engine listed = engine("memberOf", false);
                Engine climbing = engine("member", true, base);
                Engine flat = engine("auto", false, base);
                Engine auto = engine("auto", true, base)) {
            cost(listed, "memberOf", true, 1);
            cost(climbing, "member", true, 2);
            cost(flat, "auto", false, 4);
            cost(auto, "auto", true, 4);
            for (String uid : List.of("alice", "bob", "carol", "erin", "nobody")) {
                Set<String> found = roles(auto, uid);
                found.remove("engineers");
                assertThat(found).as(uid).isEqualTo(roles(listed, uid));
                assertThat(roles(climbing, uid)).as(uid).isEqualTo(roles(listed, uid));
            }
            assertThat(roles(auto, "dave"))
                    .as("by unique member, which the plugin does not list")
                    .contains("auditors", "chief-auditors");
            assertThat(auto.health().membership())
                    .startsWith("389 Project")
                    .contains("searched for by member, uniqueMember, ");
        }
    }

    @Test
    void a_group_that_only_describes_its_members_has_those_who_match() throws Exception {
        try (Engine described = engine("memberURL", false, "roleBase", Ds389Tree.GROUPS);
                Engine auto = engine("auto", false, "roleBase", Ds389Tree.GROUPS)) {
            cost(described, "memberURL", false, 3);
            for (String uid : List.of("alice", "engineer", "nobody")) {
                Set<String> found = roles(auto, uid);
                found.retainAll(Set.of("engineers"));
                assertThat(roles(described, uid)).as(uid).isEqualTo(found);
            }
            assertThat(roles(described, "engineer")).containsExactly("engineers");
            assertThat(roles(described, "alice")).isEmpty();
        }
    }
}
