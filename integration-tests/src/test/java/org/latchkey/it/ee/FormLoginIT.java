package org.latchkey.it.ee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;

/** Login on a page of the application's own, by the module inside its WAR. */
@OnServer
class FormLoginIT {
    private static final String WANTED = "/employee/page";

    private RunningServer running;
    private Application application;
    private Client client;

    @BeforeEach
    void open(RunningServer running) {
        this.running = running;
        application = running.application("form");
        client = running.client(application);
    }

    /** Not reached by a test that failed. */
    private void passed(String row) {
        Matrix.passed(running.server(), Way.IN_WAR, row);
    }

    @Test
    void whoever_is_not_logged_in_is_shown_the_login_page() {
        Seen page = client.get(WANTED);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("id=\"login\"");
        assertThat(page.get("Cache-Control")).contains("no-store");
        assertThat(client.get("/open/page").get("remoteUser")).isEqualTo("null");
        passed("FORM: the login page");
    }

    @Test
    void alice_gets_the_page_she_asked_for_and_is_known_by_roles_and_attributes() {
        client.get(WANTED);
        String before = client.session();

        assertAlice(client.fillIn("alice", "alice-c4nary"));
        assertThat(client.session()).isNotEmpty().isNotEqualTo(before);
        assertAlice(client.get(WANTED));
        assertThat(client.get("/admins/page").status()).isEqualTo(403);
        passed("FORM: a login, the session's id changed");
    }

    @Test
    void what_was_posted_before_the_login_arrives_after_it() {
        Seen asked = client.post(WANTED, Map.of("note", "buy milk, größer"));
        assertThat(asked.body()).contains("id=\"login\"");

        Seen delivered = client.fillIn("alice", "alice-c4nary");

        assertAnswers(
                "FORM: a POST restored",
                Map.of("method", "POST", "body", "note:buy milk, größer", "remoteUser", "alice"),
                delivered);
        assertThat(client.get(WANTED).get("method")).as("delivered once").isEqualTo("GET");
    }

    @Test
    void who_is_refused_sees_the_error_page_whatever_was_wrong() {
        for (String[] pair :
                new String[][] {{"alice", "wrong-c4nary"}, {"nobody", "wrong-c4nary"}, {"alice", ""}, {" ", "x"}}) {
            client.get(WANTED);
            Seen refused = client.fillIn(pair[0], pair[1]);

            assertThat(refused.body()).as(pair[0]).contains("id=\"refused\"");
            assertThat(client.get(WANTED).body()).as(pair[0]).contains("id=\"login\"");
        }
        passed("FORM: refused");
    }

    @Test
    void a_login_sent_by_another_site_is_refused() {
        client.get(WANTED);

        Seen refused = client.send(Call.post("/employee/j_security_check", "j_username=alice&j_password=alice-c4nary")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Origin", "https://elsewhere.example.org"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(client.get(WANTED).body()).contains("id=\"login\"");
        passed("FORM: another site's login");
    }

    @Test
    void logout_ends_it() {
        client.get(WANTED);
        client.fillIn("bob", "bob-c4nary");
        assertThat(client.get(WANTED).get("remoteUser")).isEqualTo("bob");

        assertThat(client.get(WANTED + "?do=logout").get("remoteUser")).isEqualTo("null");
        assertAnswers("FORM: logout", Map.of("remoteUser", ""), client.get(WANTED));
    }

    @TestFactory
    Stream<DynamicTest> every_name_arrives_as_it_was_typed(RunningServer server) {
        List<Person> beyond = Stream.of(
                        "josé", "مريم", "𠮷野", "o'brien", "smith, j+\"x\"", "pw-umlaut", "pw-emoji", "pw-trail")
                .map(Fixture::person)
                .toList();
        return Stream.concat(Fixture.hostile().stream(), beyond.stream())
                .map(person -> DynamicTest.dynamicTest(person.uid(), () -> {
                    Client browser = server.client(server.application("form"));
                    browser.get(WANTED);
                    Seen seen = browser.fillIn(person.uid(), person.password());
                    assertThat(seen.get("remoteUser")).isEqualTo(person.uid());
                    assertThat(seen.get("authType")).isEqualTo("FORM");
                    Matrix.passed(server.server(), Way.IN_WAR, "FORM: " + person.uid());
                }));
    }

    /** As far as this server can. */
    private void assertAnswers(String row, Map<String, String> wanted, Seen seen) {
        running.expected(application, Row.of(row, Call.get(WANTED)).expect(wanted))
                .expected()
                .forEach((name, value) -> assertThat(seen.get(name)).as(name).isEqualTo(value));
        passed(row);
    }

    private static void assertAlice(Seen seen) {
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.get("path")).isEqualTo("/form" + WANTED);
        assertThat(seen.get("remoteUser")).isEqualTo("alice");
        assertThat(seen.get("authType")).isEqualTo("FORM");
        assertThat(seen.get("roles")).isEqualTo("developers,employee,engineering,staff,users");
        assertThat(seen.get("attribute.mail")).isEqualTo("[alice@example.org]");
    }
}
