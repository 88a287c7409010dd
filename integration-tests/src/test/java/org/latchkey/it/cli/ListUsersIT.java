package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.util.json.JSONArray;
import com.unboundid.util.json.JSONObject;
import com.unboundid.util.json.JSONString;
import com.unboundid.util.json.JSONValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.catalina.users.MemoryUserDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.LdapAuthenticator;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.Secret;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operations;

/** The list of all users, from a real slapd. */
class ListUsersIT {
    private static final String ROOT = "cn=admin,dc=example,dc=org";
    private static final String ROOT_PASSWORD = "root-c4nary";
    private static final String CANARY = "c4nary";
    private static final String SCRATCH = "ou=scratch,dc=example,dc=org";
    private static final int LET_IN = 44;
    /** Two accounts are locked. */
    private static final int USERS = LET_IN + 2;

    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("list-users")
            .withoutTls()
            .database("rootdn \"" + ROOT + "\"")
            .database("rootpw " + ROOT_PASSWORD)
            .build();

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder);
    }

    private Ran list(List<String> options, String... pairs) {
        List<String> arguments = new ArrayList<>(List.of("list-users", "--config", shell.file(SLAPD.url(), pairs)));
        arguments.addAll(options);
        Ran ran = shell.run("", arguments.toArray(String[]::new));
        assertThat(ran.out() + ran.err()).doesNotContain(CANARY);
        return ran;
    }

    private Map<String, JSONObject> rows(List<String> options, String... pairs) throws Exception {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--format", "jsonl"));
        Ran ran = list(all, pairs);
        assertThat(ran.code()).as(ran.err()).isZero();
        return byName(ran.out());
    }

    private static Map<String, JSONObject> byName(String lines) throws Exception {
        Map<String, JSONObject> rows = new TreeMap<>();
        for (String line : lines.lines().toList()) {
            JSONObject row = new JSONObject(line);
            assertThat(rows.put(row.getFieldAsString("name"), row)).isNull();
        }
        return rows;
    }

    private static List<String> texts(JSONValue array) {
        return ((JSONArray) array)
                .getValues().stream()
                        .map(value -> ((JSONString) value).stringValue())
                        .toList();
    }

    @Test
    void all_users_are_listed_by_the_name_applications_see() {
        Ran ran = list(List.of("--attributes", "mail,phone=telephoneNumber|mobile"));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("name,dn,mail,phone\r\n")
                .contains("alice,\"uid=alice,ou=people,dc=example,dc=org\",alice@example.org,")
                .contains("\"smith, j+\"\"x\"\"\",");
        assertThat(ran.out().lines()).hasSize(1 + LET_IN);
        assertThat(ran.code()).isZero();
    }

    @Test
    void roles_and_refusals_are_those_of_a_real_login() throws Exception {
        assertLikeLogins();
        assertLikeLogins("denyGroup", "staff");
        assertLikeLogins("requireGroup", "users", "excludedUsers", "alice", "commonRole", "everybody");
        assertLikeLogins("userRoleName", "title", "roleNested", "true", "roleMapping", "staff -> crew; nest-9 -> deep");
    }

    private void assertLikeLogins(String... pairs) throws Exception {
        Map<String, JSONObject> rows = rows(List.of("--roles", "--all"), pairs);
        assertThat(rows).hasSize(USERS);
        List<String> otherwise = new ArrayList<>();
        var config = ConfigReader.read(Door.TOMCAT, Map.of("configFile", shell.file(SLAPD.url(), pairs)));
        try (var engine = LdapAuthenticator.open(config.realms(), StoredPasswordMatcher.none())) {
            rows.forEach((name, row) -> {
                assertThat(said(login(engine, new Asserted(name, null)))).isEqualTo(said(row));
                Secret password = Secret.of(Fixture.person(name).password());
                if (!said(login(engine, new UsernamePassword(name, password))).equals(said(row))) {
                    otherwise.add(name);
                }
            });
        }
        // Without a policy this server lets a locked account bind; the third has no password at all.
        assertThat(otherwise).isSubsetOf("locked", "must-change", "no-password");
        List<String> letIn = rows.values().stream()
                .filter(row -> row.getFieldAsString("reason").isEmpty())
                .map(row -> row.getFieldAsString("name"))
                .toList();
        assertThat(letIn).isNotEmpty().hasSizeLessThan(USERS);
        assertThat(rows(List.of(), pairs).keySet()).containsExactlyElementsOf(letIn);
    }

    /** The roles, or why not. */
    private static String said(AuthenticationResult login) {
        return login.fold(
                let -> let.principal().roles().stream().sorted().toList().toString(),
                no -> no.reason().toString(),
                unavailable -> unavailable.detail());
    }

    private static String said(JSONObject row) {
        String reason = row.getFieldAsString("reason");
        return reason.isEmpty() ? texts(row.getField("roles")).toString() : reason;
    }

    private static AuthenticationResult login(LdapAuthenticator engine, Credentials credentials) {
        return engine.authenticate(
                LoginRequest.of(credentials, new Origin("test", null), Deadline.after(Duration.ofSeconds(10))));
    }

    @Test
    void a_list_costs_a_search_a_page_and_roles_one_more_for_each_user() throws Exception {
        Operations names = SLAPD.during(() -> list(List.of()));
        assertThat(names.searches()).isEqualTo(1);
        Operations attributes = SLAPD.during(() ->
                list(List.of("--roles"), "roleSearch", "-", "roleBase", "-", "roleName", "-", "userRoleName", "title"));
        assertThat(attributes.searches()).isEqualTo(1);
        Operations groups = SLAPD.during(() -> list(List.of("--roles")));
        assertThat(groups.searches()).isEqualTo(1 + USERS);
        assertThat(groups.connections()).isBetween(2, 1 + 4);
        assertThat(groups.all().stream().map(Operation::kind).filter(Operation.Kind::writes))
                .isEmpty();
    }

    @Test
    void tomcat_reads_its_users_and_their_roles() throws Exception {
        Path file = folder.resolve("tomcat-users.xml");
        Ran ran = list(List.of("--format", "tomcat-users", "--output", file.toString()));
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Map<String, JSONObject> rows = rows(List.of("--roles"));
        MemoryUserDatabase database = new MemoryUserDatabase();
        database.setPathname(file.toUri().toString());
        database.open();
        try {
            rows.forEach((name, row) -> {
                assertThat(database.findUser(name)).as(name).isNotNull();
                assertThat(database.findUser(name).getPassword()).isNull();
                List<String> roles = new ArrayList<>();
                database.findUser(name).getRoles().forEachRemaining(role -> roles.add(role.getRolename()));
                assertThat(roles).containsExactlyInAnyOrderElementsOf(texts(row.getField("roles")));
            });
        } finally {
            database.close();
        }
    }

    @Test
    void an_entry_that_is_broken_is_told_and_stops_nothing() throws Exception {
        try (LDAPConnection root = asRoot()) {
            add(root, SCRATCH, "objectClass: organizationalUnit");
            add(root, "cn=two," + SCRATCH, person("two"), "uid: zoe", "uid: zoë");
            add(root, "cn=none," + SCRATCH, person("none"), "mail: none@example.org");
            add(root, "cn=hostile," + SCRATCH, person("hostile"), "uid: a\u202eb");
            add(root, "cn=bell," + SCRATCH, person("bell"), "uid: bell", "mail: =cmd|' /C calc'!A0");
            add(root, "cn=twin," + SCRATCH, person("twin"), "uid: bell");
            try {
                Ran ran = list(
                        List.of("--attributes", "mail"), "userBase", SCRATCH, "userSearch", "(|(uid={0})(mail={0}))");
                assertThat(ran.code()).isEqualTo(5);
                assertThat(ran.out())
                        .isEqualTo("name,dn,mail\r\n" + "bell,\"cn=bell," + SCRATCH + "\",'=cmd\\|' /C calc'!A0\r\n");
                assertThat(ran.err().lines())
                        .anyMatch(line ->
                                line.startsWith("left out: cn=two,") && line.contains("several values of 'uid'"))
                        .anyMatch(line -> line.startsWith("left out: cn=none,") && line.contains("no attribute 'uid'"))
                        .anyMatch(line -> line.startsWith("left out: cn=hostile,") && line.contains("INVALID_USERNAME"))
                        .anyMatch(line -> line.startsWith("left out: cn=twin,") && line.contains("'bell' too"))
                        .contains("4 entries were left out");
            } finally {
                for (String cn : List.of("two", "none", "hostile", "bell", "twin")) {
                    root.delete("cn=" + cn + "," + SCRATCH);
                }
                root.delete(SCRATCH);
            }
        }
    }

    @Test
    void what_was_changed_is_told_by_the_server_and_by_an_earlier_list() throws Exception {
        Path csv = folder.resolve("users.csv");
        Path jsonl = folder.resolve("users.jsonl");
        List<String> what = List.of("--roles", "--attributes", "description,mail");
        assertThat(list(with(what, "-o", csv.toString())).code()).isZero();
        assertThat(list(with(what, "-o", jsonl.toString(), "--format", "jsonl")).code())
                .isZero();
        try (LDAPConnection root = asRoot()) {
            Instant before = Instant.now().plusSeconds(1);
            await().atMost(Duration.ofSeconds(3)).until(() -> Instant.now().isAfter(before));
            root.modify(
                    "dn: " + Fixture.person("alice").dn(),
                    "changetype: modify",
                    "replace: description",
                    "description: +new|er");
            root.modifyDN(Fixture.person("dave").dn(), "uid=dave2", true);
            add(root, "uid=newcomer," + Fixture.PEOPLE, person("new"), "uid: newcomer");
            try {
                assertThat(list(with(what, "--since", before.toString()))
                                .out()
                                .lines()
                                .skip(1))
                        .extracting(line -> line.split(",")[0])
                        .containsExactlyInAnyOrder("alice", "dave2", "newcomer");
                Ran changed = list(with(what, "--diff", csv.toString()));
                assertThat(changed.out().lines())
                        .contains("change,name,dn,roles,description,mail")
                        .anyMatch(line -> line.startsWith("changed,alice,") && line.contains(",'+new\\|er,"))
                        .anyMatch(line -> line.startsWith("added,dave2,"))
                        .anyMatch(line -> line.startsWith("removed,dave,\"uid=dave,"))
                        .anyMatch(line -> line.startsWith("added,newcomer,"))
                        .hasSize(5);
                assertThat(list(with(what, "--diff", jsonl.toString())).out()).isEqualTo(changed.out());
                assertThat(byName(list(with(what, "--diff", csv.toString(), "--format", "jsonl", "--update"))
                                .out()))
                        .hasSize(4);
                assertThat(list(with(what, "--diff", csv.toString())).out().lines())
                        .hasSize(1);
                assertThat(byName(Files.readString(csv))).hasSize(LET_IN + 1);
            } finally {
                root.delete("uid=newcomer," + Fixture.PEOPLE);
                root.modifyDN("uid=dave2," + Fixture.PEOPLE, "uid=dave", true);
                root.modify("dn: " + Fixture.person("alice").dn(), "changetype: modify", "replace: description");
            }
        }
    }

    @Test
    void an_entry_that_is_broken_today_is_not_gone() throws Exception {
        Path csv = folder.resolve("users.csv");
        String[] where = {"userBase", SCRATCH};
        try (LDAPConnection root = asRoot()) {
            add(root, SCRATCH, "objectClass: organizationalUnit");
            add(root, "cn=one," + SCRATCH, person("one"), "uid: one");
            add(root, "cn=other," + SCRATCH, person("other"), "uid: other");
            try {
                assertThat(list(List.of("-o", csv.toString()), where).code()).isZero();
                root.modify("dn: cn=one," + SCRATCH, "changetype: modify", "add: uid", "uid: uno");
                Ran ran = list(List.of("--diff", csv.toString(), "--update"), where);
                assertThat(ran.code()).isEqualTo(5);
                assertThat(ran.out().lines()).hasSize(1);
                assertThat(Files.readString(csv)).contains("one,").contains("other,");
            } finally {
                root.delete("cn=one," + SCRATCH);
                root.delete("cn=other," + SCRATCH);
                root.delete(SCRATCH);
            }
        }
    }

    @Test
    void those_without_mail_get_an_address_and_some_are_passed_over() {
        Ran ran = list(List.of("--mail-domain", "corp.example", "--exclude", "pw-*,WALTER"));
        assertThat(ran.out())
                .startsWith("name,dn,mail\r\n")
                .contains(",alice@example.org\r\n")
                .contains(",o'brien@corp.example\r\n")
                .doesNotContain("pw-star", "walter");
    }

    @Test
    void of_two_directories_the_first_that_knows_a_name_has_it() {
        Ran ran = shell.run(
                "",
                "list-users",
                "--config",
                shell.file(Map.of(
                        "directories",
                        "a, b",
                        "roleExcludes",
                        "manager-*, admin-*",
                        "a.connectionURL",
                        SLAPD.url(),
                        "a.userBase",
                        Fixture.TENANT_A,
                        "a.userSearch",
                        "(uid={0})",
                        "b.connectionURL",
                        SLAPD.url(),
                        "b.userBase",
                        Fixture.TENANT_B,
                        "b.userSearch",
                        "(uid={0})")));
        assertThat(ran.out())
                .isEqualTo("name,dn\r\ntina,\"uid=tina," + Fixture.TENANT_A + "\"\r\nsam,\"uid=sam," + Fixture.TENANT_A
                        + "\"\r\ntoby,\"uid=toby," + Fixture.TENANT_B + "\"\r\n");
        assertThat(ran.err())
                .isEqualTo("passed over: uid=sam," + Fixture.TENANT_B
                        + ": 'sam' is a user of a directory before this one" + System.lineSeparator());
        assertThat(ran.code()).isZero();
    }

    @Test
    void a_list_that_is_not_whole_is_not_put_in_its_place() throws Exception {
        Path file = Files.writeString(folder.resolve("users.csv"), "what was there before");
        Ran ran = list(List.of("-o", file.toString()), "userBase.2", "ou=nowhere,dc=example,dc=org");
        assertThat(ran.code()).isOne();
        assertThat(ran.err()).startsWith("the list is not whole: ").contains("ou=nowhere");
        assertThat(file).hasContent("what was there before");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrder("ldap.properties", "users.csv");
        }
    }

    @Test
    void passwords_are_never_asked_for() throws Exception {
        Ran refused = list(List.of("--attributes", "mail,userPassword"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("'userPassword' holds passwords");
        Ran stored = list(List.of("--attributes", "secret=description"), "userPassword", "description");
        assertThat(stored.code()).isEqualTo(2);
        assertThat(stored.err()).contains("never read");
        Ran everything = list(List.of("--all"), "userBase", Fixture.READABLE, "userAttributes", "*, mail");
        assertThat(everything.out()).startsWith("name,dn,reason,mail\r\n").hasLineCount(7);
        assertThat(everything.code()).isZero();
        assertThat(Files.readString(SLAPD.logFile(), StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> line.contains(" SRCH attr=")))
                .anyMatch(line -> line.matches(".*[= ]mail( .*)?"))
                .noneMatch(line -> line.matches(".*[= ](userPassword|[*+])( .*)?"));
    }

    private static List<String> with(List<String> options, String... more) {
        return Stream.concat(options.stream(), Stream.of(more)).toList();
    }

    private static LDAPConnection asRoot() throws Exception {
        return new LDAPConnection("127.0.0.1", SLAPD.port(), ROOT, ROOT_PASSWORD);
    }

    private static String person(String cn) {
        return "objectClass: inetOrgPerson\ncn: " + cn + "\nsn: " + cn;
    }

    private static void add(LDAPConnection root, String dn, String... lines) throws Exception {
        List<String> ldif = new ArrayList<>(List.of("dn: " + dn));
        for (String several : lines) {
            several.lines().forEach(line -> ldif.add(line));
        }
        root.add(ldif.toArray(String[]::new));
    }
}
