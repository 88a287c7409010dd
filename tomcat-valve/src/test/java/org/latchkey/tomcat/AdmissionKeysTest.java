package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keys do that say who may come in, with a password and without. */
class AdmissionKeysTest {

    private static final String STAFF = "cn=staff," + TestDirectory.GROUPS;
    private static final String IN = "AUTHENTICATED";
    private static final Pattern OUTCOME = Pattern.compile("(AUTHENTICATED)|reason=([A-Z_]+)");

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    /** How a login ends by the log; the browser is told no more than whether there is a principal. */
    private static String login(TestRealm realm, String name, @Nullable String password) {
        try (CapturedLog log = CapturedLog.ofLatchkey()) {
            Principal principal = password == null ? realm.outermost().authenticate(name) : realm.login(name, password);
            List<String> lines = log.of("org.latchkey.login");
            Matcher outcome = OUTCOME.matcher(lines.get(lines.size() - 1));
            assertThat(outcome.find()).isTrue();
            assertThat(outcome.group(1) != null).as("let in").isEqualTo(principal != null);
            return principal != null ? IN : outcome.group(2);
        }
    }

    /** Both doors: a right password, and a name that somebody else has proved. */
    private static List<String> bothWays(TestRealm realm, String name) {
        String password = name.strip().toLowerCase(Locale.ROOT) + "-c4nary";
        return List.of(login(realm, name, password), login(realm, name, null));
    }

    private static List<String> twice(String outcome) {
        return List.of(outcome, outcome);
    }

    private TestRealm.Line searching() {
        return TestRealm.searching(directory);
    }

    /** Every way in which an entry is found: by a search, by a template, and by one of several templates. */
    private Stream<TestRealm.Line> allWays() {
        String pattern = "uid={0}," + TestDirectory.PEOPLE;
        return Stream.of(
                searching(),
                searching().with("rememberDn", "0"),
                searching().without("userSearch", "userBase").with("userPattern", pattern),
                searching()
                        .without("userSearch", "userBase")
                        .with("userPattern", "(" + pattern + ")(uid={0},ou=abroad," + TestDirectory.PEOPLE + ")"),
                searching().with("userPassword", "userPassword"),
                searching().with("connectionName", "uid={0}," + TestDirectory.PEOPLE));
    }

    /** How a name somebody else has proved ends where the searches are the user's own, which then has no password. */
    private static boolean takesProvedNames(TestRealm.Line line) {
        return !line.xml().contains("connectionName");
    }

    @Test
    @Proves("requireGroup")
    void only_who_is_in_the_group_is_let_in() {
        for (String group : List.of(
                "staff",
                "STAFF",
                STAFF,
                "CN = Staff, OU=groups,dc=example,dc=ORG",
                "captains | 'staff'",
                "!captains&staff")) {
            try (TestRealm realm = searching().with("requireGroup", group).start()) {
                assertThat(bothWays(realm, "alice")).as(group).isEqualTo(twice(IN));
                assertThat(bothWays(realm, "dave")).as(group).isEqualTo(twice("MISSING_GROUP"));
                assertThat(login(realm, "dave", "wrong-c4nary")).isEqualTo("BAD_PASSWORD");
            }
        }
    }

    @Test
    @Proves("denyGroup")
    void who_is_in_a_denied_group_is_not_let_in_whatever_else_holds() {
        try (TestRealm realm = searching()
                .with("roleSubtree", "true")
                .with("requireGroup", "staff")
                .with("denyGroup", "cn=divers,ou=deep," + TestDirectory.GROUPS)
                .start()) {
            assertThat(bothWays(realm, "alice")).as("in both").isEqualTo(twice("DENIED_GROUP"));
            assertThat(bothWays(realm, "bob")).isEqualTo(twice(IN));
            assertThat(bothWays(realm, "dave")).isEqualTo(twice("MISSING_GROUP"));
        }
    }

