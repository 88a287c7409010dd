package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.realm.CombinedRealm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** During an outage a login is answered as what it is, and nothing else is. */
class OutageValveTest {

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

    private TestTomcat tomcat(String realm, Consumer<OutageValve> settings) {
        return new TestTomcat(folder, TestTomcat.Level.ENGINE, realm, tomcat -> {
                    Context form = FormApp.addTo(tomcat, 20_000, true);
                    putFirst((Context) tomcat.getHost().findChild("/app"), settings);
                    putFirst(form, settings);
                })
                .start();
    }

    private TestTomcat tomcat(Consumer<OutageValve> settings) {
        return tomcat(TestRealm.searching(directory).xml(), settings);
    }

    /** Where the valves of a context.xml are: before the authenticator. */
    private static void putFirst(Context application, Consumer<OutageValve> settings) {
        OutageValve valve = new OutageValve();
        settings.accept(valve);
        Pipeline pipeline = application.getPipeline();
        for (Valve other : pipeline.getValves()) {
            if (!other.equals(pipeline.getBasic())) {
                pipeline.removeValve(other);
            }
        }
        pipeline.addValve(valve);
        pipeline.addValve(
                application.getLoginConfig().getAuthMethod().equals("BASIC")
                        ? new BasicAuthenticator()
                        : new FormAuthenticator());
    }

    private static void assertOutage(HttpResponse<String> answer, int status, String after) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue(after);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(answer.body()).contains("cannot be checked").doesNotContain("told");
    }

    @Test
    void basic_and_form_are_answered_503_with_retry_after_and_are_as_ever_when_the_directory_is_back() {
        try (TestTomcat tomcat = tomcat(valve -> {})) {
            directory.goDown();
            assertOutage(tomcat.getAs("alice", "alice-c4nary", "/private"), 503, "30");
            assertOutage(FormApp.logIn(tomcat.tomcat(), "alice", "alice-c4nary"), 503, "30");
            assertThat(tomcat.get("/private").statusCode())
                    .as("no login was tried")
                    .isEqualTo(401);
            directory.comeBack();
            assertThat(tomcat.getAs("alice", "alice-c4nary", "/private").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> wrong = tomcat.getAs("alice", "wrong-c4nary", "/private");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(FormApp.logIn(tomcat.tomcat(), "alice", "wrong-c4nary").body())
                    .startsWith("told REFUSED ");
        }
    }

    @Test
    @Proves({"unavailableStatus", "retryAfter"})
    void the_status_and_the_time_are_the_site_s_to_choose() {
        try (TestTomcat tomcat = tomcat(valve -> {
            valve.setProperty("unavailableStatus", "504");
            valve.setProperty("retryAfter", "2m");
        })) {
            directory.goDown();
            assertOutage(tomcat.getAs("alice", "alice-c4nary", "/private"), 504, "120");
        }
    }

    @Test
    void what_an_application_says_after_its_own_login_stays_unless_it_is_401() {
        try (TestTomcat tomcat = tomcat(valve -> {})) {
            directory.goDown();
            assertThat(HttpGet.of(tomcat.tomcat(), "/form/twice?password=alice-c4nary")
                            .body())
                    .isEqualTo("refused told UNAVAILABLE ");
            assertOutage(tomcat.get("/login?user=alice&password=alice-c4nary"), 503, "30");
        }
    }

    @Test
    void whom_the_local_realm_lets_in_meanwhile_is_not_kept_out() {
        String fallback = "<Realm className=\"" + FallbackRealm.class.getName() + "\" fallbackUsers=\"admin\">"
                + TestRealm.searching(directory).xml() + "<Realm className=\"" + LocalRealm.class.getName()
                + "\"/></Realm>";
        try (TestTomcat tomcat = tomcat(fallback, valve -> {})) {
            directory.goDown();
            assertThat(FormApp.logIn(tomcat.tomcat(), "admin", "local-c4nary")
                            .headers()
                            .firstValue("Location"))
                    .hasValueSatisfying(location -> assertThat(location).endsWith("/form/inside"));
            assertThat(FormApp.logIn(tomcat.tomcat(), "admin", "wrong-c4nary").body())
                    .as("the local realm has decided")
                    .startsWith("told REFUSED ");
            assertOutage(FormApp.logIn(tomcat.tomcat(), "alice", "alice-c4nary"), 503, "30");
        }
    }

    @Test
    void whom_another_realm_lets_in_is_not_kept_out() {
        String both = "<Realm className=\"" + CombinedRealm.class.getName() + "\">"
                + TestRealm.searching(directory).xml() + "<Realm className=\"" + LocalRealm.class.getName()
                + "\"/></Realm>";
        try (TestTomcat tomcat = tomcat(both, valve -> {})) {
            directory.goDown();
            assertThat(tomcat.getAs("admin", "local-c4nary", "/private").statusCode())
                    .isEqualTo(200);
            assertThat(FormApp.logIn(tomcat.tomcat(), "admin", "local-c4nary")
                            .headers()
                            .firstValue("Location"))
                    .hasValueSatisfying(location -> assertThat(location).endsWith("/form/inside"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unavailableStatus, 404",
        "unavailableStatus, yes",
        "retryAfter, 0",
        "retryAftr, 5",
        "loginTimeout, 5",
        "userBase, x"
    })
    void a_mistake_fails_the_start(String key, String value) {
        OutageValve valve = new OutageValve();
        valve.setContainer(new StandardContext());
        valve.setProperty(key, value);
        assertThatThrownBy(valve::startInternal).message().contains(key);
    }

    @Test
    void further_out_than_an_application_it_does_not_start() {
        OutageValve valve = new OutageValve();
        valve.setContainer(new StandardEngine());
        assertThatThrownBy(valve::startInternal)
                .isInstanceOf(LifecycleException.class)
                .message()
                .contains("must stand in a <Context>");
    }
}
