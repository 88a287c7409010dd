package org.latchkey.it.ee;

import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The acceptance table, on every application that has BASIC. */
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

    private static void check(RunningServer running, Application application, Row row) {
        Row expected = running.expected(application, row);
        Seen seen = running.client(application).send(row.call());
        SoftAssertions.assertSoftly(softly -> expected.expected()
                .forEach((name, value) ->
                        softly.assertThat(seen.get(name)).as(name).isEqualTo(value)));
        Matrix.passed(running.server(), application.way(), row.name());
    }
}