    @Test
    void a_nested_group_denies_where_nesting_is_on() {
        TestRealm.Line line = searching().with("denyGroup", "house");
        try (TestRealm realm = line.with("roleNested", "true").start()) {
            assertThat(bothWays(realm, "bob")).isEqualTo(twice("DENIED_GROUP"));
        }
        try (TestRealm realm = line.with("roleNested", "false").start()) {
            assertThat(bothWays(realm, "bob")).isEqualTo(twice(IN));
        }
    }

    @Test
    void a_group_of_the_same_name_elsewhere_is_another_group() {
        directory.modify(
                "dn: uid=dave," + TestDirectory.PEOPLE,
                "changetype: modify",
                "replace: title",
                "title: cn=staff,ou=elsewhere," + TestDirectory.ROOT);
        TestRealm.Line line = searching().with("userRoleName", "title").with("requireGroup", "staff");
        try (TestRealm realm = line.start()) {
            assertThat(bothWays(realm, "dave")).isEqualTo(twice("MISSING_GROUP"));
            assertThat(bothWays(realm, "bob")).isEqualTo(twice(IN));
        }
        line.without("roleSearch", "roleName");
        try (TestRealm whole = line.start();
                TestRealm named = line.with("userRoleNameFormat", "rdn").start()) {
            assertThat(bothWays(whole, "dave")).isEqualTo(twice("MISSING_GROUP"));
            assertThat(bothWays(named, "dave")).isEqualTo(twice("MISSING_GROUP"));
            directory.modify(
                    "dn: uid=dave," + TestDirectory.PEOPLE, "changetype: modify", "replace: title", "title: " + STAFF);
            assertThat(bothWays(whole, "dave")).isEqualTo(twice(IN));
            assertThat(bothWays(named, "dave")).isEqualTo(twice(IN));
        }
    }

    @Test
    void a_value_of_the_entry_is_no_short_name_beside_a_role_search() {
        TestRealm.Line line = searching().with("userRoleName", "title").with("requireGroup", "captain");
        try (TestRealm realm = line.with("strictGroups", "false").start()) {
            assertThat(login(realm, "alice", "alice-c4nary")).isEqualTo("MISSING_GROUP");
        }
        try (TestRealm realm =
                line.without("roleSearch", "roleName", "roleBase").start()) {
            assertThat(login(realm, "alice", "alice-c4nary")).isEqualTo(IN);
        }
    }

    @Test
    @Proves("strictGroups")
    void nobody_is_let_in_before_each_group_was_seen() {
        TestRealm.Line line = searching().with("denyGroup", "banned | 'cn=guests," + TestDirectory.GROUPS + "'");
        try (TestRealm realm = line.with("strictGroups", "true").start()) {
            assertThat(login(realm, "alice", "alice-c4nary")).isEqualTo("MISCONFIGURED");
            assertThat(login(realm, "alice", "wrong-c4nary")).isEqualTo("MISCONFIGURED");
            assertThat(login(realm, "alice", null)).isEqualTo("MISCONFIGURED");
            assertThat(realm.ldap().isAvailable()).isFalse();
            addGroup("banned", "uid=bob," + TestDirectory.PEOPLE);
            assertThat(login(realm, "alice", "alice-c4nary")).isEqualTo("MISCONFIGURED");
            addGroup("guests", "uid=dave," + TestDirectory.PEOPLE);
            assertThat(bothWays(realm, "alice")).isEqualTo(twice(IN));
            assertThat(bothWays(realm, "bob")).isEqualTo(twice("DENIED_GROUP"));
            assertThat(bothWays(realm, "dave")).isEqualTo(twice("DENIED_GROUP"));
            directory.operations().forget();
            assertThat(login(realm, "alice", "alice-c4nary")).isEqualTo(IN);
            assertThat(directory.operations().filters())
                    .as("not asked again")
                    .noneMatch(filter -> filter.contains("banned"));
        }
        try (TestRealm realm = line.with("denyGroup", "nobodyknows")
                .with("strictGroups", "false")
                .start()) {
            assertThat(bothWays(realm, "alice")).isEqualTo(twice(IN));
        }
    }

    private void addGroup(String name, String member) {
        directory.add(
                "dn: cn=" + name + "," + TestDirectory.GROUPS,
                "objectClass: groupOfNames",
                "cn: " + name,
                "member: " + member);
    }

