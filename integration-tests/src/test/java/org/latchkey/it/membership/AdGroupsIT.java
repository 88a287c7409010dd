package org.latchkey.it.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.login.Engine;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.SambaAd;

/** Each way in which a real Active Directory tells who is in a group, and what it costs. */
class AdGroupsIT {
    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    private static final List<String> DIRECT =
            List.of("staff", "newsletter", "everywhere", "weird, \"group\"/x", "nest-0", "legacy");

    private static Engine engine(String... more) throws Exception {
        List<String> keys = new ArrayList<>();
        for (Map.Entry<String, String> key : DC.config().entrySet()) {
            keys.addAll(List.of(key.getKey(), key.getValue()));
        }
        keys.addAll(List.of(
                "userBase",
                AdDomain.PEOPLE,
                "userSearch",
                "(sAMAccountName={0})",
                "adCompat",
                "true",
                "rememberDn",
                "0",
                "readTimeout",
                "20s",
                "loginTimeout",
                "30s"));
        keys.addAll(List.of(more));
        return Engine.of(keys.toArray(String[]::new));
    }

    private static Set<String> roles(Engine engine, String account) {
        return Engine.roles(engine.login(account, AdDomain.person(account).password()));
    }

    private static Set<String> and(List<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Set<String> nested(String... more) {
        Set<String> all = and(DIRECT, more);
        all.add("local-readers");
        all.add("Domain Users");
        all.add("Users");
        IntStream.range(1, AdDomain.NEST_CHAIN).forEach(i -> all.add("nest-" + i));
        return all;
    }

    private static void assertCost(Engine engine, String strategy, boolean nested, int searches) throws Exception {
        int levels = nested ? AdDomain.NEST_CHAIN - 1 : 0;
        assertThat(StrategyTable.add(
                        "Active Directory (Samba)", strategy, levels, engine, DC::during, () -> roles(engine, "alice")))
                .isEqualTo(searches);
    }

    @Test
    void the_groups_that_the_entry_lists_and_the_primary_one() throws Exception {
        try (Engine engine = engine("groupType", "memberOf")) {
            assertCost(engine, "memberOf", false, 1);
            assertThat(roles(engine, "alice")).isEqualTo(and(DIRECT, "Domain Users"));
            assertThat(roles(engine, "dave"))
                    .as("whose primary group is another one")
                    .containsExactlyInAnyOrder("staff", "engineers", "Domain Users");
        }
    }

    @Test
    void members_by_their_dn_and_the_primary_group_where_groups_are_searched_for() throws Exception {
        String[] whole = {"groupType", "member", "roleBase", AdDomain.BASE, "roleSubtree", "true"};
        try (Engine engine = engine(whole)) {
            assertCost(engine, "member", false, 2);
            assertThat(roles(engine, "alice")).isEqualTo(and(DIRECT, "Domain Users"));
        }
        try (Engine engine = engine("groupType", "member", "roleBase", AdDomain.GROUPS)) {
            assertThat(roles(engine, "frank")).containsExactly("staff");
            assertThat(roles(engine, "dave")).containsExactlyInAnyOrder("staff", "engineers");
        }
    }

    @Test
    void groups_in_groups_level_by_level() throws Exception {
        try (Engine engine =
                engine("groupType", "member", "roleBase", AdDomain.BASE, "roleSubtree", "true", "roleNested", "true")) {
            assertCost(engine, "member", true, 2);
            assertThat(roles(engine, "alice")).isEqualTo(nested());
            assertThat(roles(engine, "carol")).contains("cycle-a", "cycle-b", "cycle-c");
        }
    }

    @Test
    void groups_in_groups_by_the_server_s_own_climbing() throws Exception {
        try (Engine engine = engine("groupType", "inChain", "roleBase", AdDomain.BASE, "roleSubtree", "true")) {
            assertCost(engine, "inChain", true, 2);
            assertThat(roles(engine, "alice")).isEqualTo(nested());
        }
    }

    @Test
    void all_security_groups_by_their_sids() throws Exception {
        try (Engine engine = engine("groupType", "tokenGroups", "roleBase", AdDomain.BASE)) {
            assertCost(engine, "tokenGroups", true, 2);
            Set<String> expected = nested();
            expected.remove("newsletter");
            assertThat(roles(engine, "alice")).isEqualTo(expected);
            assertThat(roles(engine, "dave")).contains("staff", "engineers", "Domain Users");
        }
        try (Engine engine =
                engine("groupType", "tokenGroups", "roleBase", AdDomain.GROUPS, "requireGroup", "nest-9")) {
            assertThat(roles(engine, "alice")).contains("nest-9", "staff").doesNotContain("Domain Users", "legacy");
            assertThat(Engine.reason(engine.login("erin", "erin-c4nary"))).isNotNull();
        }
    }

    @Test
    void auto_finds_out_that_it_is_an_active_directory() throws Exception {
        String[] base = {"groupType", "auto", "roleBase", AdDomain.BASE, "roleSubtree", "true"};
        try (Engine engine = engine(base)) {
            assertCost(engine, "auto", false, 1);
            assertThat(roles(engine, "alice")).isEqualTo(and(DIRECT, "Domain Users"));
            assertThat(engine.health().membership()).startsWith("Active Directory, so groups are known by memberOf");
        }
        try (Engine engine = engine(
                Stream.concat(Stream.of(base), Stream.of("roleNested", "true")).toArray(String[]::new))) {
            assertCost(engine, "auto", true, 1);
            assertThat(roles(engine, "alice")).isEqualTo(nested());
        }
        try (Engine engine =
                engine(Stream.concat(Stream.of(base), Stream.of("roleNested", "true", "groupCacheTtl", "0"))
                        .toArray(String[]::new))) {
            assertThat(roles(engine, "alice")).isEqualTo(nested());
            assertThat(engine.health().membership()).contains("(inChain)");
        }
    }
}
