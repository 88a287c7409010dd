package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.memory.MemoryDirectory;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.tls.ServerCertificate;
import org.latchkey.it.tls.TestAuthority;

/** Each stage of a check, right and broken on purpose: the stage and the key that are named are those. */
class CheckIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("cli").build();

    @RegisterExtension
    static final OpenLdap PLAIN = OpenLdap.named("cli-plain").withoutTls().build();

    private static final String CANARY = "c4nary";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder);
    }

    @Test
    void a_directory_that_works_is_told_stage_by_stage() {
        Ran ran = shell.check(PLAIN.url());
        assertThat(ran.err()).isEmpty();
        assertThat(Shell.masked(ran.out())).isEqualTo("""
                        ldap://127.0.0.1:PORT
                          ok    configuration   read
                          ok    dns             127.0.0.1  [N ms]
                          ok    tcp             connected to 127.0.0.1 port PORT  [N ms]
                          --    start-tls       neither ldaps:// nor useStartTls
                          --    tls             neither ldaps:// nor useStartTls
                          ok    root-dse        OpenLDAP  [N ms, 1 operation]
                          ok    service-bind    bound as cn=reader,ou=services,dc=example,dc=org  [N ms, 1 operation]
                          ok    user-base       ou=people,dc=example,dc=org  [N ms, 1 operation]
                          ok    users           46 seen, such as a b, bob, dave  [N ms, 1 operation]
                          ok    login-attribute uid  [N ms]
                          --    id-attribute    userIdAttribute is not set
                          ok    groups          29 seen, such as gem, zeta, staff  [N ms, 2 operations]
                          ok    membership      by roleSearch (member={0}): bob is in 2, such as staff  [N ms, 4 operations]
                          --    named-groups    neither requireGroup nor denyGroup is set
                          --    clock           the server does not tell its time

                        1 server, nothing failed
                        """);
        assertThat(ran.code()).isZero();
    }

    @Test
    void tls_and_the_login_are_told_too() {
        Ran ran = shell.run(
                Fixture.person("alice").password() + "\n",
                "check",
                "--config",
                shell.file(
                        SLAPD.secureUrl(),
                        "caCertificateFile",
                        TestAuthority.shared().caPem().toString(),
                        "userIdAttribute",
                        "entryUUID",
                        "requireGroup",
                        "users"),
                "--user",
                "alice",
                "--password-stdin");
        assertThat(ran.err()).isEmpty();
        assertThat(Shell.masked(ran.out())).isEqualTo("""
                        ldaps://127.0.0.1:PORT
                          ok    configuration   read
                          ok    dns             127.0.0.1  [N ms]
                          ok    tcp             connected to 127.0.0.1 port PORT  [N ms]
                          --    start-tls       ldaps speaks TLS from the first byte
                          warn  tls             TLSv1.3, certificate of CN=localhost,O=Latchkey Tests, good for N days  [N ms]
                                                look at: the server's certificate ends in N days: renew it in time
                          ok    root-dse        OpenLDAP  [N ms, 1 operation]
                          ok    service-bind    bound as cn=reader,ou=services,dc=example,dc=org  [N ms, 1 operation]
                          ok    user-base       ou=people,dc=example,dc=org  [N ms, 1 operation]
                          ok    users           46 seen, such as a b, bob, dave  [N ms, 1 operation]
                          ok    login-attribute uid  [N ms]
                          ok    id-attribute    entryUUID  [N ms]
                          ok    groups          29 seen, such as gem, zeta, staff  [N ms, 2 operations]
                          ok    membership      by roleSearch (member={0}): bob is in 2, such as staff  [N ms, 4 operations]
                          ok    named-groups    every group named is there  [N ms, 1 operation]
                          --    clock           the server does not tell its time
                          ok    login           alice is let in, with the roles developers, users  [N ms, 4 operations]

                        1 server, nothing failed, 1 to look at
                        """);
        assertThat(ran.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dns            | connectionURL      | connectionURL      | ldap://no-such-host.invalid",
                "tcp            | connectionURL      | connectionURL      | ldap://127.0.0.1:1",
                "start-tls      | useStartTls        | useStartTls        | true",
                "service-bind   | connectionPassword | connectionPassword | wrong",
                "user-base      | userBase           | userBase           | ou=nowhere,dc=example,dc=org",
                "users          | connectionURL      | userBase           | -",
                "users          | userSubtree        | userBase           | dc=example,dc=org",
                "users          | userSearch         | userSearch         | (&(uid={0})(objectClass=device))",
                "users          | userLoginAttribute | userSearch         | (carLicense={0})",
                "login-attribute| userNameAttribute  | userNameAttribute  | carLicense",
                "id-attribute   | userIdAttribute    | userIdAttribute    | carLicense",
                "groups         | roleBase           | roleBase           | ou=nowhere,dc=example,dc=org",
                "groups         | roleSubtree        | roleBase           | dc=example,dc=org",
                "groups         | roleSearch         | roleSearch         | (carLicense={0})",
                "membership     | groupType          | groupType          | tokenGroups",
                "named-groups   | requireGroup       | requireGroup       | no-such-group",
                "named-groups   | denyGroup          | denyGroup          | no-such-group"
            })
    void a_stage_that_is_broken_is_named_with_the_key_to_change(
            String stage, String toChange, String key, String value) {
        Ran ran = shell.check(PLAIN.url(), key, value);
        assertThat(ran.stage()).as(ran.out()).isEqualTo(stage);
        assertThat(ran.key()).as(ran.out()).isEqualTo(toChange);
        assertThat(ran.code()).isOne();
        assertThat(ran.out()).doesNotContain(CANARY);
        assertThat(ran.out().lines().filter(line -> line.startsWith("  FAIL"))).hasSize(1);
    }

    @Test
    void a_server_that_speaks_no_tls_is_told_by_its_url() {
        Ran ran = shell.check(PLAIN.url().replace("ldap:", "ldaps:"));
        assertThat(ran.stage()).isEqualTo("tls");
        assertThat(ran.key()).isEqualTo("connectionURL");
    }

    @ParameterizedTest
    @CsvSource({"GOOD, caCertificateFile", "WRONG_NAME, connectionURL", "EXPIRED, ''"})
    void a_certificate_that_is_not_accepted_is_told_by_what_mends_it(ServerCertificate certificate, String key) {
        String trusted = certificate == ServerCertificate.GOOD
                ? TestAuthority.stranger().caPem().toString()
                : TestAuthority.shared().caPem().toString();
        try (MemoryDirectory directory = MemoryDirectory.startWith(certificate)) {
            Ran ran = shell.check(directory.secureUrl(), "caCertificateFile", trusted);
            assertThat(ran.stage()).as(ran.out()).isEqualTo("tls");
            assertThat(ran.key()).as(ran.out()).isEqualTo(key);
        }
    }

    @Test
    void a_configuration_that_cannot_work_sends_nothing() throws Exception {
        Operations seen = PLAIN.during(() -> {
            Ran ran = shell.check(PLAIN.url(), "userSearch", "(uid={0}", "connectionTimeout", "soon");
            assertThat(ran.code()).isEqualTo(3);
            assertThat(ran.out()).contains("userSearch is '(uid={0}'").contains("connectionTimeout is 'soon'");
        });
        assertThat(seen.connections()).isZero();
    }

    @Test
    void a_server_that_speaks_another_protocol_is_told_by_its_url() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerAsHttp(other));
            answering.start();
            Ran ran = shell.check("ldap://127.0.0.1:" + other.getLocalPort());
            answering.join();
            assertThat(ran.stage()).as(ran.out()).isEqualTo("root-dse");
            assertThat(ran.key()).as(ran.out()).isEqualTo("connectionURL");
            assertThat(ran.code()).isOne();
        }
    }

    private static void answerAsHttp(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.getInputStream().read();
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_server_that_hides_what_it_is_and_a_warning_of_the_configuration_are_told() {
        InMemoryOperationInterceptor hiding = new InMemoryOperationInterceptor() {
            @Override
            public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
                if (request.getRequest().getBaseDN().isEmpty()) {
                    throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "hidden");
                }
            }
        };
        try (MemoryDirectory directory = MemoryDirectory.start(hiding)) {
            Ran ran = shell.check(directory.url(), "certificateVerification", "none", "useStartTls", "true");
            assertThat(ran.out())
                    .containsPattern("warn  configuration .*\\R +look at: certificateVerification")
                    .containsPattern("warn  root-dse .*\\R +look at: its root entry cannot be read");
            assertThat(ran.code()).as(ran.out()).isZero();
        }
    }

    @Test
    void a_configuration_whose_users_search_with_their_own_password_wants_a_login() {
        Ran ran = shell.check(
                PLAIN.url(), "connectionName", "uid={0},ou=people,dc=example,dc=org", "connectionPassword", "-");
        assertThat(ran.out())
                .contains("--    service-bind    connectionName has a place for the name, so a user's login tells")
                .doesNotContain("anonymous");
    }

    @Test
    void every_server_is_walked_and_a_good_one_hides_no_bad_one() {
        Ran ran = shell.check("ldap://127.0.0.1:1 " + PLAIN.url());
        assertThat(ran.out()).contains("ldap://127.0.0.1:1\n").contains(PLAIN.url() + "\n");
        assertThat(ran.out()).contains("2 servers, 1 failed: tcp");
        assertThat(ran.code()).isOne();
    }

    @Test
    void clear_text_is_told_where_the_server_offers_starttls() {
        Ran ran = shell.check(SLAPD.url());
        assertThat(ran.out()).containsPattern("warn  root-dse .*\\R +look at: passwords travel in clear text");
        assertThat(ran.code()).isZero();
    }

    @Test
    void a_wrong_password_is_sent_once_whatever_the_number_of_servers() throws Exception {
        List<Ran> ran = new ArrayList<>();
        Operations seen = PLAIN.during(() -> ran.add(shell.run(
                "wrong-" + CANARY + "\n",
                "check",
                "--config",
                shell.file(PLAIN.url() + " ldap://localhost:" + PLAIN.port(), "equalTiming", "false"),
                "--user",
                "alice",
                "--password-stdin")));
        assertThat(ran.get(0).out()).contains("refused: BAD_PASSWORD");
        assertThat(ran.get(0).out()).contains("not tried again after it failed at another server");
        assertThat(ran.get(0).code()).isEqualTo(4);
        assertThat(ran.get(0).out() + ran.get(0).err()).doesNotContain(CANARY);
        assertThat(seen.bindDns().stream().filter(dn -> dn.startsWith("uid=alice")))
                .hasSize(1);
    }

    @Test
    void starttls_is_walked_before_tls() {
        Ran ran = shell.check(
                SLAPD.url(),
                "useStartTls",
                "true",
                "caCertificateFile",
                TestAuthority.shared().caPem().toString());
        assertThat(Shell.masked(ran.out()))
                .contains("  ok    start-tls       granted  [N ms, 1 operation]\n  warn  tls             TLSv1.3")
                .doesNotContain("clear text");
        assertThat(ran.code()).isZero();
    }

    @Test
    void the_script_runs_the_jar_and_no_other_user_sees_the_password() throws Exception {
        Path script = BuildDirectory.path().getParent().resolveSibling("cli").resolve("bin/latchkey");
        Process process = new ProcessBuilder(
                        script.toString(),
                        "check",
                        "--config",
                        shell.file(PLAIN.url()),
                        "--user",
                        "alice",
                        "--password-stdin")
                .redirectErrorStream(true)
                .start();
        try (OutputStream input = process.getOutputStream()) {
            assertThat(process.info().commandLine().orElse("")).doesNotContain(CANARY);
            input.write((Fixture.person("alice").password() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said)
                .contains("alice is let in, with the roles developers, users")
                .doesNotContain(CANARY)
                .doesNotContain("\u001b");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void tomcats_own_file_is_read() throws Exception {
        Path file = Files.writeString(folder.resolve("context.xml"), """
                <Context>
                  <Realm className="org.latchkey.tomcat.LdapRealm" connectionURL="%s" connectionName="%s"
                    connectionPassword="%s" userBase="%s" userSearch="(&amp;(uid={0})(objectClass=inetOrgPerson))"/>
                </Context>
                """.formatted(
                        PLAIN.url(), Fixture.READER_DN, Fixture.READER_PASSWORD, Fixture.PEOPLE));
        Ran ran = shell.run("", "check", "--config", file.toString());
        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("--    groups").doesNotContain(CANARY);
        Ran broken =
                shell.run("", "check", "--config", file.toString(), "--set", "userBase=ou=nowhere,dc=example,dc=org");
        assertThat(broken.stage()).isEqualTo("user-base");
    }

    @Test
    void json_tells_the_same() {
        String file = shell.file(PLAIN.url(), "userBase", "ou=nowhere,dc=example,dc=org");
        Ran ran = shell.run("", "check", "--config", file, "--json");
        assertThat(ran.out())
                .contains("\"ok\": false", "\"stage\": \"user-base\"", "\"outcome\": \"failed\"")
                .containsPattern("\"keys\": \\[\\s+\"userBase\"");
        assertThat(ran.out()).doesNotContain(CANARY);
        assertThat(ran.code()).isOne();
    }
}
