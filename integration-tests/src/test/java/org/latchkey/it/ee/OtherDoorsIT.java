package org.latchkey.it.ee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.latchkey.it.fixture.Fixture;

/** Applications that get their logins by the JAAS login module or by the identity store, where a server has these ways. */
@OnServer
class OtherDoorsIT {
    private static final String PAGE = "/employee/page";
    private static final Call ALICE = Call.get(PAGE).as(Fixture.person("alice"));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RunningServer running;

    @BeforeEach
    void server(RunningServer server) {
        running = server;
    }

    @AfterEach
    void bring_the_directory_back() {
        running.directories().main().start();
    }

    @TestFactory
    Stream<DynamicTest> a_caller_is_known_refused_or_forbidden_as_everywhere() {
        return applications()
                .flatMap(application -> rows(application.way())
                        .map(row -> DynamicTest.dynamicTest(
                                application.name() + ": " + row.name(),
                                () -> check(
                                        application,
                                        row,
                                        running.client(application).send(row.call())))));
    }

    @TestFactory
    Stream<DynamicTest> who_has_been_let_in_is_asked_again() {
        return applications()
                .map(application -> DynamicTest.dynamicTest(application.name(), () -> {
                    Client client = running.client(application);
                    assertThat(client.send(ALICE).status()).isEqualTo(200);
                    check(application, refused("nobody is kept", Call.get(PAGE)), client.get(PAGE));
                    check(
                            application,
                            refused("a wrong password after the right one", Call.get(PAGE)),
                            client.send(Call.get(PAGE).as("alice", "wrong-c4nary")));
                }));
    }

    @TestFactory
    Stream<DynamicTest> in_an_outage_nobody_gets_in_and_everybody_does_after_it() {
        return applications()
                .map(application -> DynamicTest.dynamicTest(application.name(), () -> outage(application)));
    }

    private Stream<Application> applications() {
        return Stream.of(Way.JAAS, Way.IDENTITY_STORE).flatMap(way -> running.by(way).stream());
    }

    private Stream<Row> rows(Way way) {
        return Stream.of(
                        callers(),
                        refusals(way == Way.JAAS ? "corp" : "Latchkey"),
                        List.of(
                                Row.of(
                                                "the wrong role",
                                                Call.get("/admins/page").as(Fixture.person("alice")))
                                        .status(403),
                                Row.of("an open page", Call.get("/open/page")).nobody()),
                        running.server().hasEnterpriseBeans() ? List.of(bean()) : List.<Row>of())
                .flatMap(List::stream);
    }

    private static List<Row> callers() {
        return List.of(
                Row.of("alice", ALICE)
                        .status(200)
                        .expect(Map.of("remoteUser", "alice", "principal", "alice", "Set-Cookie", ""))
                        .roles("developers", "employee", "engineering", "staff", "users"),
                Row.of("the right role", Call.get("/admins/page").as(Fixture.person("carol")))
                        .status(200),
                known("josé"),
                known("مريم"),
                known("pw-umlaut"),
                Row.of("a password with colons", Call.get(PAGE).as(Fixture.person("pw-colons")))
                        .status(200)
                        .expect("remoteUser", "pw-colons"));
    }

    private static Row known(String name) {
        return Row.of("UTF-8: " + name, Call.get(PAGE).as(Fixture.person(name)))
                .status(200)
                .expect("remoteUser", name);
    }

    private static List<Row> refusals(String realm) {
        return List.of(
                refused("no credentials", Call.get(PAGE)).expect("challenge", "Basic realm=\"" + realm + '"'),
                refused("a wrong password", Call.get(PAGE).as("alice", "wrong-c4nary")),
                refused("an unknown name", Call.get(PAGE).as("nobody", "wrong-c4nary")),
                refused("a star for a name", Call.get(PAGE).as("*", "alice-c4nary")),
                refused("an empty password", Call.get(PAGE).as("alice", "")),
                refused("an empty name", Call.get(PAGE).as("", "alice-c4nary")),
                refused("what is not Base64", Call.get(PAGE).with("Authorization", "Basic ?!?")),
                refused("a pair without a colon", Call.get(PAGE).with("Authorization", "Basic YWxpY2U=")),
                refused("another scheme", Call.get(PAGE).with("Authorization", "Bearer abc")));
    }

    private static Row refused(String name, Call call) {
        return Row.of(name, call).status(401).expect("remoteUser", "");
    }

    /** Only where there are enterprise beans. */
    private static Row bean() {
        return Row.of("a bean for developers", Call.get("/employee/beans").as(Fixture.person("alice")))
                .status(200)
                .expect(Map.of("caller", "alice", "developer", "alice", "admin", "refused"));
    }

    private void check(Application application, Row row, Seen seen) {
        SoftAssertions.assertSoftly(softly -> running.expected(application, row)
                .expected()
                .forEach((name, value) -> softly.assertThat(seen.get(name))
                        .as(row.name() + ": " + name)
                        .isEqualTo(value)));
        Matrix.passed(running.server(), application.way(), row.name());
    }

    /** JAAS has no other word for no; the store throws, which is an error of the server and no question. */
    private void outage(Application application) {
        Client client = running.client(application);
        running.directories().main().stop();
        Seen away = client.send(ALICE);
        running.directories().main().start();

        check(
                application,
                Row.of("the directory is away", ALICE)
                        .status(application.way() == Way.JAAS ? 401 : 500)
                        .expect("remoteUser", ""),
                away);
        Awaitility.await().atMost(PATIENCE).until(() -> client.send(ALICE).status() == 200);
        Matrix.passed(running.server(), application.way(), "the directory is back");
    }
}