    @Test
    void what_is_wrong_with_the_groups_is_told_with_key_and_group() {
        try (TestRealm realm = searching().with("denyGroup", "banned").start();
                CapturedLog log = CapturedLog.ofLatchkey()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(log.of("org.latchkey.login"))
                    .singleElement()
                    .asString()
                    .contains("UNAVAILABLE reason=MISCONFIGURED", "denyGroup names banned");
        }
        assertThat(searching()
                        .with("requireGroup", "cn=divers,ou=deep," + TestDirectory.GROUPS)
                        .refusal())
                .contains("requireGroup is 'cn=divers,", "is not right below the base of the role search, 'ou=groups,");
        assertThat(searching().with("denyGroup", "cn=admins,ou=elsewhere").refusal())
                .contains(
                        "denyGroup is 'cn=admins,ou=elsewhere', but must be about groups that the role search can find");
        assertThat(TestRealm.binding(directory).with("denyGroup", "staff").refusal())
                .contains("denyGroup is 'staff', but must be left out while there are no groups");
        assertThat(searching().with("requireGroup", "").refusal()).contains("requireGroup is empty");
        assertThat(searching()
                        .with("denyGroup", STAFF + "|cn=house," + TestDirectory.GROUPS)
                        .refusal())
                .contains("it reads as one DN and as an expression", "'" + STAFF + "' | 'cn=house,");
    }

    @Test
    void a_group_that_the_role_search_would_pass_over_is_not_there() {
        try (TestRealm realm = searching()
                .with("roleSearch", "(&(objectClass=groupOfNames)(description=*)(member={0}))")
                .with("denyGroup", "cn=house," + TestDirectory.GROUPS)
                .start()) {
            assertThat(login(realm, "alice", "alice-c4nary")).isEqualTo("MISCONFIGURED");
        }
    }

    @Test
    void a_directory_that_cannot_tell_whether_the_group_exists_is_an_outage_and_asked_again() {
        try (TestRealm realm = searching().with("denyGroup", "captains").start()) {
            directory.operations().onSearch(() -> {
                if (directory.operations().filters().stream().anyMatch(filter -> filter.contains("captains"))) {
                    throw new LDAPException(ResultCode.TIME_LIMIT_EXCEEDED, "slow");
                }
            });
            assertThat(login(realm, "alice", "alice-c4nary")).isEqualTo("INCOMPLETE");
            assertThat(directory.operations().binds())
                    .as("nobody's password is judged before")
                    .isEmpty();
            directory.operations().onSearch(() -> {});
            assertThat(login(realm, "alice", "alice-c4nary")).isEqualTo(IN);
        }
    }

    @Test
    void groups_that_only_the_user_may_see_are_looked_for_with_the_user_s_own_rights() {
        TestRealm.Line line = searching()
                .with("connectionName", "uid={0}," + TestDirectory.PEOPLE)
                .with("requireGroup", "staff")
                .with("denyGroup", "captains");
        try (TestRealm realm = line.start()) {
            assertThat(login(realm, "alice", "alice-c4nary")).isEqualTo(IN);
            assertThat(login(realm, "dave", "dave-c4nary")).isEqualTo("MISSING_GROUP");
            assertThat(directory.operations().searches())
                    .isNotEmpty()
                    .allSatisfy(search -> assertThat(search.boundAs()).isNotEmpty());
        }
        try (TestRealm realm = line.with("denyGroup", "nobodyknows").start()) {
            assertThat(login(realm, "alice", "alice-c4nary")).isEqualTo("MISCONFIGURED");
        }
    }

    @Test
    @Proves("requireAttribute")
    void only_whose_entry_has_all_that_is_wanted_is_let_in_however_it_is_found() {
        allWays().forEach(line -> {
            try (TestRealm realm =
                    line.with("requireAttribute", "employeeType=Cook, mail=*").start()) {
                assertThat(login(realm, "alice", "alice-c4nary")).as(line.xml()).isEqualTo(IN);
                assertThat(login(realm, "bob", "bob-c4nary")).as(line.xml()).isEqualTo("MISSING_ATTRIBUTE");
                if (takesProvedNames(line)) {
                    assertThat(login(realm, "alice", null)).as(line.xml()).isEqualTo(IN);
                    assertThat(login(realm, "bob", null)).as(line.xml()).isEqualTo("MISSING_ATTRIBUTE");
                }
            }
        });
        assertThat(searching().with("requireAttribute", "userPassword=*, x, y=").refusal())
                .contains("requireAttribute is ", "but must be attribute=value or attribute=*");
    }

