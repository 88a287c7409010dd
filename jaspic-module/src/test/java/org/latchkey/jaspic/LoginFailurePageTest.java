package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page may say of a login that failed, and where somebody goes whose password must be changed. */
class LoginFailurePageTest {

    private static final String LOGIN = "j_username=alice&j_password=alice-c4nary";
    private static final String EXPIRED = "80090308: LdapErr: data 532";

    @TempDir
    private Path folder;

    private ProtectedTomcat tomcat(TestDirectory directory, String... more) {
        String[] keys = java.util.Arrays.copyOf(more, more.length + 2);
        keys[more.length] = "mechanism";
        keys[more.length + 1] = "FORM";
        return new ProtectedTomcat(folder, directory.keys(keys)).start();
    }

    @ParameterizedTest
    @CsvSource({
        "data 532, has expired",
        "data 773, must be changed",
        "data 52e, is not right",
        "data 533, is not right",
        "data 775, is not right"
    })
    void plain_page_says_that_a_right_password_has_expired_and_nothing_more(String text, String sentence) {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = tomcat(directory)) {
            Browser browser = tomcat.browser();
            HttpResponse<String> page = browser.get("/private");
            directory.refuseBinds("80090308: LdapErr: " + text);
            HttpResponse<String> refused = browser.logIn(page, "alice", "alice-c4nary");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains(sentence);
        }
    }

    @ParameterizedTest
    @CsvSource({"data 532, PASSWORD_EXPIRED", "data 773, PASSWORD_MUST_CHANGE", "data 52e, REFUSED"})
    void applications_page_is_told_by_an_attribute(String text, String told) {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = tomcat(directory, "loginPage", "/pages/login", "errorPage", "/pages/error")) {
            directory.refuseBinds("80090308: LdapErr: " + text);
            Browser browser = tomcat.browser();
            browser.get("/private");
            assertThat(browser.post("/j_security_check", LOGIN).body()).contains("failure=" + told);
            directory.refuseBinds("");
            assertThat(browser.follow(browser.post("/j_security_check", LOGIN)).body())
                    .contains("failure=null");
        }
    }

    @ParameterizedTest
    @CsvSource({"/password.html, /app/password.html", "https://password.corp.example/, https://password.corp.example/"})
    void password_that_has_expired_leads_to_where_it_is_changed(String url, String location) {
        assertLeads(url, EXPIRED, location);
    }

    @Test
    @Proves("passwordChangeUrl")
    void password_that_must_be_changed_leads_there_too_and_a_wrong_one_does_not() {
        assertLeads("/password.html", "80090308: LdapErr: data 773", "/app/password.html");
    }

    private void assertLeads(String url, String text, String location) {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = tomcat(directory, "passwordChangeUrl", url)) {
            Browser browser = tomcat.browser();
            HttpResponse<String> page = browser.get("/private");
            directory.refuseBinds(text);
            HttpResponse<String> answer = browser.logIn(page, "alice", "alice-c4nary");
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).hasValue(location);
            assertThat(browser.get("/open").body()).contains("user=null");
            directory.refuseBinds("data 52e");
            assertThat(browser.logIn(page, "alice", "wrong-c4nary").statusCode())
                    .isEqualTo(403);
        }
    }
}
