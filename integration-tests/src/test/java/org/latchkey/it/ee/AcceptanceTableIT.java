package org.latchkey.it.ee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The acceptance table, on every application that has BASIC, and the same on a connection that is kept. */
@OnServer
class AcceptanceTableIT {

    @TestFactory
    Stream<DynamicContainer> every_application_answers_as_the_table_says(RunningServer running) {
        return running.basic().stream()
                .map(application -> DynamicContainer.dynamicContainer(
                        application.way().title(),
                        AcceptanceTable.rows(running.server().hasEnterpriseBeans()).stream()
                                .map(row -> DynamicTest.dynamicTest(
                                        application.name() + ": " + row.name(),
                                        () -> check(running, application, row)))));
    }

    /** A new client has a connection of its own; here all come by one, and what a server keeps for it is used again. */
    @TestFactory
    Stream<DynamicTest> a_connection_that_has_brought_a_page_brings_refusals_too(RunningServer running) {
        return running.basic().stream()
                .map(application -> DynamicTest.dynamicTest(application.name(), () -> kept(running, application)));
    }

    private static void kept(RunningServer running, Application application) {
        Client client = running.client(application);
        Call page = Call.get("/employee/page");
        for (int i = 0; i < 3; i++) {
            assertThat(client.get("/open/page").status()).isEqualTo(200);
            assertThat(client.send(page).status()).as("no credentials").isEqualTo(401);
            assertThat(client.send(page.as("alice", "alice-c4nary")).get("remoteUser"))
                    .isEqualTo("alice");
            assertThat(client.send(page.as("alice", "wrong-c4nary")).status())
                    .as("a wrong password")
                    .isEqualTo(401);
        }
        Matrix.passed(running.server(), application.way(), "refused on a connection that has brought a page");
    }

    private static void check(RunningServer running, Application application, Row row) {
        Row expected = running.expected(application, row);
        Seen seen = running.client(application).send(row.call());
        SoftAssertions.assertSoftly(softly -> expected.expected()
                .forEach((name, value) ->
                        softly.assertThat(seen.get(name)).as(name).isEqualTo(value)));
        Matrix.passed(running.server(), application.way(), row.name());
    }
}
