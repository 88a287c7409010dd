package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.config.PropertiesFile;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.ds389.Ds389;
import org.latchkey.it.ds389.Ds389Tree;
import org.latchkey.it.ee.LoginRow;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.login.Engine;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.SambaAd;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.support.FreePort;
import org.latchkey.it.tls.TestAuthority;
import org.w3c.dom.NamedNodeMap;

/** What {@code init} makes of real servers works for everybody in them; and what it says where there is nothing to be made. */
class InitIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("init").build();

    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    @RegisterExtension
    static final Ds389 DS389 = Ds389.shared();

    private static final String CANARY = "c4nary";
    private static final String CA = TestAuthority.shared().caPem().toString();

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder);
    }

    private Ran init(String url, String name, String password, String... more) {
        List<String> arguments = new ArrayList<>(List.of("init", url, "--connection-name", name, "--password-stdin"));
        arguments.addAll(Arrays.asList(more));
        Ran ran = shell.run(password + "\n", arguments.toArray(String[]::new));
        assertThat(ran.out() + ran.err()).doesNotContain(CANARY);
        return ran;
    }

    private Ran initOpenLdap(String... more) {
        List<String> all = new ArrayList<>(List.of("--ca-certificate-file", CA));
        all.addAll(Arrays.asList(more));
        return init(SLAPD.url(), Fixture.READER_DN, Fixture.READER_PASSWORD, all.toArray(String[]::new));
    }

    private Ran initActiveDirectory(String... more) {
        List<String> all = new ArrayList<>(List.of("--ca-certificate-file", CA));
        all.addAll(Arrays.asList(more));
        return init(
                DC.ldapsUrl(),
                AdDomain.upn(AdDomain.READER),
                AdDomain.person(AdDomain.READER).password(),
                all.toArray(String[]::new));
    }

    private Ran init389(String... more) {
        Person reader = Ds389Tree.person(Ds389Tree.READER);
        return init(DS389.url(), reader.dn(), reader.password(), more);
    }

    private static String masked(String text) {
        return Shell.masked(text)
                .replace(CA, "CA.pem")
                .replaceAll("127\\.\\d+\\.\\d+\\.\\d+", "127.A.B.C")
                .replaceAll("C:(\\d+)", "C:PORT")
                .replaceAll("389-Directory/\\S+( B[0-9.]+)?", "389-Directory/VERSION")
                .replaceAll("of \\d+ looked at: [^)]*", "of N looked at");
    }

    @Test
    void a_properties_file_for_openldap() {
        Ran ran = initOpenLdap("--format", "properties");
        assertThat(masked(ran.err() + "----\n" + ran.out())).isEqualTo("""
                        ldap://127.A.B.C:PORT
                          found  TLSv1.3, certificate of CN=localhost,O=Latchkey Tests, good for N days
                                 look at: the server's certificate ends in N days: renew it in time
                          found  OpenLDAP
                          found  bound as cn=reader,ou=services,dc=example,dc=org
                          found  users below "dc=example,dc=org" by uid (of N looked at)
                          found  groups below "ou=groups,dc=example,dc=org"; "ou=roles,ou=tenant-a,dc=example,dc=org"; "ou=roles,ou=tenant-b,dc=example,dc=org" by member, uniqueMember, memberUid, groups in groups
                                 look at: groups right below "ou=referrals,dc=example,dc=org" are left out: beside them are references to other servers, with which no answer is whole
                          check  12 stages with the configuration below, nothing failed
                        ----
                        # Made and checked by latchkey init, for OpenLDAP

                        # what such a directory usually needs
                        preset=openldap

                        # the server, and the DN that all bases are below
                        connectionURL=ldap://127.A.B.C:PORT/dc=example,dc=org

                        # the server offers it, so no password travels in clear text
                        useStartTls=true

                        # who signed the server's certificate
                        caCertificateFile=CA.pem

                        # the account that searches
                        connectionName=cn=reader,ou=services,dc=example,dc=org

                        # where its password is, alone, for the container's user only to read
                        connectionPassword=${file:/run/secrets/ldap-reader}

                        # below it are groups
                        roleBase=ou=groups

                        # below it are groups
                        roleBase.2=ou=roles,ou=tenant-a

                        # below it are groups
                        roleBase.3=ou=roles,ou=tenant-b

                        # some groups are members of others
                        roleNested=true

                        # nobody becomes a manager of the container by the name of a group
                        roleExcludes=manager-*, admin-*
                        """);
        assertThat(ran.code()).isZero();
    }

    @Test
    void a_realm_for_active_directory() {
        Ran ran = initActiveDirectory();
        assertThat(masked(ran.err() + "----\n" + ran.out())).isEqualTo("""
                        ldaps://127.A.B.C:PORT
                          found  TLSv1.3, certificate of CN=127.A.B.C,O=Latchkey Tests, good for N days
                                 look at: the server's certificate ends in N days: renew it in time
                          found  Active Directory (Samba Team (https://www.samba.org))
                          found  bound as reader@ad.example.test
                          found  users below "DC=ad,DC=example,DC=test" by sAMAccountName (of N looked at)
                          found  groups below "DC=ad,DC=example,DC=test" by member, groups in groups
                          check  12 stages with the configuration below, nothing failed
                        ----
                        <!--
                          Made and checked by latchkey init, for Active Directory (Samba Team (https://www.samba.org))
                          Inside the Engine, a Host or a Context.

                          preset: what such a directory usually needs
                          connectionURL: the server, and the DN that all bases are below
                          caCertificateFile: who signed the server's certificate
                          connectionName: the account that searches
                          connectionPassword: where its password is, alone, for the container's user only to read
                          roleExcludes: nobody becomes a manager of the container by the name of a group
                        -->
                        <Realm className="org.latchkey.tomcat.LdapRealm"
                               preset="activeDirectory"
                               connectionURL="ldaps://127.A.B.C:PORT/DC=ad,DC=example,DC=test"
                               caCertificateFile="CA.pem"
                               connectionName="reader@ad.example.test"
                               connectionPassword="${file:/run/secrets/ldap-reader}"
                               roleExcludes="manager-*, admin-*"/>
                        """);
        assertThat(ran.code()).isZero();
    }

    @Test
    void commands_for_389_directory_server() {
        Ran ran = init389("--format", "wildfly-cli");
        assertThat(masked(ran.err() + "----\n" + ran.out())).isEqualTo("""
                        ldap://127.A.B.C:PORT
                          found  389 Project 389-Directory/VERSION
                          found  bound as uid=reader,ou=services,dc=example,dc=org
                          found  users below "ou=people,dc=example,dc=org" by uid (of N looked at)
                          found  groups below "ou=groups,dc=example,dc=org" by member, uniqueMember, memberURL, groups in groups
                                 look at: passwords travel in clear text, as the server offers neither StartTLS nor ldaps
                          check  10 stages with the configuration below, nothing failed
                        ----
                        # Made and checked by latchkey init, for 389 Project 389-Directory/VERSION
                        # Passwords travel in clear text, as the server offers neither StartTLS nor ldaps.
                        # preset: what such a directory usually needs
                        # connectionURL: the server, and the DN that all bases are below
                        # connectionName: the account that searches
                        # userBase: below it are all users that were seen
                        # roleBase: below it are groups
                        # groupType: how the groups know their members
                        # roleExcludes: nobody becomes a manager of the container by the name of a group
                        # /etc/latchkey/latchkey.properties is to hold what cannot stand here:
                        #     connectionPassword=${file:/run/secrets/ldap-reader}
                        module add --name=org.latchkey --resources=/opt/latchkey/latchkey-jaspic.jar --dependencies=jakarta.security.auth.message.api,jakarta.servlet.api
                        /subsystem=elytron/jaspi-configuration=latchkey:add(layer=HttpServlet,application-context="default-host /app",server-auth-modules=[{class-name=org.latchkey.jaspic.LdapServerAuthModule,module=org.latchkey,flag=REQUIRED,options={configFile="/etc/latchkey/latchkey.properties",preset="389ds",connectionURL="ldap://127.A.B.C:PORT/dc=example,dc=org",connectionName="uid=reader,ou=services,dc=example,dc=org",userBase="ou=people",roleBase="ou=groups",groupType="auto",roleExcludes="manager-*, admin-*"}}])
                        reload
                        """);
        assertThat(ran.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server-xml", "properties", "jaas", "jaspic-providers", "wildfly-cli"})
    void every_form_is_checked_before_it_is_written(String form) {
        Ran ran = initOpenLdap("--format", form);
        assertThat(ran.err()).contains("12 stages with the configuration below, nothing failed");
        assertThat(ran.out()).contains("ou=groups", "${file:/run/secrets/ldap-reader}");
        assertThat(ran.code()).isZero();
    }

    /** The fixture has groups of every kind: which of them are roles is the table's choice, as is the role of everybody. */
    @Test
    void the_acceptance_table_passes_on_openldap() throws Exception {
        Ran ran = initOpenLdap(
                "--format",
                "properties",
                "--group-base",
                Fixture.GROUPS,
                "--set",
                "groupType=member",
                "--set",
                "commonRole=employee",
                "--set",
                "userAttributes=mail,departmentNumber");
        passes(PropertiesFile.parse(ran.out()), Fixture.READER_PASSWORD, LoginRow.all(), LoginRow.ASKED);
    }

    @Test
    void the_acceptance_table_passes_on_active_directory() throws Exception {
        String[] everybody = {"Domain Users", "Users", "staff"};
        List<LoginRow> rows = new ArrayList<>(List.of(
                in(
                        AdDomain.person("alice"),
                        roles(everybody, nest(), "everywhere", "local-readers", "legacy", "weird, \"group\"/x")),
                in(AdDomain.person("bob"), roles(everybody, Stream.of("admins"))),
                in(AdDomain.person("carol"), roles(everybody, Stream.of("cycle-a", "cycle-b", "cycle-c"))),
                in(AdDomain.person("nobody"), List.of("Domain Users", "Users"))));
        AdDomain.hostile().forEach(person -> rows.add(in(person, null)));
        rows.addAll(refused(AdDomain.person("alice")));
        passes(
                attributes(initActiveDirectory().out()),
                AdDomain.person(AdDomain.READER).password(),
                rows,
                Set.of());
    }

    @Test
    void the_acceptance_table_passes_on_389_directory_server() throws Exception {
        String[] staff = {"staff"};
        List<LoginRow> rows = new ArrayList<>(List.of(
                in(Ds389Tree.person("alice"), roles(staff, nest())),
                in(Ds389Tree.person("bob"), roles(staff, Stream.of("admins"))),
                in(Ds389Tree.person("carol"), roles(staff, Stream.of("cycle-a", "cycle-b", "cycle-c"))),
                in(Ds389Tree.person("dave"), roles(staff, Stream.of("auditors", "chief-auditors"))),
                in(Ds389Tree.person("engineer"), List.of("engineers")),
                in(Ds389Tree.person("nobody"), List.of())));
        Ds389Tree.hostile().forEach(person -> rows.add(in(person, List.of("hostile, \"all\""))));
        rows.addAll(refused(Ds389Tree.person("alice")));
        passes(
                PropertiesFile.parse(init389("--format", "properties").out()),
                Ds389Tree.person(Ds389Tree.READER).password(),
                rows,
                Set.of());
    }

    private static void passes(Map<String, String> keys, String password, List<LoginRow> rows, Set<String> applications)
            throws Exception {
        assertThat(keys).containsEntry("connectionPassword", "${file:/run/secrets/ldap-reader}");
        assertThat(rows).hasSizeGreaterThan(10);
        SoftAssertions softly = new SoftAssertions();
        try (Engine engine = Engine.of(keys, "connectionPassword", password, "equalTiming", "false")) {
            for (LoginRow row : rows) {
                AuthenticationResult result = engine.login(row.user(), row.password());
                softly.assertThat(Engine.name(result) != null)
                        .as(row.title() + ": " + result)
                        .isEqualTo(row.comesIn());
                row.name()
                        .ifPresent(name -> softly.assertThat(Engine.name(result))
                                .as(row.title())
                                .isEqualTo(name));
                row.roles()
                        .ifPresent(roles -> softly.assertThat(asked(result, applications))
                                .as(row.title())
                                .containsExactlyInAnyOrderElementsOf(roles));
            }
        }
        softly.assertAll();
    }

    /** What applications find out by asking for these; all, where there are none. */
    private static List<String> asked(AuthenticationResult result, Set<String> applications) {
        return Engine.name(result) == null
                ? List.of("(nobody)")
                : Engine.roles(result).stream()
                        .filter(role -> applications.isEmpty() || applications.contains(role))
                        .toList();
    }

    private static LoginRow in(Person person, List<String> roles) {
        return new LoginRow(
                person.uid() + " comes in",
                person.uid(),
                person.password(),
                true,
                Optional.of(person.uid()),
                Optional.ofNullable(roles));
    }

    /** As the table has them, for somebody of this directory; each with a right one after it, which sets the count of failures back. */
    private static List<LoginRow> refused(Person somebody) {
        List<LoginRow> rows = new ArrayList<>();
        for (LoginRow row : LoginRow.all()) {
            if (!row.comesIn()) {
                boolean other = !row.user().equals("alice");
                rows.add(new LoginRow(
                        row.title(),
                        other ? row.user().replace("carol", "nobody at all") : somebody.uid(),
                        row.password(),
                        false,
                        Optional.empty(),
                        Optional.empty()));
                rows.add(new LoginRow(
                        "a name in capitals, after " + row.title(),
                        somebody.uid().toUpperCase(Locale.ROOT),
                        somebody.password(),
                        true,
                        Optional.of(somebody.uid()),
                        Optional.empty()));
            }
        }
        return rows;
    }

    private static Stream<String> nest() {
        return IntStream.range(0, AdDomain.NEST_CHAIN).mapToObj(level -> "nest-" + level);
    }

    private static List<String> roles(String[] ground, Stream<String> more, String... others) {
        return Stream.of(Arrays.stream(ground), more, Arrays.stream(others))
                .flatMap(roles -> roles)
                .toList();
    }

    private Map<String, String> attributes(String xml) throws Exception {
        Path file = Files.writeString(folder.resolve("realm.xml"), xml);
        NamedNodeMap found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement()
                .getAttributes();
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 0; i < found.getLength(); i++) {
            keys.put(found.item(i).getNodeName(), found.item(i).getNodeValue());
        }
        return keys;
    }

    @Test
    void where_nothing_listens_it_says_so() {
        Ran ran = init("ldap://127.0.0.1:" + FreePort.next(), Fixture.READER_DN, Fixture.READER_PASSWORD);
        assertThat(ran.err()).contains("FAIL   tcp:", "look at the URL, and whether the server runs");
        assertNothingWritten(ran);
    }

    @Test
    void what_is_no_directory_is_told() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread web = new Thread(() -> answerAsWebServer(server));
            web.setDaemon(true);
            web.start();
            Ran ran = init("ldap://127.0.0.1:" + server.getLocalPort(), Fixture.READER_DN, Fixture.READER_PASSWORD);
            assertThat(ran.err()).contains("is this an LDAP server?");
            assertNothingWritten(ran);
        }
    }

    private static void answerAsWebServer(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept();
                    InputStream in = client.getInputStream();
                    OutputStream out = client.getOutputStream()) {
                if (in.read() >= 0) {
                    out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // the test is over, or the client has seen enough
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_certificate_of_somebody_unknown_is_told_with_what_mends_it(boolean ldaps) throws Exception {
        List<Ran> ran = new ArrayList<>();
        Operations seen = SLAPD.during(() ->
                ran.add(init(ldaps ? SLAPD.secureUrl() : SLAPD.url(), Fixture.READER_DN, Fixture.READER_PASSWORD)));
        assertThat(ran.get(0).err()).contains("FAIL   tls:", "--ca-certificate-file FILE");
        assertThat(ran.get(0).err()).doesNotContain("certificateVerification");
        assertThat(seen.bindDns()).as("a password before TLS").doesNotContain(Fixture.READER_DN);
        assertNothingWritten(ran.get(0));
    }

    @Test
    void a_wrong_password_of_the_service_account_is_told() {
        Ran ran = init(SLAPD.secureUrl(), Fixture.READER_DN, "wrong-" + CANARY, "--ca-certificate-file", CA);
        assertThat(ran.err()).contains("FAIL   service-bind:", "look at --connection-name and its password");
        assertNothingWritten(ran);
    }

    @Test
    void where_nobody_is_seen_without_an_account_the_flag_is_named() {
        Ran ran = shell.run("", "init", DC.ldapsUrl(), "--ca-certificate-file", CA);
        assertThat(ran.err()).contains("--connection-name is missing");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void what_was_set_and_does_not_work_is_told_by_its_stage() {
        Ran ran = initOpenLdap("--set", "userFilter=(carLicense=none)");
        assertThat(ran.err()).contains("its check failed", "FAIL  users");
        assertNothingWritten(ran);
        Ran forced = initOpenLdap("--set", "userFilter=(carLicense=none)", "--force");
        assertThat(forced.out()).contains("userFilter=\"(carLicense=none)\"");
        assertThat(forced.code()).isOne();
    }

    @Test
    void what_was_written_to_a_file_is_a_configuration_for_check() throws Exception {
        Path secret = Files.writeString(folder.resolve("reader"), Fixture.READER_PASSWORD);
        Path users = Files.writeString(
                folder.resolve("alice"), Fixture.person("alice").password());
        Path written = folder.resolve("ldap.properties");
        Ran ran = shell.run(
                "",
                "init",
                SLAPD.secureUrl(),
                "--connection-name",
                Fixture.READER_DN,
                "--password-file",
                secret.toString(),
                "--ca-certificate-file",
                CA,
                "--format",
                "properties",
                "--output",
                written.toString(),
                "--user",
                "alice",
                "--user-password-file",
                users.toString());
        assertThat(ran.err())
                .contains("login  alice is let in, with the roles ")
                .contains("written to " + written);
        assertThat(ran.out()).isEmpty();
        assertThat(written).content().contains("${file:" + secret + "}").doesNotContain(CANARY, "useStartTls");
        Ran check = shell.run(
                Fixture.person("alice").password() + "\n",
                "check",
                "--config",
                written.toString(),
                "--user",
                "alice",
                "--password-stdin");
        assertThat(check.code()).as(check.out()).isZero();
    }

    @Test
    void somebody_who_is_not_let_in_is_told_apart_from_a_configuration_that_does_not_work() throws Exception {
        Path users = Files.writeString(folder.resolve("alice"), "wrong-" + CANARY);
        Ran ran = initOpenLdap("--user", "alice", "--user-password-file", users.toString());
        assertThat(ran.err()).contains("refused: BAD_PASSWORD");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(4);
    }

    @Test
    void ldaps_is_used_where_there_is_no_starttls() {
        Ran ran = init(
                DC.ldapUrl(),
                AdDomain.upn(AdDomain.READER),
                AdDomain.person(AdDomain.READER).password(),
                "--ca-certificate-file",
                CA);
        assertThat(ran.out())
                .contains("connectionURL=\"" + DC.ldapUrl().replaceFirst("ldap://(.*):389", "ldaps://$1/"))
                .doesNotContain("useStartTls");
        assertThat(ran.code()).isZero();
    }

    @Test
    void without_a_service_account_a_directory_that_shows_its_users_is_enough() {
        Ran ran = shell.run("", "init", SLAPD.secureUrl(), "--ca-certificate-file", CA);
        assertThat(ran.out()).as(ran.err()).contains("preset=\"openldap\"").doesNotContain("connectionName");
        assertThat(ran.code()).isZero();
    }

    /** In memory, because there is no server of that kind here: its compatibility tree has every user twice. */
    @Test
    void freeipa_is_known_by_its_tree_and_needs_its_preset_only() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=ipa,dc=test");
        config.setVendorName("389 Project");
        config.setSchema(null);
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig(
                "ldap", InetAddress.getLoopbackAddress(), FreePort.next(), null));
        String accounts = "cn=accounts,dc=ipa,dc=test";
        try (InMemoryDirectoryServer server = new InMemoryDirectoryServer(config)) {
            server.add("dn: dc=ipa,dc=test", "objectClass: domain", "dc: ipa");
            for (String container : List.of(
                    accounts,
                    "cn=users," + accounts,
                    "cn=groups," + accounts,
                    "cn=pbac,dc=ipa,dc=test",
                    "cn=compat,dc=ipa,dc=test")) {
                server.add("dn: " + container, "objectClass: nsContainer");
            }
            String alice = "uid=alice,cn=users," + accounts;
            server.add("dn: " + alice, "objectClass: person", "uid: alice", "userPassword: alice-c4nary");
            server.add("dn: uid=alice,cn=compat,dc=ipa,dc=test", "objectClass: posixAccount", "uid: alice");
            server.add(
                    "dn: cn=staff,cn=groups," + accounts, "objectClass: groupOfNames", "cn: staff", "member: " + alice);
            server.add("dn: cn=helpdesk,cn=pbac,dc=ipa,dc=test", "objectClass: groupOfNames", "member: " + alice);
            server.startListening();
            Path password = Files.writeString(folder.resolve("alice"), "alice-c4nary");
            Ran ran = shell.run(
                    "",
                    "init",
                    "ldap://127.0.0.1:" + server.getListenPort(),
                    "--format=properties",
                    "--user=alice",
                    "--user-password-file=" + password);
            assertThat(ran.err()).contains("login  alice is let in, with the roles staff\n");
            assertThat(PropertiesFile.parse(ran.out()))
                    .containsEntry("preset", "freeipa")
                    .containsOnlyKeys("preset", "connectionURL", "roleExcludes");
        }
    }

    private static void assertNothingWritten(Ran ran) {
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).as(ran.err()).isOne();
    }
}
