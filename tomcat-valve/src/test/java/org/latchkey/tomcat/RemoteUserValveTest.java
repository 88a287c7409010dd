package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.tomcat.ProxiedTomcat.SECRET;
import static org.latchkey.tomcat.ProxiedTomcat.SHOWN;
import static org.latchkey.tomcat.ProxiedTomcat.valve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.tomcat.ProxiedTomcat.Login;
import org.latchkey.tomcat.RawHttp.Answer;

/** What a client, a proxy and somebody between them may write into a request, byte by byte, and who that makes them. */
class RemoteUserValveTest {

    private static final String ALICE = "X-Forwarded-User: alice";

    @TempDir
    private static Path folder;

    private static TestDirectory directory;
    private static ProxiedTomcat tomcat;

    @BeforeAll
    static void start() {
        directory = TestDirectory.start();
        directory.add(
                "dn: uid=dreßler,ou=people,dc=example,dc=org",
                "objectClass: inetOrgPerson",
                "uid: dreßler",
                "cn: Dreßler",
                "sn: Dreßler");
        tomcat = new ProxiedTomcat(folder, TestRealm.searching(directory).xml(), Login.BASIC, valve(folder))
                .with(made -> made.getConnector().setProperty("maxHttpRequestHeaderSize", "100000"))
                .start();
    }

    @AfterAll
    static void stop() {
        tomcat.close();
        directory.close();
    }

    @BeforeEach
    void forget() {
        directory.operations().forget();
    }

