package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ResultCode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the error page of FORM may say, and where somebody goes whose password must be changed. */
class LoginFailurePageTest {

    private static final String EXPIRED = "80090308: LdapErr: DSID-0C09, data 532";
    private static final String ELSEWHERE = "https://password.corp.example/?from=app";

    private TestDirectory directory;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private TestTomcat tomcat(TestTomcat.Level level, TestRealm.Line line, Consumer<Tomcat> more) {
        return new TestTomcat(folder, level, line.xml(), more).start();
    }

    private TestTomcat tomcat(TestRealm.Line line) {
        return tomcat(TestTomcat.Level.ENGINE, line, tomcat -> FormApp.addTo(tomcat, 0, false));
    }

    private TestRealm.Line changing(String url) {
        return TestRealm.searching(directory).with("passwordChangeUrl", url);
    }

    private static String told(TestTomcat tomcat, String password) {
        return FormApp.logIn(tomcat.tomcat(), "alice", password).body();
    }

    @ParameterizedTest
    @CsvSource({
        "49, data 532, PASSWORD_EXPIRED",
        "49, data 773, PASSWORD_MUST_CHANGE",
        "49, data 52e, REFUSED",
        "49, data 533, REFUSED",
        "49, data 701, REFUSED",
        "49, data 775, REFUSED",
        "53, Account inactivated, REFUSED",
        "51, busy, UNAVAILABLE"
    })
    void the_page_is_told_what_may_be_shown(int code, String text, String shown) {
        try (TestTomcat tomcat = tomcat(TestRealm.searching(directory))) {
            directory.operations().answerBinds(ResultCode.valueOf(code), "80090308: LdapErr: DSID-0C09, " + text);
            assertThat(told(tomcat, "alice-c4nary")).isEqualTo("told " + shown);
        }
    }

    @Test
    void unknown_names_and_wrong_passwords_look_the_same() {
        try (TestTomcat tomcat = tomcat(TestRealm.searching(directory))) {
            assertThat(told(tomcat, "wrong-c4nary")).isEqualTo("told REFUSED");
            assertThat(FormApp.logIn(tomcat.tomcat(), "nobody", "wrong-c4nary").body())
                    .isEqualTo("told REFUSED");
            directory.goDown();
            assertThat(told(tomcat, "wrong-c4nary")).isEqualTo("told UNAVAILABLE");
        }
    }

    @Test
    void a_login_that_goes_well_takes_the_word_back() {
        try (TestTomcat tomcat = tomcat(TestRealm.searching(directory))) {
            assertThat(HttpGet.of(tomcat.tomcat(), "/form/twice?password=wrong-c4nary&password=alice-c4nary")
                            .body())
                    .isEqualTo("refused told REFUSED told null ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_password_that_expired_leads_to_where_it_is_changed_wherever_the_realm_stands(TestTomcat.Level level) {
        TestRealm.Line line = changing(ELSEWHERE);
        try (TestTomcat tomcat = tomcat(level, line, more -> {
            more.getHost().getPipeline().addValve(new SetsHeader());
            if (level == TestTomcat.Level.CONTEXT) {
                FormApp.addTo(more, 0, false).setRealm(TestRealm.readInto(new StandardEngine(), line.xml()));
            } else {
                FormApp.addTo(more, 0, false);
            }
        })) {
            directory.operations().answerBinds(ResultCode.INVALID_CREDENTIALS, EXPIRED);
            HttpResponse<String> answer = FormApp.logIn(tomcat.tomcat(), "alice", "alice-c4nary");
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).hasValue(ELSEWHERE);
            assertThat(answer.headers().firstValue("ETag")).isEmpty();
            assertThat(answer.headers().firstValue("X-Site")).hasValue("kept");
            assertThat(answer.body()).isEmpty();
            directory.operations().answerBindsTruly();
            assertThat(told(tomcat, "wrong-c4nary")).isEqualTo("told REFUSED");
            assertThat(FormApp.logIn(tomcat.tomcat(), "alice", "alice-c4nary")
                            .headers()
                            .firstValue("Location"))
                    .hasValueSatisfying(location -> assertThat(location).endsWith("/form/inside"));
        }
    }

    @Test
    @Proves("passwordChangeUrl")
    void a_path_is_one_of_the_application_and_a_password_that_must_be_changed_leads_there_too() {
        try (TestTomcat tomcat = tomcat(changing("/password.html"))) {
            directory.operations().answerBinds(ResultCode.INVALID_CREDENTIALS, "80090308: LdapErr: data 773");
            assertThat(FormApp.logIn(tomcat.tomcat(), "alice", "alice-c4nary")
                            .headers()
                            .firstValue("Location"))
                    .hasValue("/form/password.html");
            assertThat(tomcat.getAs("alice", "alice-c4nary", "/private").statusCode())
                    .as("BASIC")
                    .isEqualTo(401);
        }
    }

    @Test
    void a_long_page_one_that_flushes_and_a_file_are_replaced_and_are_shown_to_everybody_else() {
        assertReplaced(more -> FormApp.addTo(more, 2_000_000, false));
        assertReplaced(more -> FormApp.addTo(more, 100_000, true));
        assertReplaced(more -> FormApp.addWithStaticPage(more, folder));
    }

    private void assertReplaced(Consumer<Tomcat> form) {
        try (TestTomcat tomcat = tomcat(TestTomcat.Level.ENGINE, changing(ELSEWHERE), form)) {
            assertThat(told(tomcat, "wrong-c4nary")).hasSizeGreaterThan(99_000);
            directory.operations().answerBinds(ResultCode.INVALID_CREDENTIALS, EXPIRED);
            HttpResponse<String> answer = FormApp.logIn(tomcat.tomcat(), "alice", "alice-c4nary");
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.body()).isEmpty();
            directory.operations().answerBindsTruly();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "javascript:alert(1)",
        "//evil.example/",
        "ftp://x.example/",
        "https:///x",
        "https://u@x.example/",
        "password.html",
        "https://x y/"
    })
    void what_is_no_page_and_no_web_address_fails_the_start(String url) {
        assertThat(changing(url).refusal())
                .contains("passwordChangeUrl", "a path inside the application such as /password.html");
    }

    private static final class SetsHeader extends ValveBase {

        SetsHeader() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response)
                throws java.io.IOException, jakarta.servlet.ServletException {
            response.setHeader("X-Site", "kept");
            getNext().invoke(request, response);
        }
    }
}
