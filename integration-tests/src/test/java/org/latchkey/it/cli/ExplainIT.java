package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.DirectoryInspector;
import org.latchkey.LdapAuthenticator;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.config.RealmConfig;
import org.latchkey.inspect.Explanation;
import org.latchkey.inspect.GrantedRole;
import org.latchkey.inspect.Outcome;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** What becomes of a user, told at a real slapd: as text, and as a real login has it. */
class ExplainIT {
    @RegisterExtension
    static final OpenLdap SLAPD =
            OpenLdap.named("explain").withoutTls().passwordPolicy().memberOf().build();

    private static final String CANARY = "c4nary";

    /** What nobody knows who has not seen the password. */
    private static final Set<RejectionReason> TOLD_BY_THE_BIND = Set.of(
            RejectionReason.BAD_PASSWORD,
            RejectionReason.EMPTY_PASSWORD,
            RejectionReason.PASSWORD_EXPIRED,
            RejectionReason.PASSWORD_MUST_CHANGE,
            RejectionReason.ACCOUNT_LOCKED);

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void prepare() {
        shell = new Shell(folder);
    }

    private Ran explain(String user, String... pairs) {
        return shell.run("", "explain", user, "--config", shell.file(SLAPD.url(), pairs));
    }

    private static String masked(String out) {
        return Shell.masked(out).replaceAll(", \\d+ ms", ", N ms");
    }

    @Test
    void a_user_is_told_from_the_entry_to_the_roles() {
        Ran ran = explain("alice", "roleNested", "true", "userAttributes", "mail");
        assertThat(masked(ran.out())).isEqualTo("""
                        alice  let in, with the right password
                        |- found       uid=alice,ou=people,dc=example,dc=org
                        |  |- by         (uid=alice) right below ou=people,dc=example,dc=org
                        |  |- name       alice
                        |  |- principal  alice
                        |  `- account    nothing in the entry says that it may not be used
                        |- groups      4
                        |  |- cn=users,ou=groups,dc=example,dc=org, directly, by (member={0})
                        |  |- cn=developers,ou=groups,dc=example,dc=org, directly, by (member={0})
                        |  |- cn=engineering,ou=groups,dc=example,dc=org, via developers
                        |  `- cn=staff,ou=groups,dc=example,dc=org, via developers > engineering
                        |- roles       4
                        |  |- users        cn=users,ou=groups,dc=example,dc=org: its name
                        |  |- developers   cn=developers,ou=groups,dc=example,dc=org: its name
                        |  |- engineering  cn=engineering,ou=groups,dc=example,dc=org: its name
                        |  `- staff        cn=staff,ou=groups,dc=example,dc=org: its name
                        |- attributes
                        |  |- ldap.dn        uid=alice,ou=people,dc=example,dc=org
                        |  |- ldap.username  alice
                        |  `- mail           alice@example.org
                        |- doors
                        |  |- Tomcat, Jakarta Authentication  the request goes on as alice
                        |  `- JAAS                            login() succeeds: a UserPrincipal, and a RolePrincipal for each role
                        `- cost        6 operations, N ms
                        """);
        assertThat(ran.code()).isZero();
    }

    @Test
    void rules_and_mappings_are_told_one_by_one() {
        Ran ran = explain(
                "bob",
                "roleNested",
                "true",
                "denyGroup",
                "admins & !users",
                "requireGroup",
                "developers | (staff & admins)",
                "requireAttribute",
                "employeeType=reviewer, mail=*",
                "excludedUsers",
                "victor",
                "roleMapping",
                "cn=users," + Fixture.GROUPS + " -> member; sta* -> app-$1; users & !admins -> plain",
                "roleExcludes",
                "st*",
                "rolePrefix",
                "ldap-",
                "commonRole",
                "everybody");
        assertThat(masked(ran.out())).isEqualTo("""
                        bob  refused: requireGroup is not true of the user's groups (MISSING_GROUP); look at requireGroup
                        |- found       uid=bob,ou=people,dc=example,dc=org
                        |  |- by         (uid=bob) right below ou=people,dc=example,dc=org
                        |  |- name       bob
                        |  |- principal  bob
                        |  `- account    nothing in the entry says that it may not be used
                        |- groups      2
                        |  |- cn=users,ou=groups,dc=example,dc=org, directly, by (member={0})
                        |  `- cn=staff,ou=groups,dc=example,dc=org, directly, by (member={0})
                        |- admission
                        |  |- excludedUsers     has nothing against it: victor is false
                        |  |- denyGroup         has nothing against it: admins & !users is false
                        |  |  |- false  admins
                        |  |  `- false  !users
                        |  |     `- true  users
                        |  |- requireGroup      refuses: developers | (staff & admins) is false
                        |  |  |- false  developers
                        |  |  `- false  staff & admins
                        |  |     |- true   staff
                        |  |     `- false  admins
                        |  |- requireAttribute  has nothing against it: employeeType=reviewer is true
                        |  `- requireAttribute  has nothing against it: mail=* is true
                        |- roles       5
                        |  |- ldap-users  cn=users,ou=groups,dc=example,dc=org: its name, rolePrefix ldap-
                        |  |- plain       roleMapping users & !admins -> plain
                        |  |- member      cn=users,ou=groups,dc=example,dc=org: roleMapping cn=users,ou=groups,dc=example,dc=org -> member
                        |  |- app-ff      cn=staff,ou=groups,dc=example,dc=org: roleMapping sta* -> app-$1
                        |  `- everybody   commonRole
                        |- attributes
                        |  |- ldap.dn        uid=bob,ou=people,dc=example,dc=org
                        |  `- ldap.username  bob
                        |- doors
                        |  |- Tomcat, Jakarta Authentication  BASIC: 401 and asks again; FORM: the error page; org.latchkey.loginFailure=REFUSED
                        |  `- JAAS                            AccountException: the account is not admitted
                        `- cost        9 operations, N ms
                        """);
        assertThat(ran.code()).isEqualTo(4);
    }

