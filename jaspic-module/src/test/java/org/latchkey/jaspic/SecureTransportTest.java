package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No password over plain HTTP. */
class SecureTransportTest {

    private static final String[] TLS = {"X-Forwarded-Proto", "https"};

    @TempDir
    private Path folder;

    private static void assertForbidden(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(answer.body()).contains("HTTPS").doesNotContain("j_password");
    }

    @Test
    @Proves("requireSecureTransport")
    void basic_asks_for_no_password_over_plain_http_and_reads_none() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat =
                        new ProtectedTomcat(folder, directory.keys("requireSecureTransport", "true")).start()) {
            assertForbidden(tomcat.browser().get("/private"));
            assertForbidden(tomcat.browser().getAs("alice", "alice-c4nary", "/private"));
            assertForbidden(tomcat.browser().getAs("alice", "alice-c4nary", "/open"));
            assertThat(directory.passwords()).isZero();
            assertThat(tomcat.browser().get("/open").statusCode()).isEqualTo(200);
            assertThat(tomcat.browser().get("/private", TLS).statusCode()).isEqualTo(401);
        }
    }

    @Test
    @Proves("requireSecureTransport")
    void form_shows_no_page_over_plain_http_and_takes_no_login() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = new ProtectedTomcat(
                                folder, directory.keys("requireSecureTransport", "true", "mechanism", "FORM"))
                        .start()) {
            assertForbidden(tomcat.browser().get("/private"));
            Browser browser = tomcat.browser();
            HttpResponse<String> page = browser.get("/private", TLS);
            assertForbidden(browser.logIn(page, "alice", "alice-c4nary"));
            assertThat(directory.passwords()).isZero();
            assertThat(browser.logIn(page, "alice", "alice-c4nary", TLS).body())
                    .as("taken up, though the test's browser keeps the session's secure cookie to itself")
                    .contains("open too long");
        }
    }

    @Test
    void plain_http_is_enough_unless_the_site_says_otherwise() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = new ProtectedTomcat(folder, directory.keys()).start()) {
            assertThat(tomcat.browser()
                            .getAs("alice", "alice-c4nary", "/private")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