    @Test
    @Proves("userFilter")
    void who_does_not_match_the_filter_is_unknown_however_the_entry_is_found() {
        allWays().forEach(line -> {
            try (TestRealm realm =
                    line.with("userFilter", "(employeeType=cook)").start()) {
                assertThat(login(realm, "alice", "alice-c4nary")).as(line.xml()).isEqualTo(IN);
                assertThat(login(realm, "bob", "bob-c4nary")).as(line.xml()).isEqualTo("UNKNOWN_USER");
                if (takesProvedNames(line)) {
                    assertThat(login(realm, "alice", null)).as(line.xml()).isEqualTo(IN);
                    assertThat(login(realm, "bob", null)).as(line.xml()).isEqualTo("UNKNOWN_USER");
                }
                directory.modify(
                        "dn: " + TestDirectory.ALICE,
                        "changetype: modify",
                        "delete: employeeType",
                        "employeeType: cook");
                assertThat(login(realm, "alice", "alice-c4nary"))
                        .as("%s, where the DN is remembered", line.xml())
                        .isEqualTo("UNKNOWN_USER");
            }
            directory.modify(
                    "dn: " + TestDirectory.ALICE, "changetype: modify", "add: employeeType", "employeeType: cook");
        });
    }

    @Test
    @Proves("excludedUsers")
    void excluded_users_are_not_let_in_however_their_names_are_typed() {
        directory.modify("dn: uid=bob," + TestDirectory.PEOPLE, "changetype: modify", "add: uid", "uid: robert");
        allWays().forEach(line -> {
            try (TestRealm realm =
                    line.with("excludedUsers", "root, ALICE ,robert").start()) {
                assertThat(login(realm, "alice", "alice-c4nary")).as(line.xml()).isEqualTo("EXCLUDED_USER");
                assertThat(login(realm, " Alice ", "alice-c4nary"))
                        .as(line.xml())
                        .isEqualTo("EXCLUDED_USER");
                assertThat(login(realm, "bob", "bob-c4nary"))
                        .as("%s, by another name of his", line.xml())
                        .isEqualTo("EXCLUDED_USER");
                assertThat(login(realm, "dave", "dave-c4nary")).as(line.xml()).isEqualTo(IN);
                if (takesProvedNames(line)) {
                    assertThat(login(realm, "ALICE", null)).as(line.xml()).isEqualTo("EXCLUDED_USER");
                    assertThat(login(realm, "dave", null)).as(line.xml()).isEqualTo(IN);
                }
            }
        });
        assertThat(searching()
                        .with("excludedUsers", "root")
                        .with("principalName", "typed")
                        .refusal())
                .contains("excludedUsers is 'root', but must be left out while principalName is 'typed'");
    }

    @Test
    @Proves("usernamePattern")
    void a_name_that_does_not_match_is_refused_before_anything_is_sent() {
        try (TestRealm realm = searching().with("usernamePattern", "[a-z]+").start()) {
            assertThat(bothWays(realm, " alice ")).isEqualTo(twice(IN));
            directory.operations().forget();
            assertThat(bothWays(realm, "Alice")).isEqualTo(twice("USERNAME_NOT_ALLOWED"));
            assertThat(bothWays(realm, "alice2")).isEqualTo(twice("USERNAME_NOT_ALLOWED"));
            assertThat(bothWays(realm, "CN=alice,OU=people")).isEqualTo(twice("USERNAME_NOT_ALLOWED"));
            assertThat(directory.operations().all()).isEmpty();
        }
        assertThat(searching().with("usernamePattern", "[a-z").refusal())
                .contains("usernamePattern is '[a-z', but must be a regular expression of Java");
    }
}
