package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.latchkey.jaspic.ProxiedTomcat.SHOWN;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.security.auth.Subject;
import org.eclipse.jetty.latchkey.DeafHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.jaspic.RawHttp.Answer;

/** What applications see of their user that know no principal of ours, by whatever mechanism they log in. */
class ShownAttributesTest {

    private static final String ALICE = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("alice:alice-c4nary".getBytes(StandardCharsets.UTF_8));

    private static TestDirectory directory;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        directory = new TestDirectory();
        directory.change(
                "dn: uid=alice,ou=people,dc=example,dc=org",
                "changetype: modify",
                "add: description",
                "description: Zoë\r\nX-User-Mail: admin",
                "-",
                "add: jpegPhoto",
                "jpegPhoto:: AAEC");
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    private ProtectedTomcat tomcat(String... more) {
        Map<String, String> keys = directory.keys("userAttributes", "mail, name=cn, description, jpegPhoto");
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        return new ProtectedTomcat(folder, keys).start();
    }

    private static Answer get(ProtectedTomcat tomcat, String path, String... lines) {
        return RawHttp.ask("127.0.0.1", tomcat.port(), "/app" + path, lines);
    }

    @Test
    @Proves("requestAttributes")
    void attributes_of_the_request_are_those_asked_for() {
        try (ProtectedTomcat tomcat =
                tomcat("requestAttributes", "shown.mail=mail, shown.photo=jpegPhoto, shown.no=no")) {
            for (String page : new String[] {"/private", "/open"}) {
                Answer answer = get(tomcat, page, ALICE);
                assertThat(answer.said("shown.mail")).isEqualTo("alice@example.org");
                assertThat(answer.said("shown.photo")).startsWith("[B");
                assertThat(answer.body()).doesNotContain("shown.no");
            }
            assertThat(get(tomcat, "/open").body()).doesNotContain("shown.");
        }
    }

    @Test
    @Proves("requestHeaders")
    void headers_of_the_request_are_those_asked_for_in_utf_8_and_a_line_for_each_value() {
        try (ProtectedTomcat tomcat = tomcat(
                "requestHeaders", "X-User-Mail=mail, X-User-Text=description, X-User-Photo=jpegPhoto, X-User-No=no")) {
            for (String path : new String[] {"/private", "/open", "/open?op=async", "/open?op=authenticate"}) {
                Answer answer = get(tomcat, path, ALICE);
                assertThat(answer.said("header.X-User-Mail"))
                        .as(path)
                        .isEqualTo("[alice@example.org, a.ames@example.org]");
                String wire = new String(
                        "Zoë X-User-Mail: admin".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                assertThat(answer.said("header.X-User-Text")).isEqualTo("[" + wire + "]");
                assertThat(answer.headersSeen()).doesNotContain("X-User-Photo", "X-User-No");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-User-Mail", "x-user-mail", "X_User_Mail", "X.User.Mail", "HTTP_X_USER_MAIL"})
    void what_a_client_sends_under_these_names_is_taken_out_of_every_request(String name) {
        try (ProtectedTomcat tomcat = tomcat("requestHeaders", "X-User-Mail=mail")) {
            for (String path : new String[] {"/open", "/private", "/open?op=async", "/open?op=error"}) {
                assertThat(get(tomcat, path, name + ": admin@example.org", ALICE)
                                .body())
                        .contains("alice@example.org")
                        .doesNotContain("admin@");
            }
            assertThat(get(tomcat, "/open", name + ": admin@example.org").headersSeen())
                    .containsExactlyInAnyOrder("host", "connection");
        }
    }

    @Test
    void a_user_of_a_page_is_shown_and_the_page_itself_sees_nothing_of_a_client_s() {
        try (ProtectedTomcat tomcat =
                tomcat("mechanism", "FORM", "loginPage", "/login", "requestHeaders", "X-User-Mail=mail")) {
            Browser browser = tomcat.browser();
            assertThat(browser.get("/private", "X-User-Mail", "admin@example.org")
                            .body())
                    .contains("page=/login")
                    .doesNotContain("admin@");
            assertThat(browser.follow(browser.post("/j_security_check", "j_username=alice&j_password=alice-c4nary"))
                            .body())
                    .contains("page=/private", "header.X-User-Mail=[alice@example.org, a.ames@example.org]");
            assertThat(browser.get("/open", "X-User-Mail", "admin@example.org").body())
                    .contains("alice@example.org")
                    .doesNotContain("admin@");
        }
    }

    @Test
    void a_user_whom_a_proxy_names_is_shown() {
        try (ProxiedTomcat tomcat =
                new ProxiedTomcat(folder, directory, "requestHeaders", "X-User-Mail=mail").start()) {
            for (String path : new String[] {"/private", "/open", "/open?op=async", "/open?op=error"}) {
                Answer answer = tomcat.asProxy(path, "X-Forwarded-User: alice", "X_User_Mail: admin@example.org");
                assertThat(answer.headersSeen()).as(path).containsOnlyOnce("X-User-Mail");
                assertThat(answer.body()).doesNotContain("admin@");
            }
            assertThat(tomcat.fromOutside("/open", "X-User-Mail: admin@example.org", SHOWN)
                            .headersSeen())
                    .containsExactlyInAnyOrder("host", "connection");
        }
    }

    /** Jetty's handler, which gives the application its own request whatever a module has made of it. */
    @Test
    void a_container_that_gives_applications_every_header_is_refused_where_nothing_stands_before_them()
            throws Exception {
        Map<String, String> keys = directory.keys("requestHeaders", "X-User-Mail=mail");
        try (OpenDoor door = OpenDoor.of(keys)) {
            HttpExchange exchange = HttpExchange.of(
                    new FakeExchange().message(), new CallerHandover(new DeafHandler(), new Subject(), new Handed()));
            assertThatThrownBy(() -> door.validate(exchange))
                    .isInstanceOf(AuthException.class)
                    .hasMessageContaining("latchkey-jaspic.jar must be in the application");
            door.filtered();
            assertThat(door.validate(exchange)).isSameAs(AuthStatus.SUCCESS);
        }
    }
}