    static Stream<List<String>> nobodies() {
        return Stream.of(
                List.of("alice", "userFilter", "userFilter", "(employeeType=none)"),
                List.of("alice", "userSearch", "userSearch", "(&(uid={0})(objectClass=person)(sn=other))"),
                List.of("alice", "userSubtree", "userBase", Fixture.BASE),
                List.of("tina", "userBase"),
                List.of("alice@example.org", "userLoginAttribute"),
                List.of("EXAMPLE\\alice", "usernameDomain"),
                List.of("alice@elsewhere.test", "usernameDomain", "usernameDomain", "example.org"),
                List.of("alice", "usernamePattern", "usernamePattern", "[0-9]+"),
                List.of("alice", "maxUsernameLength", "maxUsernameLength", "3"),
                List.of("reviewer", "userSearch", "userSearch", "(employeeType={0})"),
                List.of("alice", "userBase", "userBase", "ou=nowhere," + Fixture.BASE));
    }

    @ParameterizedTest
    @MethodSource("nobodies")
    void who_is_not_found_is_looked_for_elsewhere_and_the_key_is_named(List<String> row) {
        Ran ran = explain(row.get(0), row.subList(2, row.size()).toArray(String[]::new));
        assertThat(ran.out()).containsPattern("(?m)^\\|  [|`]- .*; look at " + row.get(1) + "\\b");
        assertThat(ran.code()).isEqualTo(row.contains("ou=nowhere," + Fixture.BASE) ? 1 : 4);
    }

    @Test
    void with_the_password_the_servers_own_answer_is_told() {
        Ran right = withPassword("alice", Fixture.person("alice").password());
        assertThat(right.out()).startsWith("alice  let in\n").contains("|- bind        result code 0 (success)\n");
        assertThat(right.code()).isZero();
        Ran wrong = withPassword("alice", "wrong-" + CANARY);
        assertThat(wrong.out())
                .startsWith("alice  refused: the password is wrong, or the account has none (BAD_PASSWORD)\n")
                .contains("|- bind        result code 49 (invalidCredentials)")
                .contains("|- found       uid=alice,ou=people,dc=example,dc=org");
        assertThat(wrong.code()).isEqualTo(4);
        Ran expired = withPassword("expired", Fixture.person("expired").password());
        assertThat(expired.out())
                .startsWith("expired  refused: the password has expired (PASSWORD_EXPIRED)\n")
                .contains("|  `- policy  it had its part in this answer\n")
                .contains("CredentialExpiredException: the password has expired");
        for (Ran ran : List.of(right, wrong, expired)) {
            assertThat(ran.out() + ran.err()).doesNotContain(CANARY);
        }
    }

