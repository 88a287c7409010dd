package org.latchkey.internal.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Dn;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.config.RealmConfig;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.User;

/** Ways to know groups that need more than one filter, against answers by base and filter. */
class GroupMethodsTest {

    private static final Dn ALICE = Dn.parse("cn=alice,ou=people,dc=corp,dc=example");
    private static final byte[] ALICE_SID = sid(5, 21, 7, 1105);

    private final List<String> sent = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, List<DirectoryEntry>> answers = new HashMap<>();
    private final AtomicLong now = new AtomicLong();
    private final GroupGraph graph = new GroupGraph(Duration.ofMinutes(5), now::get);
    private final MembershipNote note = new MembershipNote((level, text) -> notes.add(level + " " + text));
    private @Nullable UnavailableCause fault;
    private boolean asService = true;

    private final DirectorySession session = new DirectorySession() {
        @Override
        public SearchResults search(SearchSpec spec) throws DirectoryException {
            sent.add(spec.filter());
            if (fault != null) {
                throw new DirectoryException(fault, "the test's fault");
            }
            return new SearchResults(
                    answers.getOrDefault((spec.base().isRoot() ? "root " : "") + spec.filter(), List.of()), false);
        }

        @Override
        public boolean asService() {
            return asService;
        }
    };

    /** What auto asks of a server that is no Active Directory. */
    private static final String ANY_KIND =
            "(|(member=" + ALICE + ")(uniqueMember=" + ALICE + ")(roleOccupant=" + ALICE + "))";

