package org.latchkey.internal.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.NameTemplate;
import org.latchkey.config.RoleConfig;
import org.latchkey.config.UserConfig;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.User;

class SearchGroupsTest {

    private static final User ALICE = User.read(
            "ALICE",
            "alice",
            new DirectoryEntry(Dn.parse("cn=Doe\\, Jane,ou=people,dc=example"), Map.of("gidNumber", List.of("100"))));

    private final List<String> sent = new ArrayList<>();
    private final Map<String, List<String>> memberOf = new HashMap<>();

    @Test
    void the_dn_goes_into_the_filter_escaped_for_the_filter_alone() throws Exception {
        collect("(member={0})", false, "ou=groups");
        assertThat(sent).containsExactly("(member=cn=Doe\\5c, Jane,ou=people,dc=example)");
    }

    @Test
    void the_name_from_the_entry_is_used_and_not_the_typed_one() throws Exception {
        collect("(memberUid={1})", false, "ou=groups");
        assertThat(sent).containsExactly("(memberUid=alice)");
    }

    @Test
    void an_absent_third_argument_leaves_the_or_and_never_widens_it() throws Exception {
        collect("(|(member={0})(gid={2}))", false, "ou=groups");
        assertThat(sent).containsExactly("(member=cn=Doe\\5c, Jane,ou=people,dc=example)");
        sent.clear();
        collect("(&(objectClass=group)(gid={2}))", false, "ou=groups");
        assertThat(sent).isEmpty();
    }

    @Test
    void the_base_takes_the_parts_of_the_dn_from_the_right() throws Exception {
        List<String> bases = new ArrayList<>();
        DirectorySession session = session(spec -> bases.add(spec.base().toString()));
        resolver("(member={0})", false, "ou=groups,{1},{0}")
                .begin(ALICE, session)
                .collect(ALICE);
        assertThat(bases).containsExactly("ou=groups,ou=people,dc=example");
    }

    @Test
    void a_base_that_asks_for_more_parts_than_the_dn_has_is_unavailable_and_not_no_roles() {
        assertThatThrownBy(() -> collect("(member={0})", false, "ou=groups,{7}"))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.MISCONFIGURED))
                .hasMessageContaining("roleBase");
    }

    @Test
    void a_chain_of_1000_groups_is_followed_to_its_end_one_search_a_level() throws Exception {
        memberOf.put("user", List.of("g0"));
        IntStream.range(0, 999).forEach(i -> memberOf.put("g" + i, List.of("g" + (i + 1))));
        assertThat(names("(member={0})", true)).hasSize(1000).contains("g999");
        assertThat(sent).hasSize(1001);
    }

    @Test
    void cycles_self_members_and_diamonds_end_and_each_group_is_asked_about_once() throws Exception {
        memberOf.put("user", List.of("a"));
        memberOf.put("a", List.of("b", "a"));
        memberOf.put("b", List.of("c", "d"));
        memberOf.put("c", List.of("A", "e"));
        memberOf.put("d", List.of("e"));
        assertThat(names("(member={0})", true)).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        assertThat(sent.stream()
                        .flatMap(f -> List.of(f.split("member=")).stream().skip(1)))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_level_goes_out_as_one_or_filter_in_batches_a_server_takes() throws Exception {
        memberOf.put("user", IntStream.range(0, 250).mapToObj(i -> "g" + i).toList());
        names("(member={0})", true);
        assertThat(sent).hasSize(4);
        assertThat(sent.get(1)).startsWith("(|(member=cn=g0");
        assertThat(sent.get(1).split("member=")).hasSize(101);
    }

    @Test
    void an_error_in_a_later_level_is_no_answer_rather_than_fewer_groups() {
        DirectorySession failing = session(spec -> {
            if (spec.filter().contains("cn=g0")) {
                throw new DirectoryException(UnavailableCause.INCOMPLETE, "size limit");
            }
        });
        memberOf.put("user", List.of("g0"));
        assertThatThrownBy(() -> resolver("(member={0})", true, "ou=groups")
                        .begin(ALICE, failing)
                        .collect(ALICE))
                .isInstanceOf(DirectoryException.class);
    }

    @Test
    void of_several_names_the_one_the_group_is_known_by_counts_else_the_first_in_order() {
        Dn known = Dn.parse("cn=Admins,ou=groups");
        assertThat(GroupName.of(new DirectoryEntry(known, Map.of("cn", List.of("zzz", "Admins"))), "CN"))
                .isEqualTo("Admins");
        assertThat(GroupName.of(new DirectoryEntry(known, Map.of("ou", List.of("z", "b"))), "ou"))
                .isEqualTo("b");
        assertThat(GroupName.of(new DirectoryEntry(known, Map.of("cn;lang-de", List.of("x"))), "cn"))
                .isNull();
    }

    private List<String> names(String filter, boolean nested) throws DirectoryException {
        return collect(filter, nested, "ou=groups").stream()
                .map(group -> group.roleName().orElseThrow())
                .toList();
    }

    private List<Group> collect(String filter, boolean nested, String base) throws DirectoryException {
        return resolver(filter, nested, base).begin(ALICE, session(spec -> {})).collect(ALICE);
    }

    private static SearchGroups resolver(String filter, boolean nested, String base) {
        FilterText search = FilterText.parse(filter);
        RoleConfig roles = new RoleConfig(Dn.ROOT, NameTemplate.parse(base), search, "cn", true, nested, false, null);
        UserConfig users = new UserConfig(
                List.of(),
                Dn.ROOT,
                FilterText.parse("(uid={0})"),
                true,
                false,
                null,
                null,
                List.of(),
                "departmentNumber",
                "uid",
                false,
                0,
                Duration.ZERO,
                List.of(),
                true,
                false);
        return new SearchGroups(roles, search, "cn", users);
    }

    @FunctionalInterface
    private interface Check {
        void on(SearchSpec spec) throws DirectoryException;
    }

    /** A directory of groups that answers every {@code member=} clause of a filter. */
    private DirectorySession session(Check check) {
        return new DirectorySession() {
            @Override
            public SearchResults search(SearchSpec spec) throws DirectoryException {
                check.on(spec);
                sent.add(spec.filter());
                List<DirectoryEntry> found = new ArrayList<>();
                memberOf.forEach((member, groups) -> {
                    String clause = member.equals("user") ? "Jane" : "cn=" + member + ",ou=groups)";
                    if (spec.filter().contains(clause)) {
                        groups.forEach(group -> found.add(new DirectoryEntry(
                                Dn.parse("cn=" + group + ",ou=groups"), Map.of("cn", List.of(group)))));
                    }
                });
                return new SearchResults(found, false);
            }

            @Override
            public Optional<DirectoryEntry> read(Dn dn, List<String> attributes) {
                return Optional.empty();
            }
        };
    }
}