    private static void assertNoLookUp() {
        assertThat(directory.operations().searches()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-User: alice", "x-forwarded-user: alice", "X-FORWARDED-USER:alice\t"})
    void whom_the_proxy_names_is_logged_in_with_the_directory_s_roles(String line) {
        Answer answer = tomcat.asProxy("/private", line);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.said("user")).isEqualTo("alice");
        assertThat(answer.said("type")).isEqualTo("HEADER");
        assertThat(answer.said("staff")).isEqualTo("true");
        assertThat(tomcat.asProxy("/open", line).said("user")).isEqualTo("alice");
    }

    @Test
    void a_user_without_the_role_is_forbidden_and_what_is_closed_for_all_stays_closed() {
        assertThat(tomcat.asProxy("/private", "X-Forwarded-User: dave").status())
                .isEqualTo(403);
        assertThat(tomcat.asProxy("/never", ALICE).status()).isEqualTo(403);
        assertThat(tomcat.asProxy("/never").status()).isEqualTo(403);
    }

    @Test
    void nobody_named_is_anonymous_on_an_open_page_and_401_on_a_protected_one_without_a_challenge_for_passwords() {
        assertThat(tomcat.asProxy("/open").said("user")).isEqualTo("null");
        Answer answer = tomcat.asProxy("/private");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsEntry("www-authenticate", "Proxied");
        assertNoLookUp();
    }

    static Stream<String> spoofs() {
        return Stream.of(
                "X-Forwarded-User: admin",
                "x-forwarded-user: admin",
                "X_Forwarded-User: admin",
                "X_Forwarded_User: admin",
                "X-Forwarded.User: admin",
                "HTTP_X_FORWARDED_USER: admin",
                "Remote_User: admin",
                "Remote-User: admin",
                "REMOTE_USER: admin",
                "X-Forwarded-User: alice\r\nX-Forwarded-User: admin",
                "X-Proxy-Secret: guess",
                "X_PROXY_SECRET: guess",
                "X-Real-IP: 127.0.0.1\r\nX-Forwarded-For: 127.0.0.1\r\nX-Forwarded-User: admin");
    }

    @ParameterizedTest
    @MethodSource("spoofs")
    void past_the_proxy_nothing_is_believed_and_nothing_reaches_the_application(String lines) {
        Answer open = tomcat.fromOutside("/open", lines, SHOWN);
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.said("user")).isEqualTo("null");
        assertThat(open.headersSeen())
                .noneMatch(name ->
                        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").contains("user")
                                || name.toLowerCase(Locale.ROOT).contains("secret"));
        assertThat(tomcat.fromOutside("/private", lines, SHOWN).status()).isEqualTo(401);
        assertNoLookUp();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X_Forwarded-User: admin",
                "X_Forwarded_User: admin",
                "X-Forwarded.User: admin",
                "HTTP_X_FORWARDED_USER: admin",
                "Remote_User: admin",
                "Remote-User: admin",
            })
    void through_the_proxy_another_spelling_is_nobody_s_name_and_is_taken_out(String line) {
        assertThat(tomcat.asProxy("/private", line).status()).isEqualTo(401);
        Answer open = tomcat.asProxy("/open", line);
        assertThat(open.said("user")).isEqualTo("null");
        assertThat(open.headersSeen()).containsExactlyInAnyOrder("host", "connection");
    }

    @Test
    void headers_of_the_proxy_s_own_are_taken_out_after_they_were_read() {
        assertThat(tomcat.asProxy("/open", ALICE).headersSeen()).containsExactlyInAnyOrder("host", "connection");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-User: alice, admin",
                "X-Forwarded-User: alice\r\nX_Forwarded_User: admin",
                "X-Forwarded-User: alice\r\nX-Forwarded-User: admin",
                "X-Forwarded-User: alice\r\nX-Forwarded-User: alice",
                "X-Forwarded-User:   ",
                "X-Forwarded-User:",
                "X-Forwarded-User: al\u00ffice",
                "X-Forwarded-User: (null)",
                "Authorization: Basic YWRtaW46eA==\r\nX-Forwarded-User: alice",
            })
    void what_is_not_one_name_is_401_on_every_page_and_asks_no_directory(String lines) {
        assertThat(tomcat.asProxy("/private", lines).status()).isEqualTo(401);
        assertThat(tomcat.asProxy("/open", lines).status()).isEqualTo(401);
        assertNoLookUp();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-User: alice%0d%0aX-Admin:1",
                "X-Forwarded-User: ${REMOTE_USER}",
                "X-Forwarded-User: alice)(uid=*",
                "X-Forwarded-User: *",
            })
    void nothing_in_a_name_is_decoded_or_replaced_and_nobody_has_such_a_name(String line) {
        assertThat(tomcat.asProxy("/private", line).status()).isEqualTo(401);
        assertThat(tomcat.asProxy("/open", line).said("user")).isEqualTo("null");
    }

    /** The connector's to refuse: a line that begins with a blank would belong to the one before it. */
    @Test
    void a_folded_line_is_400_by_the_connector() {
        for (String from : new String[] {ProxiedTomcat.PROXY, ProxiedTomcat.OUTSIDE}) {
            String request = "GET /app/private HTTP/1.1\r\n X-Forwarded-User: admin\r\nHost: app.example\r\n" + SHOWN
                    + "\r\nConnection: close\r\n\r\n";
            assertThat(RawHttp.send(from, tomcat.port(), request).status()).isEqualTo(400);
        }
        assertThat(tomcat.asProxy("/private", "X-Other: 1", " X-Forwarded-User: admin")
                        .status())
                .isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: X-Proxy-Secret", "X-Proxy-Secret:", "X-Proxy-Secret: the-proxy-s-c4nary"})
    void without_the_secret_a_name_is_401(String line) {
        assertThat(tomcat.fromProxy("/private", ALICE, line).status()).isEqualTo(401);
        assertThat(tomcat.fromProxy("/open", ALICE, line).status()).isEqualTo(401);
        assertNoLookUp();
    }

    @Test
    void the_proxy_s_address_without_secret_and_name_is_anybody_s() {
        assertThat(tomcat.fromProxy("/open").said("user")).isEqualTo("null");
        assertThat(tomcat.fromProxy("/private").status()).isEqualTo(401);
    }

    @Test
    void a_name_longer_than_any_asks_no_directory() {
        assertThat(tomcat.asProxy("/private", "X-Forwarded-User: " + "a".repeat(65536))
                        .status())
                .isEqualTo(401);
        assertThat(tomcat.asProxy("/private", "X-Forwarded-User: " + "a".repeat(300))
                        .status())
                .isEqualTo(401);
        assertNoLookUp();
    }

    @Test
    void bytes_in_utf_8_are_read_as_such() {
        String wire = new String("dreßler".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(tomcat.asProxy("/open", "X-Forwarded-User: " + wire).said("user"))
                .isEqualTo("dreßler");
    }

    @Test
    void the_same_user_s_password_besides_is_not_looked_at() {
        String basic = "Authorization: Basic "
                + Base64.getEncoder().encodeToString("alice:wrong-c4nary".getBytes(StandardCharsets.UTF_8));
        assertThat(tomcat.asProxy("/private", ALICE, basic).said("user")).isEqualTo("alice");
        assertThat(directory.operations().binds()).isEmpty();
    }

    @Test
    void a_password_alone_does_not_replace_the_proxy_s_word() {
        String basic = "Authorization: Basic "
                + Base64.getEncoder().encodeToString("alice:alice-c4nary".getBytes(StandardCharsets.UTF_8));
        assertThat(tomcat.asProxy("/private", basic).status()).isEqualTo(401);
        assertThat(tomcat.fromOutside("/private", basic).status()).isEqualTo(401);
    }

    @Test
    void the_socket_s_address_counts_and_not_what_remote_ip_valve_makes_of_it() {
        RemoteIpValve rewriting = new RemoteIpValve();
        rewriting.setInternalProxies("127\\.0\\.0\\.[12]");
        try (ProxiedTomcat behind = new ProxiedTomcat(
                        folder, TestRealm.searching(directory).xml(), Login.BASIC, valve(folder))
                .with(made -> made.getHost().getPipeline().addValve(rewriting))
                .start()) {
            String[] lines = {ALICE, SHOWN, "X-Forwarded-For: 127.0.0.1"};
            assertThat(behind.fromOutside("/private", lines).status()).isEqualTo(401);
            String[] farAway = {ALICE, SHOWN, "X-Forwarded-For: 203.0.113.9"};
            assertThat(behind.fromProxy("/private", farAway).said("user")).isEqualTo("alice");
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_application_sees_the_user(Login login) {
        try (ProxiedTomcat other =
                new ProxiedTomcat(folder, TestRealm.searching(directory).xml(), login, valve(folder)).start()) {
            for (String path : new String[] {"/open", "/private"}) {
                Answer answer = other.asProxy(path, ALICE);
                assertThat(answer.said("user")).as(path).isEqualTo("alice");
                assertThat(answer.said("staff")).isEqualTo("true");
                assertThat(answer.said("type")).isEqualTo("HEADER");
            }
            assertThat(other.asProxy("/open").said("user")).isEqualTo("null");
            assertThat(other.fromOutside("/open", ALICE, SHOWN).said("user")).isEqualTo("null");
            if (login != Login.NO_AUTHENTICATOR) {
                assertThat(other.asProxy("/private").status()).isEqualTo(401);
                assertThat(other.fromOutside("/private", ALICE, SHOWN).status()).isEqualTo(401);
                assertThat(other.asProxy("/private", "X-Forwarded-User: dave").status())
                        .isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"async, ASYNC", "error, ERROR"})
    void dispatches_keep_the_user(String way, String dispatcher) {
        Answer answer = tomcat.asProxy("/open?" + way + "=1", ALICE);
        assertThat(answer.said("dispatched")).isEqualTo(dispatcher);
        assertThat(answer.said("user")).isEqualTo("alice");
        assertThat(answer.headersSeen()).containsExactlyInAnyOrder("host", "connection");
        assertThat(tomcat.asProxy("/private?async=1", ALICE).said("user")).isEqualTo("alice");
        assertThat(tomcat.fromOutside("/open?" + way + "=1", ALICE, SHOWN).said("user"))
                .isEqualTo("null");
    }

    @Test
    void an_upgraded_connection_is_the_user_s() {
        String[] lines = {ALICE, SHOWN, "Upgrade: mirror"};
        Answer answer = RawHttp.send(
                ProxiedTomcat.PROXY,
                tomcat.port(),
                "GET /app/private?upgrade=1 HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n" + String.join("\r\n", lines)
                        + "\r\n\r\n");
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.body()).contains("user=alice");
    }

    @Test
    void http_2_is_read_as_strictly() throws Exception {
        Http2 http2 = new Http2(tomcat.port());
        assertThat(http2.get("/app/private", "X-Forwarded-User", "alice", "X-Proxy-Secret", SECRET))
                .contains("user=alice", "staff=true")
                .doesNotContain("header.x-");
        String wire = new String("dreßler".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(http2.get("/app/open", "X-Forwarded-User", wire, "X-Proxy-Secret", SECRET))
                .contains("user=dreßler");
        assertThat(http2.get("/app/open", "X_Forwarded_User", "admin", "X-Proxy-Secret", SECRET))
                .contains("user=null")
                .doesNotContain("header.x");
        assertThat(http2.get("/app/private", "X-Forwarded-User", "alice")).startsWith("401");
        assertThat(http2.get("/app/private", "X-Forwarded-User", "al\u00ffice", "X-Proxy-Secret", SECRET))
                .startsWith("401");
    }

    @ParameterizedTest
    @CsvSource({"async, ASYNC, 200", "error, ERROR, 418"})
    void dispatches_of_http_2_keep_the_user(String way, String dispatcher, String status) throws Exception {
        Http2 http2 = new Http2(tomcat.port());
        assertThat(http2.get("/app/open?" + way + "=1", "X-Forwarded-User", "alice", "X-Proxy-Secret", SECRET))
                .startsWith(status)
                .contains("dispatched=" + dispatcher, "user=alice", "staff=true")
                .doesNotContain("header.x-");
        assertThat(http2.get("/app/open?" + way + "=1", "X_Forwarded_User", "alice", "X-Proxy-Secret", SECRET))
                .contains("dispatched=" + dispatcher, "user=null")
                .doesNotContain("header.x");
        assertThat(http2.get("/app/open?" + way + "=1", "X-Forwarded-User", "alice"))
                .startsWith("401");
    }

    @Test
    void refusals_are_counted_by_reason_and_told_once_without_what_was_sent() {
        try (CapturedLog log = CapturedLog.ofLatchkey();
                ProxiedTomcat other = new ProxiedTomcat(
                                folder, TestRealm.searching(directory).xml(), Login.BASIC, valve(folder))
                        .start()) {
            for (int i = 0; i < 3; i++) {
                other.asProxy("/open", "X-Forwarded-User: c4nary-a, c4nary-b");
            }
            other.fromProxy("/open", ALICE, "X-Proxy-Secret: c4nary-c");
            other.fromOutside("/open", ALICE, "X-Proxy-Secret: c4nary-c");
            RemoteUserValve valve =
                    (RemoteUserValve) other.application().getPipeline().getFirst();
            assertThat(valve.getRefusals()).containsExactly("NO_PROOF 1", "LIST 3");
            List<String> warnings = log.at(Level.WARNING);
            assertThat(warnings.stream().filter(line -> line.contains("is refused: ")))
                    .hasSize(2);
            assertThat(log.lines()).noneMatch(line -> line.contains("c4nary"));
        }
    }
}
