package org.latchkey.it.ee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.latchkey.it.fixture.Fixture;

/** Applications that get their logins by the JAAS login module or by the identity store, where a server has these ways. */
@OnServer
class OtherDoorsIT {
    private static final String PAGE = "/employee/page";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RunningServer running;

    @AfterEach
    void bring_the_directory_back() {
        running.directories().main().start();
    }

    @TestFactory
    Stream<DynamicTest> a_caller_is_known_refused_or_forbidden_as_everywhere(RunningServer server) {
        return tests(server, "logins", (client, application) -> {
            rows().forEach(row -> check(client, application, row));
            assertThat(client.send(Call.get(PAGE).as("alice", "")).status())
                    .as("an empty password: Soteria's BASIC fails on it before it asks a store")
                    .isIn(application.way() == Way.JAAS ? List.of(401) : List.of(401, 500));
            if (server.server().hasEnterpriseBeans()) {
                check(client, application, bean());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> in_an_outage_nobody_gets_in_and_everybody_does_after_it(RunningServer server) {
        return tests(server, "an outage", this::outage);
    }

    private Stream<DynamicTest> tests(RunningServer server, String what, BiConsumer<Client, Application> test) {
        running = server;
        return Stream.of(Way.JAAS, Way.IDENTITY_STORE)
                .flatMap(way -> server.by(way).stream())
                .map(application -> DynamicTest.dynamicTest(application.name() + ": " + what, () -> {
                    test.accept(server.client(application), application);
                    Matrix.passed(server.server(), application.way(), what);
                }));
    }

    private static List<Row> rows() {
        return List.of(
                Row.of("alice", Call.get(PAGE).as(Fixture.person("alice")))
                        .status(200)
                        .expect(Map.of("remoteUser", "alice", "principal", "alice"))
                        .roles("developers", "employee", "engineering", "staff", "users"),
                Row.of("no credentials", Call.get(PAGE)).status(401),
                Row.of("a wrong password", Call.get(PAGE).as("alice", "wrong-c4nary"))
                        .status(401),
                Row.of("an unknown name", Call.get(PAGE).as("nobody", "wrong-c4nary"))
                        .status(401),
                Row.of("a star for a name", Call.get(PAGE).as("*", "alice-c4nary"))
                        .status(401),
                Row.of("the wrong role", Call.get("/admins/page").as(Fixture.person("alice")))
                        .status(403),
                Row.of("the right role", Call.get("/admins/page").as(Fixture.person("carol")))
                        .status(200),
                Row.of("an open page", Call.get("/open/page")).nobody());
    }

    /** Only where there are enterprise beans. */
    private static Row bean() {
        return Row.of("a bean for developers", Call.get("/employee/beans").as(Fixture.person("alice")))
                .status(200)
                .expect(Map.of("caller", "alice", "developer", "alice", "admin", "refused"));
    }

    private static void check(Client client, Application application, Row row) {
        Seen seen = client.send(row.call());
        SoftAssertions.assertSoftly(softly -> row.expected()
                .forEach((name, value) -> softly.assertThat(seen.get(name))
                        .as(application.name() + ": " + row.name() + ": " + name)
                        .isEqualTo(value)));
    }

    private void outage(Client client, Application application) {
        Call call = Call.get(PAGE).as(Fixture.person("alice"));
        running.directories().main().stop();
        Seen away = client.send(call);
        running.directories().main().start();

        assertThat(away.status())
                .as(application.way() == Way.JAAS ? "JAAS has no other word for no" : "an error, and no question")
                .isEqualTo(application.way() == Way.JAAS ? 401 : 500);
        Awaitility.await().atMost(PATIENCE).until(() -> client.send(call).status() == 200);
    }
}
