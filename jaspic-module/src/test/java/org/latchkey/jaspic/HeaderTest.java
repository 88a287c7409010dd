package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.jaspic.ProxiedTomcat.SHOWN;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.jaspic.RawHttp.Answer;

/** What a client, a proxy and somebody between them may write into a request, and who that makes them through the module. */
class HeaderTest {

    private static final String ALICE = "X-Forwarded-User: alice";

    @TempDir
    private static Path folder;

    private static TestDirectory directory;
    private static ProxiedTomcat tomcat;

    @BeforeAll
    static void start() {
        directory = new TestDirectory();
        tomcat = new ProxiedTomcat(folder, directory).start();
    }

    @AfterAll
    static void stop() {
        tomcat.close();
        directory.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-User: alice", "x-forwarded-user: alice", "X-FORWARDED-USER:alice\t"})
    void whom_the_proxy_names_is_logged_in_with_the_directory_s_roles(String line) {
        int passwords = directory.passwords();
        Answer answer = tomcat.asProxy("/private", line);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.said("user")).isEqualTo("alice");
        assertThat(answer.said("type")).isEqualTo("HEADER");
        assertThat(answer.said("staff")).isEqualTo("true");
        assertThat(answer.said("mail")).contains("alice@example.org");
        assertThat(answer.session()).isEmpty();
        assertThat(tomcat.asProxy("/open", line).said("user")).isEqualTo("alice");
        assertThat(directory.passwords()).isEqualTo(passwords);
    }

    @Test
    void a_user_without_the_role_is_forbidden() {
        assertThat(tomcat.asProxy("/private", "X-Forwarded-User: bob").status()).isEqualTo(403);
    }

    @Test
    void nobody_named_is_anonymous_on_an_open_page_and_401_on_a_protected_one_without_a_challenge_for_passwords() {
        assertThat(tomcat.asProxy("/open").said("user")).isEqualTo("null");
        Answer answer = tomcat.asProxy("/private");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsEntry("www-authenticate", "Proxied");
        assertThat(tomcat.asProxy("/open?op=authenticate").status()).isEqualTo(401);
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
                .contains("host")
                .noneMatch(name ->
                        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").contains("user")
                                || name.toLowerCase(Locale.ROOT).contains("secret"));
        assertThat(tomcat.fromOutside("/private", lines, SHOWN).status()).isEqualTo(401);
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
        for (String page : new String[] {"/open", "/private"}) {
            assertThat(tomcat.asProxy(page, ALICE).headersSeen()).containsExactlyInAnyOrder("host", "connection");
        }
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
    void what_is_not_one_name_is_401_on_every_page(String lines) {
        assertThat(tomcat.asProxy("/private", lines).status()).isEqualTo(401);
        assertThat(tomcat.asProxy("/open", lines).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-User: alice%0d%0aX-Admin:1",
                "X-Forwarded-User: ${REMOTE_USER}",
                "X-Forwarded-User: alice)(uid=*",
                "X-Forwarded-User: *",
                "X-Forwarded-User: stranger",
            })
    void nothing_in_a_name_is_decoded_or_replaced_and_nobody_has_such_a_name(String line) {
        assertThat(tomcat.asProxy("/private", line).status()).isEqualTo(401);
        assertThat(tomcat.asProxy("/open", line).said("user")).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: X-Proxy-Secret", "X-Proxy-Secret:", "X-Proxy-Secret: the-proxy-s-c4nary"})
    void without_the_secret_a_name_is_401(String line) {
        assertThat(tomcat.fromProxy("/private", ALICE, line).status()).isEqualTo(401);
        assertThat(tomcat.fromProxy("/open", ALICE, line).status()).isEqualTo(401);
    }

    @Test
    void the_proxy_s_address_without_secret_and_name_is_anybody_s() {
        assertThat(tomcat.fromProxy("/open").said("user")).isEqualTo("null");
        assertThat(tomcat.fromProxy("/private").status()).isEqualTo(401);
    }

    @Test
    void bytes_in_utf_8_are_read_as_such() {
        String wire = new String("jürgen".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(tomcat.asProxy("/open", "X-Forwarded-User: " + wire).said("user"))
                .isEqualTo("jürgen");
    }

    @Test
    void the_same_user_s_password_besides_is_not_looked_at_and_alone_is_nobody_s() {
        int before = directory.passwords();
        assertThat(tomcat.asProxy("/private", ALICE, basic("wrong-c4nary")).said("user"))
                .isEqualTo("alice");
        assertThat(tomcat.asProxy("/private", basic("alice-c4nary")).status()).isEqualTo(401);
        assertThat(tomcat.fromOutside("/private", basic("alice-c4nary")).status())
                .isEqualTo(401);
        assertThat(directory.passwords()).isEqualTo(before);
    }

    private static String basic(String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("alice:" + password).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"async, ASYNC", "error, ERROR"})
    void dispatches_keep_the_user_and_bring_no_header_back(String op, String dispatcher) {
        for (String page : new String[] {"/open", "/private"}) {
            Answer answer = tomcat.asProxy(page + "?op=" + op, ALICE);
            assertThat(answer.said("dispatched")).as(page).isEqualTo(dispatcher);
            assertThat(answer.said("user")).as(page).isEqualTo("alice");
            assertThat(answer.headersSeen()).as(page).containsExactlyInAnyOrder("host", "connection");
        }
        Answer outside = tomcat.fromOutside("/open?op=" + op, ALICE, SHOWN);
        assertThat(outside.said("user")).isEqualTo("null");
        assertThat(outside.headersSeen()).containsExactlyInAnyOrder("host", "connection");
    }

    @Test
    void a_page_that_asks_for_its_caller_is_told_the_proxy_s() {
        assertThat(tomcat.asProxy("/open?op=authenticate", ALICE).said("user")).isEqualTo("alice");
        assertThat(tomcat.fromOutside("/open?op=authenticate", ALICE, SHOWN).status())
                .isEqualTo(401);
    }

    @Test
    void an_address_that_a_header_may_have_told_is_nobody_s() {
        try (ProxiedTomcat behind = new ProxiedTomcat(folder, directory)) {
            RemoteIpValve rewriting = new RemoteIpValve();
            rewriting.setInternalProxies("127\\.0\\.0\\.[12]");
            behind.tomcat().application().getPipeline().addValve(rewriting);
            behind.start();
            for (String page : new String[] {"/private", "/private?from=here"}) {
                Answer outside = behind.fromOutside(page, ALICE, SHOWN, "X-Forwarded-For: 127.0.0.1");
                assertThat(outside.status()).isEqualTo(401);
            }
            assertThat(behind.asProxy("/private", ALICE).status()).isEqualTo(401);
        }
    }

    @Test
    void the_user_of_an_ajp_connection_is_nobody_s() {
        try (ProxiedTomcat behind = new ProxiedTomcat(folder, directory)) {
            behind.tomcat().application().getPipeline().addValve(new ValveBase() {
                @Override
                public void invoke(Request request, Response response) throws IOException, ServletException {
                    request.setUserPrincipal(new GenericPrincipal("admin", List.of("staff")));
                    request.setAuthType("AJP");
                    getNext().invoke(request, response);
                }
            });
            behind.start();
            assertThat(behind.asProxy("/open").said("user")).isEqualTo("null");
            assertThat(behind.asProxy("/private").status()).isEqualTo(401);
            assertThat(behind.asProxy("/private", ALICE).said("user")).isEqualTo("alice");
        }
    }
}
