package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP Basic, seen by a client of a real Tomcat whose application registers itself. */
class BasicTest {

    private static final TestDirectory DIRECTORY = new TestDirectory();
    private static ProtectedTomcat tomcat;

    @BeforeAll
    static void start(@TempDir Path folder) {
        tomcat = new ProtectedTomcat(folder, DIRECTORY.keys("realmName", "The \"house\"")).start();
    }

    @AfterAll
    static void stop() {
        tomcat.close();
        DIRECTORY.close();
    }

    private static HttpResponse<String> get(String path, String authorization) {
        return tomcat.browser().get(path, "Authorization", authorization);
    }

    @Test
    @Proves("realmName")
    void page_that_needs_a_caller_is_challenged_for_a_password_in_utf_8() {
        HttpResponse<String> response = tomcat.browser().get("/private");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate"))
                .containsExactly("Basic realm=\"The \\\"house\\\"\", charset=\"UTF-8\"");
        assertThat(response.headers().firstValue("Content-Length")).contains("0");
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    @Proves("mechanism")
    void user_has_name_roles_attributes_and_the_type_of_login() {
        assertThat(tomcat.browser().getAs("alice", "alice-c4nary", "/private").body())
                .contains("user=alice", "type=BASIC", "staff=true", "mail=[alice@example.org, a.ames@example.org]");
    }

    @Test
    void user_without_the_role_is_forbidden() {
        assertThat(tomcat.browser().getAs("bob", "bob-c4nary", "/private").statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/private", "/open"})
    void wrong_password_is_challenged_on_every_page(String path) {
        HttpResponse<String> response = tomcat.browser().getAs("alice", "wrong-c4nary", path);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(response.body()).isEmpty();
    }

    @Test
    void open_page_is_shown_without_a_caller_and_with_one() {
        assertThat(tomcat.browser().get("/open").body()).contains("user=null", "type=null");
        assertThat(tomcat.browser().getAs("alice", "alice-c4nary", "/open").body())
                .contains("user=alice", "staff=true");
    }

    @Test
    void names_and_passwords_are_read_as_utf_8_and_else_as_iso_8859_1() {
        String utf = Browser.basic("jürgen", "größe:c4nary", StandardCharsets.UTF_8);
        String latin = Browser.basic("jürgen", "größe:c4nary", StandardCharsets.ISO_8859_1);
        assertThat(get("/private", utf).body()).contains("user=jürgen");
        assertThat(get("/private", latin).body()).contains("user=jürgen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic ???", "Basic YWxpY2U=", "Basic YWxpY2U6YQ==YQ=="})
    void malformed_header_is_challenged_without_asking_the_directory(String header) {
        int before = DIRECTORY.passwords();
        assertThat(get("/private", header).statusCode()).isEqualTo(401);
        assertThat(get("/open", header).statusCode()).isEqualTo(401);
        assertThat(DIRECTORY.passwords()).isEqualTo(before);
    }

    @Test
    void control_characters_are_refused_without_asking_the_directory() {
        int before = DIRECTORY.passwords();
        String header = Browser.basic("alice", "alice-c4nary\u0007", StandardCharsets.UTF_8);
        assertThat(get("/private", header).statusCode()).isEqualTo(401);
        assertThat(DIRECTORY.passwords()).isEqualTo(before);
    }

    @Test
    void empty_password_never_reaches_the_directory() {
        int before = DIRECTORY.passwords();
        assertThat(tomcat.browser().getAs("alice", "", "/private").statusCode()).isEqualTo(401);
        assertThat(DIRECTORY.passwords()).isEqualTo(before);
    }

    @Test
    void header_of_another_scheme_is_as_none() {
        assertThat(get("/private", "Bearer x").statusCode()).isEqualTo(401);
        assertThat(get("/open", "Bearer x").statusCode()).isEqualTo(200);
    }

    @Test
    void case_of_the_scheme_means_nothing() {
        String token = Base64.getEncoder().encodeToString("alice:alice-c4nary".getBytes(StandardCharsets.UTF_8));
        assertThat(get("/private", "bASIC " + token).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "PUT", "DELETE"})
    void every_method_is_as_the_constraint_says(String method) {
        String alice = Browser.basic("alice", "alice-c4nary", StandardCharsets.UTF_8);
        assertThat(tomcat.browser().send(method, "/private", "").statusCode()).isEqualTo(401);
        assertThat(tomcat.browser().send(method, "/open", "").statusCode()).isEqualTo(200);
        assertThat(tomcat.browser()
                        .send(method, "/private", "", "Authorization", alice)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void each_request_of_a_session_is_verified_and_the_session_keeps_its_id() {
        Browser browser = tomcat.browser();
        browser.getAs("alice", "alice-c4nary", "/private?op=session");
        browser.getAs("alice", "alice-c4nary", "/private");
        String id = browser.session();
        int before = DIRECTORY.passwords();
        assertThat(browser.getAs("alice", "alice-c4nary", "/private").body()).contains("user=alice");
        assertThat(browser.session()).isNotEmpty().isEqualTo(id);
        assertThat(DIRECTORY.passwords()).isEqualTo(before + 1);
        assertThat(browser.getAs("alice", "wrong-c4nary", "/private").statusCode())
                .isEqualTo(401);
    }

    @Test
    void session_is_no_password() {
        Browser browser = tomcat.browser();
        browser.getAs("alice", "alice-c4nary", "/private?op=session");
        browser.getAs("alice", "alice-c4nary", "/private");
        assertThat(browser.get("/private").statusCode()).isEqualTo(401);
        assertThat(browser.get("/open").body()).contains("user=null", "type=null");
    }

    @Test
    void page_may_ask_for_a_caller_itself() {
        assertThat(tomcat.browser().get("/open?op=authenticate").statusCode()).isEqualTo(401);
        assertThat(tomcat.browser()
                        .getAs("alice", "alice-c4nary", "/open?op=authenticate")
                        .body())
                .contains("user=alice");
    }

    @Test
    void logging_out_takes_the_caller_away() {
        Browser browser = tomcat.browser();
        browser.getAs("alice", "alice-c4nary", "/private?op=session");
        assertThat(browser.getAs("alice", "alice-c4nary", "/private?op=logout").body())
                .contains("user=null", "type=null");
        assertThat(browser.get("/private").statusCode()).isEqualTo(401);
    }
}
