package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Login on the application's own pages. */
class OwnPagesTest {

    private static final String LOGIN = "j_username=alice&j_password=alice-c4nary";
    private static final String WRONG = "j_username=alice&j_password=wrong-c4nary";

    @TempDir
    private Path folder;

    private ProtectedTomcat tomcat(TestDirectory directory, String... more) {
        return new ProtectedTomcat(folder, directory.keys(more)).start();
    }

    @Test
    @Proves("loginPage")
    void applications_login_page_stands_in_the_place_of_what_was_asked_for() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = tomcat(directory, "mechanism", "FORM", "loginPage", "/pages/login")) {
            Browser browser = tomcat.browser();
            HttpResponse<String> page = browser.post("/private/x", "a=b");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("page=/pages/login", "method=GET", "user=null");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            HttpResponse<String> refused = browser.post("/j_security_check", WRONG);
            assertThat(refused.statusCode()).isEqualTo(200);
            assertThat(refused.body()).contains("page=/pages/login");
            assertThat(browser.follow(browser.post("/j_security_check", LOGIN)).body())
                    .contains("page=/private/x", "user=alice", "method=POST", "p.a=[b]");
        }
    }

    @Test
    @Proves("errorPage")
    void applications_error_page_is_shown_after_a_refusal() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = tomcat(
                        directory, "mechanism", "FORM", "loginPage", "/pages/login", "errorPage", "/pages/error?x=1")) {
            Browser browser = tomcat.browser();
            browser.get("/private");
            HttpResponse<String> refused = browser.post("/j_security_check", WRONG);
            assertThat(refused.statusCode()).isEqualTo(200);
            assertThat(refused.body()).contains("page=/pages/error", "p.x=[1]", "user=null");
            assertThat(browser.get("/open").body()).contains("user=null");
        }
    }

    @Test
    void page_that_fails_is_an_error_and_no_empty_page() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = tomcat(directory, "mechanism", "FORM", "loginPage", "/pages/login")) {
            assertThat(tomcat.browser().get("/private?op=fail").statusCode()).isEqualTo(500);
        }
    }

    @Test
    void login_of_a_session_that_has_ended_leads_to_the_applications_root() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = tomcat(directory, "mechanism", "FORM", "loginPage", "/pages/login")) {
            Browser browser = tomcat.browser();
            HttpResponse<String> answer = browser.post("/j_security_check", LOGIN);
            assertThat(answer.headers().firstValue("Location")).contains("/app/");
            assertThat(browser.get("/private").body()).contains("user=alice");
        }
    }

    @Test
    void another_site_cannot_log_its_visitors_in_through_the_applications_page() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = tomcat(directory, "mechanism", "FORM", "loginPage", "/pages/login")) {
            Browser browser = tomcat.browser();
            assertThat(browser.post("/j_security_check", LOGIN, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(directory.passwords()).isZero();
        }
    }
}
