package org.latchkey.internal.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.GroupMethod;
import org.latchkey.config.NameConfig;
import org.latchkey.config.NameTemplate;
import org.latchkey.config.RoleConfig;
import org.latchkey.config.RolePlace;
import org.latchkey.config.UserConfig;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
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
    private GroupGraph graph = new GroupGraph(Duration.ZERO, System::nanoTime);
    private int depth = 1000;
    private boolean asService = true;

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
    void of_several_values_the_first_attribute_gives_one_and_those_behind_it_each() throws Exception {
        User user = User.read(
                "ALICE",
                "alice",
                new DirectoryEntry(
                        Dn.parse("cn=alice"),
                        Map.of("departmentNumber", List.of("5", "6"), "uid", List.of("alice", "a(l"))));
        resolver("(|(gidNumber={2})(memberUid={3}))", false, "ou=groups")
                .begin(user, session(spec -> {}))
                .collect(user);
        assertThat(sent).containsExactly("(|(|(gidNumber=5)(memberUid=alice))(|(gidNumber=5)(memberUid=a\\28l)))");
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
    void what_any_of_several_bases_has_counts_and_every_level_is_asked_at_all_of_them() throws Exception {
        memberOf.put("user", List.of("a"));
        memberOf.put("a", List.of("b"));
        List<String> bases = new ArrayList<>();
        DirectorySession session = session(spec -> bases.add(spec.base().toString()));
        assertThat(resolver("(member={0})", true, "ou=groups", "ou=more")
                        .begin(ALICE, session)
                        .collect(ALICE))
                .extracting(Group::name)
                .containsExactly("a", "b");
        assertThat(bases).containsExactly("ou=groups", "ou=more", "ou=groups", "ou=more", "ou=groups", "ou=more");
    }

    @Test
    void an_error_at_one_of_several_bases_is_no_answer() {
        memberOf.put("user", List.of("a"));
        DirectorySession failing = session(spec -> {
            if (spec.base().equals(Dn.parse("ou=more"))) {
                throw new DirectoryException(UnavailableCause.MISCONFIGURED, "no such entry");
            }
        });
        assertThatThrownBy(() -> resolver("(member={0})", false, "ou=groups", "ou=more")
                        .begin(ALICE, failing)
                        .collect(ALICE))
                .isInstanceOf(DirectoryException.class);
    }

    @Test
    void what_is_known_of_groups_at_one_base_is_not_taken_for_another() throws Exception {
        graph = new GroupGraph(Duration.ofMinutes(5), System::nanoTime);
        memberOf.put("user", List.of("a"));
        memberOf.put("a", List.of("b"));
        GroupResolver several = resolver("(member={0})", true, "ou=groups", "ou=more");
        several.begin(ALICE, session(spec -> {})).collect(ALICE);
        assertThat(sent).hasSize(6);
        sent.clear();
        assertThat(several.begin(ALICE, session(spec -> {})).collect(ALICE)).hasSize(2);
        assertThat(sent).hasSize(2);
    }

    @Test
    void a_chain_of_1000_groups_is_followed_to_its_end_one_search_a_level() throws Exception {
        chain(1000);
        assertThat(names("(member={0})", true)).hasSize(1000).contains("g999");
        assertThat(sent).hasSize(1001);
    }

    @Test
    void as_many_levels_as_allowed_are_followed_and_one_more_is_no_answer_and_names_the_key() throws Exception {
        chain(10_000);
        depth = 9;
        assertThatThrownBy(() -> names("(member={0})", true))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.INCOMPLETE))
                .hasMessageContaining("roleNestedDepth, which is 9")
                .hasMessageContaining("cn=g10,ou=groups");
        assertThat(sent).hasSize(11);
        memberOf.remove("g9");
        assertThat(names("(member={0})", true)).hasSize(10);
    }

    private void chain(int length) {
        memberOf.put("user", List.of("g0"));
        IntStream.range(0, length - 1).forEach(i -> memberOf.put("g" + i, List.of("g" + (i + 1))));
    }

    @Test
    void five_thousand_groups_are_found_and_more_than_twenty_thousand_are_no_answer() throws Exception {
        memberOf.put("user", numbered(5_000));
        assertThat(names("(member={0})", true)).hasSize(5_000);
        memberOf.put("user", numbered(20_001));
        assertThatThrownBy(() -> names("(member={0})", true)).hasMessageContaining("more than 20000 groups");
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "g" + i).toList();
    }

    @Test
    void what_is_known_of_groups_in_groups_is_not_asked_again_and_who_is_in_them_always_is() throws Exception {
        graph = new GroupGraph(Duration.ofMinutes(5), System::nanoTime);
        memberOf.put("user", List.of("a", "b"));
        memberOf.put("a", List.of("c"));
        memberOf.put("b", List.of("d"));
        assertThat(names("(member={0})", true)).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(sent).hasSize(3);
        sent.clear();
        assertThat(names("(member={0})", true)).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(sent).hasSize(1);
        sent.clear();
        memberOf.put("user", List.of("c", "d"));
        assertThat(names("(member={0})", true)).containsExactlyInAnyOrder("c", "d");
        assertThat(sent).hasSize(1);
        sent.clear();
        graph.clear();
        assertThat(names("(member={0})", true)).containsExactlyInAnyOrder("c", "d");
        assertThat(sent).hasSize(2);
    }

    @Test
    void what_is_known_of_groups_is_forgotten_when_its_time_is_over_however_often_it_is_used() throws Exception {
        AtomicLong now = new AtomicLong();
        graph = new GroupGraph(Duration.ofMinutes(5), now::get);
        memberOf.put("user", List.of("a"));
        assertThat(names("(member={0})", true)).containsExactly("a");
        memberOf.put("a", List.of("b"));
        for (int minute = 1; minute < 5; minute++) {
            now.addAndGet(Duration.ofMinutes(1).toNanos());
            assertThat(names("(member={0})", true)).containsExactly("a");
        }
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(names("(member={0})", true)).containsExactly("a", "b");
    }

    @Test
    void what_a_user_sees_of_groups_is_neither_kept_nor_mixed_with_what_the_service_sees() throws Exception {
        graph = new GroupGraph(Duration.ofMinutes(5), System::nanoTime);
        memberOf.put("user", List.of("a"));
        asService = false;
        assertThat(names("(member={0})", true)).containsExactly("a");
        memberOf.put("a", List.of("b"));
        asService = true;
        assertThat(names("(member={0})", true)).containsExactly("a", "b");
        memberOf.remove("a");
        asService = false;
        assertThat(names("(member={0})", true)).containsExactly("a");
    }

    @Test
    void in_random_graphs_with_cycles_the_groups_found_are_those_that_can_be_reached() throws Exception {
        long seed = Long.getLong("latchkey.groups.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            memberOf.clear();
            graph = new GroupGraph(Duration.ofMinutes(round % 2 == 0 ? 5 : 0), System::nanoTime);
            int groups = 1 + random.nextInt(25);
            for (int group = 0; group < groups; group++) {
                memberOf.put("g" + group, some(random, groups));
            }
            for (int user = 0; user < 8; user++) {
                memberOf.put("user", some(random, groups));
                assertThat(names("(member={0})", true))
                        .as("-Dlatchkey.groups.seed=%d, round %d: %s", seed, round, memberOf)
                        .containsExactlyInAnyOrderElementsOf(reachable());
            }
        }
    }

    private static List<String> some(Random random, int groups) {
        return random.ints(random.nextInt(4), 0, groups)
                .distinct()
                .mapToObj(i -> "g" + i)
                .toList();
    }

    private Set<String> reachable() {
        Set<String> reached = new HashSet<>();
        Deque<String> waiting = new ArrayDeque<>(memberOf.get("user"));
        while (!waiting.isEmpty()) {
            String next = waiting.pop();
            if (reached.add(next)) {
                waiting.addAll(memberOf.getOrDefault(next, List.of()));
            }
        }
        return reached;
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
        assertThat(new DirectoryEntry(known, Map.of("cn", List.of("zzz", "Admins")))
                        .nameBy("CN")
                        .orElse(null))
                .isEqualTo("Admins");
        assertThat(new DirectoryEntry(known, Map.of("ou", List.of("z", "b")))
                        .nameBy("ou")
                        .orElse(null))
                .isEqualTo("b");
        assertThat(new DirectoryEntry(known, Map.of("cn;lang-de", List.of("x")))
                        .nameBy("cn")
                        .orElse(null))
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

    private GroupResolver resolver(String filter, boolean nested, String... bases) {
        FilterText search = FilterText.parse(filter);
        List<RolePlace> places = Stream.of(bases)
                .map(base -> new RolePlace(Dn.ROOT, NameTemplate.parse(base), search, null, true, true))
                .toList();
        RoleConfig roles =
                new RoleConfig(places, "cn", GroupMethod.NONE, false, nested, depth, Duration.ZERO, false, null);
        UserConfig users = new UserConfig(
                List.of(),
                Dn.ROOT,
                List.of(),
                false,
                null,
                null,
                List.of(),
                false,
                List.of("departmentNumber", "uid"),
                "uid",
                null,
                false,
                0,
                Duration.ZERO,
                List.of(),
                true,
                false,
                false,
                NameConfig.PLAIN,
                false);
        return new GroupResolvers(users, roles, graph, new MembershipNote((level, text) -> {})).with(Optional.empty());
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
            public boolean asService() {
                return asService;
            }

            @Override
            public Optional<DirectoryEntry> read(Dn dn, List<String> attributes) {
                return Optional.empty();
            }
        };
    }
}
