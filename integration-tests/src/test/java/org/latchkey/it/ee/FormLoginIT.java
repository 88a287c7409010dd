package org.latchkey.it.ee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;

/** Login on a page of the application's own, by the module inside its WAR and by the module of its server. */
@OnServer
class FormLoginIT {
    private static final String WANTED = "/employee/page";

    private RunningServer running;

    @BeforeEach
    void register(RunningServer server) {
        running = server;
        server.form().forEach(server::registerFor);
    }

    @AfterEach
    void register_again_for_who_was_first() {
        running.by(Way.CONTAINER_LEVEL).stream().findFirst().ifPresent(running::registerFor);
    }

    @TestFactory
    Stream<DynamicTest> whoever_is_not_logged_in_is_shown_the_login_page() {
        return each(browser -> {
            Seen page = browser.client.get(WANTED);

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("id=\"login\"");
            assertThat(page.get("Cache-Control")).contains("no-store");
            assertThat(browser.client.get("/open/page").get("remoteUser")).isEqualTo("null");
            browser.passed("FORM: the login page");
        });
    }

    @TestFactory
    Stream<DynamicTest> alice_gets_the_page_she_asked_for_and_is_known_by_roles_and_attributes() {
        return each(browser -> {
            browser.client.get(WANTED);
            String before = browser.client.session();

            browser.assertAlice(browser.client.fillIn("alice", "alice-c4nary"));
            assertThat(browser.client.session()).isNotEmpty().isNotEqualTo(before);
            browser.assertAlice(browser.client.get(WANTED));
            assertThat(browser.client.get("/admins/page").status()).isEqualTo(403);
            browser.passed("FORM: a login, the session's id changed");
        });
    }

    @TestFactory
    Stream<DynamicTest> what_was_posted_before_the_login_arrives_after_it() {
        return each(browser -> {
            Seen asked = browser.client.post(WANTED, Map.of("note", "buy milk, größer"));
            assertThat(asked.body()).contains("id=\"login\"");

            Seen delivered = browser.client.fillIn("alice", "alice-c4nary");

            browser.assertAnswers(
                    "FORM: a POST restored",
                    Map.of("method", "POST", "body", "note:buy milk, größer", "remoteUser", "alice"),
                    delivered);
            assertThat(browser.client.get(WANTED).get("method"))
                    .as("delivered once")
                    .isEqualTo("GET");
        });
    }

    @TestFactory
    Stream<DynamicTest> who_is_refused_sees_the_error_page_whatever_was_wrong() {
        return each(browser -> {
            for (String[] pair :
                    new String[][] {{"alice", "wrong-c4nary"}, {"nobody", "wrong-c4nary"}, {"alice", ""}, {" ", "x"}}) {
                browser.client.get(WANTED);
                Seen refused = browser.client.fillIn(pair[0], pair[1]);

                assertThat(refused.body()).as(pair[0]).contains("id=\"refused\"");
                assertThat(browser.client.get(WANTED).body()).as(pair[0]).contains("id=\"login\"");
            }
            browser.passed("FORM: refused");
        });
    }

    @TestFactory
    Stream<DynamicTest> a_login_sent_by_another_site_is_refused() {
        return each(browser -> {
            browser.client.get(WANTED);

            Seen refused = browser.client.send(
                    Call.post("/employee/j_security_check", "j_username=alice&j_password=alice-c4nary")
                            .with("Content-Type", "application/x-www-form-urlencoded")
                            .with("Origin", "https://elsewhere.example.org"));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(browser.client.get(WANTED).body()).contains("id=\"login\"");
            browser.passed("FORM: another site's login");
        });
    }

    @TestFactory
    Stream<DynamicTest> logout_ends_it() {
        return each(browser -> {
            browser.client.get(WANTED);
            browser.client.fillIn("bob", "bob-c4nary");
            assertThat(browser.client.get(WANTED).get("remoteUser")).isEqualTo("bob");

            assertThat(browser.client.get(WANTED + "?do=logout").get("remoteUser"))
                    .isEqualTo("null");
            browser.assertAnswers("FORM: logout", Map.of("remoteUser", ""), browser.client.get(WANTED));
        });
    }

    @TestFactory
    Stream<DynamicTest> every_name_arrives_as_it_was_typed() {
        List<Person> beyond = Stream.of(
                        "josé", "مريم", "𠮷野", "o'brien", "smith, j+\"x\"", "pw-umlaut", "pw-emoji", "pw-trail")
                .map(Fixture::person)
                .toList();
        return Stream.concat(Fixture.hostile().stream(), beyond.stream())
                .flatMap(person -> each(browser -> {
                    browser.client.get(WANTED);
                    Seen seen = browser.client.fillIn(person.uid(), person.password());
                    assertThat(seen.get("remoteUser")).isEqualTo(person.uid());
                    assertThat(seen.get("authType")).isEqualTo("FORM");
                    browser.passed("FORM: " + person.uid());
                }));
    }

    /** With a new browser at each application. */
    private Stream<DynamicTest> each(Consumer<Browser> test) {
        return running.form().stream()
                .map(application -> DynamicTest.dynamicTest(
                        application.way().title(),
                        () -> test.accept(new Browser(running, application, running.client(application)))));
    }

    private record Browser(RunningServer running, Application application, Client client) {
        /** Not reached by a test that failed. */
        void passed(String row) {
            Matrix.passed(running.server(), application.way(), row);
        }

        /** As far as this server can. */
        void assertAnswers(String row, Map<String, String> wanted, Seen seen) {
            running.expected(application, Row.of(row, Call.get(WANTED)).expect(wanted))
                    .expected()
                    .forEach(
                            (name, value) -> assertThat(seen.get(name)).as(name).isEqualTo(value));
            passed(row);
        }

        void assertAlice(Seen seen) {
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.get("path")).isEqualTo(application.contextPath() + WANTED);
            assertThat(seen.get("remoteUser")).isEqualTo("alice");
            assertThat(seen.get("authType")).isEqualTo("FORM");
            assertThat(seen.get("roles")).isEqualTo("developers,employee,engineering,staff,users");
            assertThat(seen.get("attribute.mail")).isEqualTo("[alice@example.org]");
        }
    }
}