    private static byte[] sid(int authority, int... parts) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * parts.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 1).put((byte) parts.length).put(7, (byte) authority).position(8);
        IntStream.of(parts).forEach(bytes::putInt);
        return bytes.array();
    }

    private static String clause(byte[] sid) {
        return Sid.of(sid).orElseThrow().filter();
    }

    private static DirectoryEntry group(String name, String attribute, Object... values) {
        Map<String, List<Object>> attributes = new LinkedHashMap<>();
        attributes.put("cn", List.of(name));
        attributes.put(attribute, List.of(values));
        return new DirectoryEntry(Dn.parse("cn=" + name + ",ou=groups,dc=corp,dc=example"), attributes);
    }

    private static User alice(Map<String, List<?>> attributes) {
        return User.read("alice", "alice", new DirectoryEntry(ALICE, attributes));
    }

    private GroupResolver resolver(String type, String... more) throws Exception {
        Map<String, String> keys = new HashMap<>(
                Map.of("userSearch", "(uid={0})", "groupType", type, "roleBase", "ou=groups,dc=corp,dc=example"));
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        keys.values().removeIf("-"::equals);
        RealmConfig config = ConfigReader.read(Door.TOMCAT, keys).realm();
        return new GroupResolvers(config.user(), config.roles(), graph, note).with(Optional.empty());
    }

    private List<String> names(GroupResolver resolver, User user) throws DirectoryException {
        try (var begun = resolver.begin(user, session)) {
            return begun.collect(user).stream()
                    .map(group -> group.roleName().orElseThrow())
                    .toList();
        }
    }

    private void assertUnavailable(GroupResolver resolver, User user, UnavailableCause cause) {
        assertThatThrownBy(() -> names(resolver, user))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(cause));
    }

    @Test
    void of_many_dynamic_groups_only_those_are_asked_about_one_by_one_of_which_some_match() throws Exception {
        List<DirectoryEntry> groups = IntStream.range(0, 40)
                .mapToObj(i -> group("g" + i, "memberURL", "ldap:///dc=corp,dc=example??sub?(a=" + i + ")"))
                .toList();
        answers.put("(memberURL=*)", groups);
        String second = IntStream.range(16, 32).mapToObj(i -> "(a=" + i + ")").reduce("", String::concat);
        answers.put("(|" + second + ")", List.of(group("alice", "a", "17")));
        answers.put("(a=17)", List.of(group("alice", "a", "17")));
        GroupResolver resolver = resolver("memberURL");

        assertThat(names(resolver, alice(Map.of()))).containsExactly("g17");
        assertThat(sent).hasSize(1 + 3 + 16);
        sent.clear();
        assertThat(names(resolver, alice(Map.of()))).containsExactly("g17");
        assertThat(sent).as("which groups there are is known").hasSize(3 + 16);
    }

    @Test
    void a_dynamic_group_elsewhere_or_without_a_filter_costs_nothing_and_one_that_cannot_be_read_is_named()
            throws Exception {
        answers.put(
                "(memberURL=*)",
                List.of(
                        group("all", "memberURL", "ldap:///ou=people,dc=corp,dc=example??one"),
                        group("else", "memberURL", "ldap:///ou=other,dc=corp,dc=example??sub?(a=b)"),
                        group("odd", "memberURL", "x")));

        assertThat(names(resolver("memberURL"), alice(Map.of()))).containsExactly("all");
        assertThat(sent).containsExactly("(memberURL=*)");
        graph.clear();
        answers.put(
                "(memberURL=*)", List.of(group("odd", "memberURL", "ldap:///ou=people,dc=corp,dc=example??sub?(((")));
        assertUnavailable(resolver("memberURL"), alice(Map.of()), UnavailableCause.INCOMPLETE);
        assertThatThrownBy(() -> names(resolver("memberURL"), alice(Map.of()))).hasMessageContaining("cn=odd,");
    }

    @Test
    void an_entry_that_cannot_be_seen_is_no_entry_that_matches_nothing() throws Exception {
        answers.put("(memberURL=*)", List.of(group("g", "memberURL", "ldap:///dc=corp,dc=example??sub?(a=b)")));
        assertUnavailable(resolver("memberURL"), alice(Map.of()), UnavailableCause.MISCONFIGURED);
        answers.put("(objectClass=*)", List.of(group("alice", "x", "x")));
        assertThat(names(resolver("memberURL"), alice(Map.of()))).isEmpty();
    }

    @Test
    void too_many_filters_are_told_only_to_who_is_verified() throws Exception {
        answers.put(
                "(memberURL=*)",
                IntStream.rangeClosed(0, 2_000)
                        .mapToObj(i -> group("g" + i, "memberURL", "ldap:///dc=corp,dc=example??sub?(a=" + i + ")"))
                        .toList());
        GroupResolver resolver = resolver("memberURL");
        assertUnavailable(resolver, alice(Map.of()), UnavailableCause.INCOMPLETE);
        try (var begun = resolver.begin(alice(Map.of()), session)) {
            assertThatThrownBy(() -> begun.collect(alice(Map.of()))).isInstanceOf(DirectoryException.class);
        }
    }

    @Test
    void what_a_user_may_see_of_dynamic_groups_is_not_kept() throws Exception {
        asService = false;
        GroupResolver resolver = resolver("memberURL");
        names(resolver, alice(Map.of()));
        names(resolver, alice(Map.of()));
        assertThat(sent).containsExactly("(memberURL=*)", "(memberURL=*)");
    }

    @Test
    void sids_are_resolved_together_and_believed_also_where_they_are_no_group_s() throws Exception {
        byte[] staff = sid(5, 21, 7, 1200);
        byte[] builtin = sid(5, 32, 545);
        answers.put("(objectClass=*)", List.of(group("alice", "tokenGroups", staff, builtin)));
        answers.put("(|" + clause(staff) + clause(builtin) + ")", List.of(group("staff", "objectSid", staff)));
        GroupResolver resolver = resolver("tokenGroups");

        assertThat(names(resolver, alice(Map.of()))).containsExactly("staff");
        assertThat(sent).hasSize(2);
        sent.clear();
        assertThat(names(resolver, alice(Map.of()))).containsExactly("staff");
        assertThat(sent).containsExactly("(objectClass=*)");
        graph.clear();
        assertThat(names(resolver, alice(Map.of()))).containsExactly("staff");
        assertThat(sent).hasSize(3);
    }

    @Test
    void without_a_token_or_with_one_that_is_none_there_is_no_answer() throws Exception {
        assertUnavailable(resolver("tokenGroups"), alice(Map.of()), UnavailableCause.MISCONFIGURED);
        answers.put("(objectClass=*)", List.of(group("alice", "tokenGroups", "S-1-5-32")));
        assertUnavailable(resolver("tokenGroups"), alice(Map.of()), UnavailableCause.INCOMPLETE);
    }

    @Test
    void a_listed_primary_group_is_found_in_the_user_s_domain_and_one_that_cannot_be_is_no_answer() throws Exception {
        User user = alice(Map.of(
                "memberOf",
                List.of("cn=staff,ou=groups,dc=corp,dc=example"),
                "primaryGroupID",
                List.of("513"),
                "objectSid",
                List.of(ALICE_SID)));
        GroupResolver resolver = resolver("memberOf", "adCompat", "true");
        assertUnavailable(resolver, user, UnavailableCause.INCOMPLETE);
        byte[] primary = sid(5, 21, 7, 513);
        answers.put(clause(primary), List.of(group("Domain Users", "objectSid", primary)));
        graph.clear();
        assertThat(names(resolver, user)).containsExactly("staff", "Domain Users");
        assertUnavailable(resolver, alice(Map.of("primaryGroupID", List.of("513"))), UnavailableCause.INCOMPLETE);
        sent.clear();
        GroupResolver both = resolver(
                "memberOf", "adCompat", "true", "roleSearch", "(member={0})", "roleName", "cn", "roleFilter", "(a=b)");
        assertThat(names(both, user)).as("besides a search").containsExactly("staff", "Domain Users");
        assertThat(names(resolver, alice(Map.of())))
                .as("no account of a domain")
                .isEmpty();
    }

    @Test
    void auto_gives_no_answer_before_it_could_ask_and_asks_no_more_once_it_knows() throws Exception {
        GroupResolver auto = resolver("auto");
        fault = UnavailableCause.TIMEOUT;
        assertUnavailable(auto, alice(Map.of()), UnavailableCause.TIMEOUT);
        fault = null;
        assertUnavailable(auto, alice(Map.of()), UnavailableCause.MISCONFIGURED);
        answers.put("root (objectClass=*)", List.of(group("root", "vendorName", "Example")));
        answers.put(ANY_KIND, List.of(group("staff", "x", "x")));
        assertThat(names(auto, alice(Map.of()))).containsExactly("staff");
        assertThat(note.text()).startsWith("Example is no Active Directory, so groups are searched for by member, ");
        sent.clear();
        assertThat(names(auto, alice(Map.of()))).containsExactly("staff");
        assertThat(sent).hasSize(1);
        now.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(names(auto, alice(Map.of()))).containsExactly("staff");
        assertThat(sent).contains("(memberURL=*)");
        assertThat(notes).hasSize(1).allMatch(text -> text.startsWith("INFO groupType auto: Example"));
    }

    @Test
    void auto_finds_a_group_of_a_kind_that_came_after_it_was_chosen_how_groups_are_found() throws Exception {
        GroupResolver auto = resolver("auto");
        answers.put("root (objectClass=*)", List.of(group("root", "vendorName", "Example")));
        assertThat(names(auto, alice(Map.of()))).isEmpty();
        String search = "(|(member=" + ALICE + ")(uniqueMember=" + ALICE + ")(roleOccupant=" + ALICE
                + ")(&(objectClass=posixGroup)(|(gidNumber=7)(memberUid=ali))))";
        answers.put(search, List.of(group("late", "x", "x")));
        assertThat(names(auto, alice(Map.of("gidNumber", List.of("7"), "uid", List.of("ali")))))
                .containsExactly("late");
    }

    @Test
    void auto_asks_with_a_user_s_rights_what_the_service_was_told_otherwise() throws Exception {
        GroupResolver auto = resolver("auto");
        answers.put("root (objectClass=*)", List.of(group("root", "vendorName", "Example")));
        names(auto, alice(Map.of()));
        sent.clear();
        asService = false;
        answers.put("(memberURL=*)", List.of(group("all", "memberURL", "ldap:///dc=corp,dc=example??sub")));
        assertThat(names(auto, alice(Map.of()))).containsExactly("all");
        assertThat(sent).contains("(objectClass=*)", "(memberURL=*)");
    }

    @Test
    void a_group_is_a_member_by_its_name_only_where_the_site_says_so() throws Exception {
        User user = alice(Map.of("gidNumber", List.of("7"), "uid", List.of("ali")));
        answers.put("(&(objectClass=posixGroup)(|(gidNumber=7)(memberUid=ali)))", List.of(group("100", "x", "x")));
        answers.put("(memberUid=ali)", List.of(group("100", "x", "x")));
        answers.put("(memberUid=alice)", List.of(group("100", "x", "x")));
        answers.put(
                "(|(member=" + ALICE + ")(uniqueMember=" + ALICE + ")(memberUid=alice))",
                List.of(group("100", "x", "x")));
        names(resolver("posix", "roleNested", "true"), user);
        names(
                resolver(
                        "-",
                        "roleNested",
                        "true",
                        "memberAttribute",
                        "memberUid",
                        "memberValue",
                        "uid",
                        "roleName",
                        "cn"),
                user);
        names(resolver("-", "roleNested", "true", "preset", "openldap"), user);
        assertThat(sent)
                .hasSize(4)
                .filteredOn(filter -> filter.contains("100"))
                .containsExactly(
                        "(|(member=cn=100,ou=groups,dc=corp,dc=example)(uniqueMember=cn=100,ou=groups,dc=corp,dc=example))");
        sent.clear();
        names(resolver("-", "roleNested", "true", "roleSearch", "(memberUid={1})", "roleName", "cn"), user);
        assertThat(sent).containsExactly("(memberUid=alice)", "(memberUid=100)");
    }

    @Test
    void a_way_that_is_slow_three_times_running_is_left_for_the_other() throws Exception {
        answers.put("root (objectClass=*)", List.of(group("root", "vendorName", "Example")));
        AtomicLong time = new AtomicLong();
        AtomicLong step = new AtomicLong();
        GroupResolver first = (user, session) -> known -> {
            time.addAndGet(step.get());
            return List.of(new Group(ALICE, "first"));
        };
        GroupResolver later = (user, session) -> known -> List.of(new Group(ALICE, "later"));
        GroupResolver auto =
                new AutoGroups(graph, note, offer -> new AutoGroups.Ways(first, "quick", later, "slow"), time::get);
        User user = alice(Map.of());
        names(auto, user);
        for (long seconds : new long[] {2, 2, 0, 2, 2, 2}) {
            step.set(Duration.ofSeconds(seconds).toNanos());
            assertThat(names(auto, user)).containsExactly("first");
        }
        assertThat(names(auto, user)).containsExactly("later");
        assertThat(notes).containsExactly("INFO groupType auto: quick", "WARNING groupType auto: slow");
    }

    @Test
    void what_a_directory_is_is_told_by_its_root() throws Exception {
        answers.put("root (objectClass=*)", List.of(group("root", "supportedCapabilities", "1.2.840.113556.1.4.800")));
        assertThat(Offer.of(session)).isEqualTo(new Offer(true, ""));
        assertThat(sent).hasSize(1);
    }
}
