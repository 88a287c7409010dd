package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Login on the plain page, seen by browsers of a real Tomcat whose application registers itself. */
class FormTest {

    private static final TestDirectory DIRECTORY = new TestDirectory();
    private static ProtectedTomcat tomcat;

    @BeforeAll
    static void start(@TempDir Path folder) {
        tomcat = new ProtectedTomcat(folder, DIRECTORY.keys("mechanism", "FORM", "realmName", "<House> & \"home\""))
                .start();
    }

    @AfterAll
    static void stop() {
        tomcat.close();
        DIRECTORY.close();
    }

    /** A browser in which alice has logged in. */
    private static Browser alice() {
        Browser browser = tomcat.browser();
        browser.follow(browser.logIn(browser.get("/private"), "alice", "alice-c4nary"));
        return browser;
    }

    @Test
    @Proves("mechanism")
    void page_that_needs_a_caller_shows_a_page_to_log_in_on() {
        HttpResponse<String> page = tomcat.browser().get("/private");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("action=\"/app/j_security_check\"", "&lt;House&gt; &amp; &quot;home&quot;")
                .doesNotContain("<House>", "<script", "user=");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        assertThat(page.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void login_leads_to_what_was_asked_for() {
        Browser browser = tomcat.browser();
        HttpResponse<String> answer = browser.logIn(browser.get("/private/a%20b?q=1%262&r"), "alice", "alice-c4nary");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/app/private/a%20b?q=1%262&r");
        assertThat(browser.follow(answer).body())
                .contains(
                        "user=alice",
                        "type=FORM",
                        "staff=true",
                        "mail=[alice@example.org, a.ames@example.org]",
                        "method=GET",
                        "p.q=[1&2]");
    }

    @Test
    void session_keeps_its_caller_on_every_page_without_asking_again() {
        Browser browser = alice();
        int before = DIRECTORY.passwords();
        assertThat(browser.get("/private").body()).contains("user=alice", "staff=true", "type=FORM");
        assertThat(browser.get("/open").body()).contains("user=alice", "staff=true", "type=FORM");
        assertThat(DIRECTORY.passwords()).isEqualTo(before);
        assertThat(tomcat.browser().get("/open").body()).contains("user=null");
    }

    @Test
    void session_gets_another_id_at_login() {
        Browser browser = tomcat.browser();
        HttpResponse<String> page = browser.get("/private");
        String before = browser.session();
        browser.logIn(page, "alice", "alice-c4nary");
        assertThat(before).isNotEmpty();
        assertThat(browser.session()).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void session_that_waits_for_a_login_ends_soon_and_lasts_as_usual_afterwards() {
        Browser browser = tomcat.browser();
        HttpResponse<String> page = browser.get("/private");
        assertThat(tomcat.secondsToLive(browser.session())).isEqualTo(LoginSession.SECONDS_TO_LOG_IN);
        browser.logIn(page, "alice", "alice-c4nary");
        assertThat(tomcat.secondsToLive(browser.session())).isEqualTo(30 * 60);
    }

    @Test
    void session_of_one_user_is_not_handed_to_the_next() {
        Browser browser = alice();
        assertThat(browser.get("/private?op=keep").body()).containsPattern("attributes=.*mine");
        browser.logIn(browser.post("/j_security_check", ""), "bob", "bob-c4nary");
        assertThat(browser.get("/open").body()).contains("user=bob").doesNotContain("mine");
    }

    @Test
    void session_of_a_user_who_logs_in_again_is_kept() {
        Browser browser = alice();
        browser.get("/private?op=keep");
        browser.logIn(browser.post("/j_security_check", ""), "alice", "alice-c4nary");
        assertThat(browser.get("/private").body()).contains("user=alice").containsPattern("attributes=.*mine");
    }

    @Test
    void open_pages_make_no_session() {
        Browser browser = tomcat.browser();
        browser.get("/open");
        assertThat(browser.session()).isEmpty();
    }

    @Test
    void posted_form_comes_back_once() {
        Browser browser = tomcat.browser();
        HttpResponse<String> page =
                browser.post("/private/order?id=7", "item=pen&item=ink&note=a%20%26%20b", "X-Test", "kept");
        HttpResponse<String> answer = browser.logIn(page, "alice", "alice-c4nary");
        assertThat(browser.follow(answer).body())
                .contains(
                        "method=POST",
                        "x=kept",
                        "p.id=[7]",
                        "p.item=[pen, ink]",
                        "p.note=[a & b]",
                        "body=item=pen&item=ink&note=a%20%26%20b");
        assertThat(browser.follow(answer).body())
                .contains("method=GET", "x=null", "p.id=[7]")
                .doesNotContain("p.item");
    }

    @Test
    void what_one_login_did_not_fetch_is_not_left_to_the_next() {
        Browser browser = tomcat.browser();
        HttpResponse<String> page = browser.post("/private/pay", "to=friend");
        browser.logIn(page, "alice", "alice-c4nary");
        browser.get("/open?op=logout");
        assertThat(browser.logIn(page, "jürgen", "größe:c4nary").statusCode()).isEqualTo(303);
        assertThat(browser.get("/private/pay").body())
                .contains("user=jürgen", "method=GET")
                .doesNotContain("friend");
    }

    @Test
    void body_that_is_no_form_comes_back_too() {
        Browser browser = tomcat.browser();
        HttpResponse<String> page =
                browser.send("PUT", "/private/thing", "{\"größe\":1}", "Content-Type", "application/json");
        HttpResponse<String> restored = browser.follow(browser.logIn(page, "alice", "alice-c4nary"));
        assertThat(restored.body()).contains("method=PUT", "body={\"größe\":1}");
    }

    @Test
    void body_that_is_too_large_to_be_kept_is_refused_with_413() {
        String large = "x=" + "y".repeat(SavedRequest.LARGEST_BODY);
        HttpResponse<String> answer = tomcat.browser().post("/private", large);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("Log in, and send it again");
        String fits = "x=" + "y".repeat(SavedRequest.LARGEST_BODY - 2);
        assertThat(tomcat.browser().post("/private", fits).statusCode()).isEqualTo(200);
    }

    @Test
    void what_another_site_posted_is_not_done_after_the_login() {
        Browser browser = tomcat.browser();
        HttpResponse<String> page = browser.post("/private/pay", "to=mallory", "Sec-Fetch-Site", "cross-site");
        assertThat(browser.follow(browser.logIn(page, "alice", "alice-c4nary")).body())
                .contains("page=/private/pay", "method=GET")
                .doesNotContain("mallory");
    }

    @Test
    void what_was_posted_to_where_methods_are_protected_otherwise_is_not_done_as_a_get_would_be_let() {
        Browser browser = tomcat.browser();
        HttpResponse<String> page = browser.post("/private/audited/entry", "amount=7");
        assertThat(browser.follow(browser.logIn(page, "alice", "alice-c4nary")).body())
                .contains("method=GET")
                .doesNotContain("amount");
    }

    @Test
    void what_a_page_loads_beside_does_not_take_the_pages_place() {
        Browser browser = tomcat.browser();
        HttpResponse<String> page = browser.get("/private/page");
        browser.get("/private/style.css", "Sec-Fetch-Mode", "no-cors");
        assertThat(browser.logIn(page, "alice", "alice-c4nary").headers().firstValue("Location"))
                .contains("/app/private/page");
    }

    @Test
    void wrong_password_shows_the_page_again_and_says_so() {
        Browser browser = tomcat.browser();
        HttpResponse<String> answer = browser.logIn(browser.get("/private/x"), "alice", "wrong-c4nary");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("User name or password is not right.")
                .doesNotContain("c4nary");
        assertThat(browser.get("/open").body()).contains("user=null");
        assertThat(browser.logIn(answer, "alice", "alice-c4nary").headers().firstValue("Location"))
                .contains("/app/private/x");
    }

    @Test
    void missing_fields_are_refused_without_asking_the_directory() {
        int before = DIRECTORY.passwords();
        Browser browser = tomcat.browser();
        String token = token(browser.get("/private"));
        assertThat(browser.post("/j_security_check", "j_username=alice&latchkey_token=" + token)
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.logIn(browser.get("/private"), "alice", "").statusCode())
                .isEqualTo(403);
        assertThat(DIRECTORY.passwords()).isEqualTo(before);
    }

    private static String token(HttpResponse<String> page) {
        return page.body().replaceAll("(?s).*latchkey_token\" value=\"([0-9a-f]+)\".*", "$1");
    }

    @Test
    void names_beyond_ascii_log_in() {
        Browser browser = tomcat.browser();
        HttpResponse<String> answer = browser.logIn(browser.get("/private"), "jürgen", "größe:c4nary");
        assertThat(browser.follow(answer).body()).contains("user=jürgen", "staff=true");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1.evil.example",
        "Origin, http://127.0.0.1@evil.example",
        "Origin, http://evil_127.0.0.1",
        "Origin, 127.0.0.1"
    })
    void login_from_another_site_is_refused_before_the_password_is_read(String header, String value) {
        int before = DIRECTORY.passwords();
        Browser browser = tomcat.browser();
        HttpResponse<String> answer = browser.logIn(browser.get("/private"), "alice", "alice-c4nary", header, value);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("another site");
        assertThat(DIRECTORY.passwords()).isEqualTo(before);
        assertThat(browser.get("/open").body()).contains("user=null");
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, same-origin", "Origin, https://127.0.0.1", "Origin, http://127.0.0.1:99"})
    void login_from_this_host_is_taken_whatever_scheme_a_proxy_made_of_it(String header, String value) {
        Browser browser = tomcat.browser();
        assertThat(browser.logIn(browser.get("/private"), "alice", "alice-c4nary", header, value)
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void login_from_the_host_that_a_proxy_stands_for_is_taken() {
        Browser browser = tomcat.browser();
        HttpResponse<String> page = browser.get("/private");
        String[] headers = {"Origin", "https://www.example.org", "X-Forwarded-Host", "www.example.org"};
        assertThat(browser.logIn(page, "alice", "alice-c4nary", headers).statusCode())
                .isEqualTo(303);
    }

    /** Browsers tell an Origin alone on plain HTTP; names with an underscore are usual inside a house. */
    @ParameterizedTest
    @ValueSource(strings = {"my_host", "my_host:8080", "[::1]:8080"})
    void login_from_a_host_of_any_spelling_is_taken(String host) {
        Browser browser = tomcat.browser();
        String[] headers = {"Origin", "http://" + host, "X-Forwarded-Host", host};
        assertThat(browser.logIn(browser.get("/private"), "alice", "alice-c4nary", headers)
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void login_needs_the_page_that_its_session_was_shown() {
        int before = DIRECTORY.passwords();
        Browser browser = tomcat.browser();
        HttpResponse<String> others = tomcat.browser().get("/private");
        assertThat(browser.logIn(others, "alice", "alice-c4nary").statusCode()).isEqualTo(403);
        browser.get("/private");
        HttpResponse<String> answer = browser.logIn(others, "alice", "alice-c4nary");
        assertThat(answer.body()).contains("open too long");
        assertThat(DIRECTORY.passwords()).isEqualTo(before);
        assertThat(browser.logIn(answer, "alice", "alice-c4nary").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/j_security_check", "/private/deep/j_security_check", "/j_security_check;jsessionid=x"})
    void login_may_be_sent_anywhere_below_the_application(String path) {
        Browser browser = tomcat.browser();
        String form = "j_username=alice&j_password=alice-c4nary&latchkey_token=" + token(browser.get("/private"));
        assertThat(browser.post(path, form).statusCode()).isEqualTo(303);
    }

    @Test
    void login_without_a_page_before_leads_to_the_applications_root() {
        Browser browser = alice();
        String form =
                "j_username=alice&j_password=alice-c4nary&latchkey_token=" + token(browser.get("/private/../j_x"));
        HttpResponse<String> again = browser.post("/j_security_check", form);
        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(browser.logIn(again, "alice", "alice-c4nary").headers().firstValue("Location"))
                .contains("/app/");
    }

    @Test
    void session_holds_types_of_the_jdk_and_no_password() {
        Browser browser = alice();
        assertThat(browser.get("/open").body())
                .contains("attributes=[")
                .contains("org.latchkey.caller")
                .doesNotContain("org.latchkey.saved", "org.latchkey.granted");
        assertThat(tomcat.sessionValues())
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value.getClass().getName()).startsWith("java.util."));
        assertThat(tomcat.sessionBytes()).doesNotContain("c4nary", "latchkey.");
    }

    @Test
    void logging_out_makes_the_session_forget() {
        Browser browser = alice();
        assertThat(browser.get("/private?op=logout").body()).contains("user=null");
        assertThat(browser.get("/open").body()).contains("user=null").doesNotContain("latchkey.caller");
        assertThat(browser.get("/private").body()).contains("j_security_check");
    }

    @Test
    void page_may_ask_for_a_caller_itself() {
        Browser browser = tomcat.browser();
        HttpResponse<String> page = browser.get("/open?op=authenticate");
        assertThat(page.body()).contains("j_security_check");
        assertThat(browser.follow(browser.logIn(page, "alice", "alice-c4nary")).body())
                .contains("user=alice", "page=/open");
    }

    @Test
    void password_in_a_header_is_not_looked_at() {
        int before = DIRECTORY.passwords();
        assertThat(tomcat.browser().getAs("alice", "alice-c4nary", "/private").body())
                .contains("j_security_check");
        assertThat(DIRECTORY.passwords()).isEqualTo(before);
    }
}
