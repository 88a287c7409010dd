package org.latchkey.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/** What is asked about the groups that admission names, against a directory that gives one answer. */
class NamedGroupsTest {

    private final List<String> sent = new ArrayList<>();
    private SearchResults answer = new SearchResults(List.of(), false);
    private @Nullable UnavailableCause fault;

    private boolean asService = true;

    private final DirectorySession session = new DirectorySession() {
        @Override
        public SearchResults search(SearchSpec spec) throws DirectoryException {
            sent.add(spec.scope() + " " + spec.base() + " " + spec.filter());
            if (fault != null) {
                throw new DirectoryException(fault, "the test's fault");
            }
            return answer;
        }

        @Override
        public boolean asService() {
            return asService;
        }
    };

    private static NamedGroups named(String key, String expression, String... more) throws Exception {
        Map<String, String> keys = new HashMap<>(Map.of(
                "userSearch",
                "(uid={0})",
                "roleBase",
                "ou=groups",
                "roleSearch",
                "(&(objectClass=group)(|(member={0})(uid={1})))",
                "roleName",
                "cn",
                key,
                expression));
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1].isEmpty()) {
                keys.remove(more[i]);
                continue;
            }
            keys.put(more[i], more[i + 1]);
        }
        RealmConfig config = ConfigReader.read(Door.TOMCAT, keys).realm();
        return new NamedGroups(
                config.admission(),
                config.roles(),
                !config.user().roleAttributes().isEmpty());
    }

    private static SearchResults group(String dn, String... names) {
        return new SearchResults(List.of(new DirectoryEntry(Dn.parse(dn), Map.of("cn", List.of(names)))), false);
    }

    private void assertFails(NamedGroups groups, UnavailableCause cause) {
        assertThatThrownBy(() -> groups.check(session))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(cause));
    }

    @Test
    void a_dn_is_read_and_a_short_name_searched_for_with_what_every_role_search_asks() throws Exception {
        NamedGroups groups = named("denyGroup", "'(x)*' | 'cn=x,ou=groups' | '(x)*'");
        answer = group("cn=x,ou=groups", "(x)*");
        groups.check(session);
        assertThat(sent)
                .containsExactly(
                        "ONE ou=groups (&(cn=\\28x\\29\\2a)(objectClass=group))",
                        "BASE cn=x,ou=groups (objectClass=group)");
    }

    @Test
    void a_listed_group_is_read_whatever_the_role_search_asks() throws Exception {
        NamedGroups groups = named("denyGroup", "cn=x,dc=elsewhere", "userRoleName", "memberOf");
        assertFails(groups, UnavailableCause.MISCONFIGURED);
        assertThat(sent).containsExactly("BASE cn=x,dc=elsewhere (objectClass=*)");
    }

    @Test
    void what_was_seen_once_is_not_asked_again_and_what_was_not_is() throws Exception {
        NamedGroups groups = named("requireGroup", "staff", "roleSubtree", "true");
        assertFails(groups, UnavailableCause.MISCONFIGURED);
        fault = UnavailableCause.UNREACHABLE;
        assertFails(groups, UnavailableCause.UNREACHABLE);
        fault = null;
        answer = group("cn=staff,ou=groups", "Staff");
        groups.check(session);
        assertThat(sent).hasSize(3).allMatch(search -> search.startsWith("SUBTREE ou=groups "));
        groups.check(session);
        assertThat(sent).hasSize(3);
    }

    @Test
    void what_one_user_may_see_is_believed_for_nobody_else() throws Exception {
        asService = false;
        answer = group("cn=staff,ou=groups", "staff");
        NamedGroups groups = named("denyGroup", "staff");
        groups.check(session);
        answer = new SearchResults(List.of(), false);
        assertFails(groups, UnavailableCause.MISCONFIGURED);
    }

    @Test
    void a_group_that_no_token_or_memberURL_can_tell_of_is_none() throws Exception {
        assertFails(
                named("denyGroup", "staff", "groupType", "tokenGroups", "roleSearch", "", "roleFilter", "(a=b)"),
                UnavailableCause.MISCONFIGURED);
        assertFails(
                named("denyGroup", "cn=x,ou=groups", "groupType", "memberURL", "roleSearch", ""),
                UnavailableCause.MISCONFIGURED);
        assertFails(
                named("denyGroup", "cn=x,ou=groups", "groupType", "memberURL", "roleFilter", "(a=b)"),
                UnavailableCause.MISCONFIGURED);
        assertFails(
                named("denyGroup", "cn=x,ou=groups", "groupType", "memberURL", "roleSearch", "(member={0})"),
                UnavailableCause.MISCONFIGURED);
        assertThat(sent)
                .containsExactly(
                        "SUBTREE ou=groups" + " (&(cn=staff)(&(a=b)(groupType:1.2.840.113556.1.4.803:=2147483648)))",
                        "BASE cn=x,ou=groups (memberURL=*)",
                        "BASE cn=x,ou=groups (|(&(a=b)(objectClass=group))(&(a=b)(memberURL=*)))",
                        "BASE cn=x,ou=groups (objectClass=*)");
    }

    @Test
    void every_group_that_is_missing_is_named_with_its_key() throws Exception {
        NamedGroups groups = named("denyGroup", "gone", "requireGroup", "staff | 'cn=a,ou=groups'");
        assertThatThrownBy(() -> groups.check(session))
                .hasMessageStartingWith(
                        "requireGroup names staff and requireGroup names 'cn=a,ou=groups' and denyGroup names gone: ");
    }

    @Test
    void a_group_whose_role_name_is_another_of_its_names_does_not_count() throws Exception {
        answer = group("cn=zeta,ou=groups", "alpha", "zeta");
        named("denyGroup", "zeta").check(session);
        assertFails(named("denyGroup", "alpha"), UnavailableCause.MISCONFIGURED);
        answer = group("ou=x,ou=groups", "zeta", "alpha");
        named("denyGroup", "alpha").check(session);
        assertFails(named("denyGroup", "zeta"), UnavailableCause.MISCONFIGURED);
    }

    @Test
    void an_answer_that_a_limit_cut_before_the_group_came_is_incomplete() throws Exception {
        answer = new SearchResults(List.of(), true);
        assertFails(named("denyGroup", "staff"), UnavailableCause.INCOMPLETE);
    }

    @Test
    void nothing_is_asked_where_it_need_not_exist() throws Exception {
        named("denyGroup", "staff", "strictGroups", "false").check(session);
        named("commonRole", "everybody").check(session);
        assertThat(sent).isEmpty();
    }
}