    private Ran withPassword(String user, String password, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("explain", user, "--config", shell.file(SLAPD.url()), "--password-stdin"));
        arguments.addAll(List.of(more));
        return shell.run(password + "\n", arguments.toArray(String[]::new));
    }

    @Test
    void a_login_with_the_users_own_rights_is_looked_at_with_the_password() {
        String[] own = {"roleSearchAsUser", "true"};
        assertThat(explain("alice", own).out())
                .startsWith("alice  let in, with the right password, as far as the service sees: ");
        String input = Fixture.person("alice").password() + "\n";
        Ran ran = shell.run(input, "explain", "alice", "--config", shell.file(SLAPD.url(), own), "--password-stdin");
        assertThat(ran.out()).startsWith("alice  let in\n").contains("- developers  cn=developers,");
    }

    @Test
    void a_password_that_nobody_can_be_asked_for_is_no_argument_either() {
        Ran ran = shell.run("", "explain", "alice", "--config", shell.file(SLAPD.url()), "--ask-password");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--password-stdin");
        Ran argument = shell.run("", "explain", "alice", "--config", shell.file(SLAPD.url()), "--password=x-" + CANARY);
        assertThat(argument.code()).isEqualTo(2);
        assertThat(argument.out() + argument.err()).doesNotContain(CANARY);
    }

    @Test
    void a_password_is_sent_once_and_none_where_none_is_given() throws Exception {
        Operations seen = SLAPD.during(() -> withPassword("bob", "wrong-" + CANARY));
        assertThat(seen.bindDns().stream().filter(dn -> dn.startsWith("uid=bob")))
                .hasSize(1);
        Operations none = SLAPD.during(() -> explain("bob"));
        assertThat(none.bindDns().stream().filter(dn -> dn.startsWith("uid=bob")))
                .isEmpty();
    }

    @Test
    void of_several_directories_it_is_told_which_decides() {
        Ran ran = shell.run("", "explain", "tina", "--config", shell.file(several()));
        assertThat(masked(ran.out())).isEqualTo("""
                        tina  let in, with the right password
                        |- directory people    refused: no entry bears the name (UNKNOWN_USER)
                        |  `- searches
                        |     `- (uid=tina) right below ou=people,dc=example,dc=org: nothing
                        |- directory tenant    decides: let in, with the right password
                        |  |- found       uid=tina,ou=tenant-a,dc=example,dc=org
                        |  |  |- by         (uid=tina) right below ou=tenant-a,dc=example,dc=org
                        |  |  |- name       tina
                        |  |  |- principal  tina
                        |  |  `- account    nothing in the entry says that it may not be used
                        |  |- groups      none
                        |  |- roles       none
                        |  `- attributes
                        |     |- ldap.dn        uid=tina,ou=tenant-a,dc=example,dc=org
                        |     `- ldap.username  tina
                        |- directory readable  not asked, since an earlier one decides; by itself: refused: no entry bears the name (UNKNOWN_USER)
                        |  `- searches
                        |     `- (uid=tina) right below ou=readable,dc=example,dc=org: nothing
                        |- doors
                        |  |- Tomcat, Jakarta Authentication  the request goes on as tina
                        |  `- JAAS                            login() succeeds: a UserPrincipal, and a RolePrincipal for each role
                        `- cost                3 operations, N ms
                        """);
    }

    private static Map<String, String> several() {
        Map<String, String> keys = new HashMap<>(Map.of(
                "directories",
                "people, tenant, readable",
                "userSearch",
                "(uid={0})",
                "connectionURL",
                SLAPD.url(),
                "connectionName",
                Fixture.READER_DN,
                "connectionPassword",
                Fixture.READER_PASSWORD));
        keys.put("people.userBase", Fixture.PEOPLE);
        keys.put("tenant.userBase", Fixture.TENANT_A);
        keys.put("readable.userBase", Fixture.READABLE);
        return keys;
    }

    @Test
    void json_tells_the_same() {
        Ran ran =
                shell.run("", "explain", "alice", "--config", shell.file(SLAPD.url(), "roleNested", "true"), "--json");
        assertThat(ran.out())
                .contains("\"outcome\": \"let-in\"", "\"filter\": \"(uid=alice)\"", "\"role\": \"staff\"")
                .containsPattern("\"via\": \\[\\s+\"cn=developers,ou=groups,dc=example,dc=org\",\\s+\"cn=engineering,")
                .doesNotContain(CANARY);
        assertThat(ran.code()).isZero();
        Ran refused = shell.run("", "explain", "alice", "--config", shell.file(SLAPD.url(), "rolName", "x"), "--json");
        assertThat(refused.out()).contains("\"ok\": false").contains("rolName");
        assertThat(refused.code()).isEqualTo(3);
    }

    @Test
    void hostile_names_reach_neither_terminal_nor_page_as_they_are() throws Exception {
        Path page = folder.resolve("page.html");
        Path picture = folder.resolve("picture.svg");
        String file =
                shell.file(SLAPD.url(), "userBase", Fixture.WEIRD, "userAttributes", "cn", "roleBase", Fixture.GROUPS);
        for (Person person : Fixture.hostile()) {
            Ran ran = shell.run(
                    "",
                    "explain",
                    person.uid(),
                    "--config",
                    file,
                    "--html",
                    page.toString(),
                    "--svg",
                    picture.toString());
            assertThat(ran.code()).as(ran.out()).isZero();
            for (String written : List.of(ran.out(), Files.readString(page), Files.readString(picture))) {
                assertThat(written.codePoints().filter(c -> c < ' ' && c != '\n' && c != '\r'))
                        .as(person.uid())
                        .isEmpty();
                assertThat(written).doesNotContain(CANARY);
            }
            assertThat(Files.readString(page)).contains("all weird").doesNotContain("<nobody>");
            assertThat(Files.readString(picture)).contains("all weird").doesNotContain("<nobody>");
        }
        Ran typed = explain("\u001b[31m<script>\n");
        assertThat(typed.out())
                .startsWith("\\u001b[31m<script>\\u000a  refused")
                .doesNotContain("\u001b");
        assertThat(typed.code()).isEqualTo(4);
    }

    static Stream<List<String>> configurations() {
        return Stream.of(
                List.of(),
                List.of("roleNested", "true", "roleSubtree", "true"),
                List.of("groupType", "auto", "roleSearch", "-", "roleName", "-", "roleNested", "true"),
                List.of("groupType", "posix", "roleSearch", "-", "roleName", "-"),
                List.of("groupType", "memberOf", "roleSearch", "-", "roleName", "-"),
                List.of("userRoleName", "employeeType", "roleCase", "upper", "rolePrefix", "LDAP_"),
                List.of("userBase", Fixture.WEIRD, "roleSubtree", "true"),
                List.of(
                        "roleNested",
                        "true",
                        "roleMapping",
                        "cn=users," + Fixture.GROUPS
                                + " -> member; nest-* -> level-$1; ring-a & !users -> ring; * -> any",
                        "roleMappingOnly",
                        "true",
                        "requireGroup",
                        "users | nest-9 | ring-c",
                        "denyGroup",
                        "admins"),
                List.of(
                        "requireAttribute",
                        "employeeType=reviewer",
                        "excludedUsers",
                        "bob@example.org",
                        "userFilter",
                        "(!(uid=carol))",
                        "userNameAttribute",
                        "mail",
                        "usernameCase",
                        "lower"),
                List.of(
                        "userSearch",
                        "-",
                        "roleNested",
                        "true",
                        "userBase",
                        "-",
                        "userPattern",
                        "uid={0},ou=people,dc=example,dc=org"));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void explanations_agree_with_real_logins_for_everybody(List<String> pairs) throws Exception {
        RealmConfig config = config(pairs);
        DirectoryInspector inspector =
                new DirectoryInspector(List.of(config), StoredPasswordMatcher.none(), Clock.systemUTC());
        int in = 0;
        try (LdapAuthenticator engine = LdapAuthenticator.open(config, StoredPasswordMatcher.none())) {
            for (Person person : Fixture.everybody()) {
                // each of these logins would use one up that is left to the expired password
                if (!person.uid().equals("graced")) {
                    AuthenticationResult result = login(engine, config, person);
                    in += result instanceof Authenticated ? 1 : 0;
                    assertAgreement(person, result, inspector.explain(person.uid(), secret(person)), true);
                    assertAgreement(person, result, inspector.explain(person.uid(), null), false);
                }
            }
        }
        assertThat(in).as("users let in by %s", pairs).isPositive();
    }

    private static void assertAgreement(
            Person person, AuthenticationResult result, Explanation explanation, boolean proved) {
        @Nullable RejectionReason reason = result instanceof Rejected rejected ? rejected.reason() : null;
        if (!proved && reason != null && TOLD_BY_THE_BIND.contains(reason)) {
            return;
        }
        Outcome expected = result instanceof Authenticated
                ? Outcome.PASSED
                : result instanceof Unavailable ? Outcome.FAILED : Outcome.WARNED;
        assertThat(explanation.verdict().outcome())
                .as("%s: %s", person, explanation)
                .isEqualTo(expected);
        assertThat(explanation.verdict().reason()).as("%s", person).isEqualTo(reason);
        if (result instanceof Authenticated in) {
            assertThat(explanation.looks().get(0).roles().stream()
                            .map(GrantedRole::role)
                            .collect(Collectors.toSet()))
                    .as("%s", person)
                    .isEqualTo(in.principal().roles());
            assertThat(explanation.looks().get(0).user().principal())
                    .isEqualTo(in.principal().getName());
        }
        assertThat(explanation.toString()).doesNotContain("-" + CANARY);
    }

    private static Secret secret(Person person) {
        return Secret.of(person.password());
    }

    private static AuthenticationResult login(LdapAuthenticator engine, RealmConfig config, Person person) {
        return engine.authenticate(LoginRequest.of(
                new UsernamePassword(person.uid(), secret(person)),
                new Origin("test", null),
                Deadline.after(config.loginTimeout())));
    }

    private static RealmConfig config(List<String> pairs) throws Exception {
        Map<String, String> keys = new HashMap<>(Fixture.searching(SLAPD.url()));
        keys.put("equalTiming", "false");
        for (int i = 0; i < pairs.size(); i += 2) {
            keys.put(pairs.get(i), pairs.get(i + 1));
            if (pairs.get(i + 1).equals("-")) {
                keys.remove(pairs.get(i));
            }
        }
        return ConfigReader.read(Door.TOMCAT, keys).realm();
    }
}
