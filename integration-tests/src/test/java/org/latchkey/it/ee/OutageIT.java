package org.latchkey.it.ee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.it.fixture.Fixture;

/** The directory goes away and comes back while people are at work; that of the other application stays. */
@OnServer
class OutageIT {
    private static final String PAGE = "/employee/page";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RunningServer running;

    @AfterEach
    void bring_it_back() {
        running.directories().main().start();
    }

    @Test
    void an_outage_is_neither_a_success_nor_a_refusal_and_ends_by_itself(RunningServer server) {
        running = server;
        Client inside = server.client(server.application("form"));
        inside.get(PAGE);
        assertThat(inside.fillIn("bob", "bob-c4nary").get("remoteUser")).isEqualTo("bob");

        server.directories().main().stop();
        server.basic().forEach(this::assertNobodyCanTell);
        assertFormCannotTell();
        assertThat(inside.get(PAGE).get("remoteUser")).as("who was in before").isEqualTo("bob");
        assertThat(tenant().status())
                .as("the application with another directory")
                .isEqualTo(200);

        server.directories().main().start();
        server.basic().forEach(this::assertRecovers);
    }

    private void assertNobodyCanTell(Application application) {
        for (String password : new String[] {"alice-c4nary", "wrong-c4nary"}) {
            Seen seen = running.client(application).send(Call.get(PAGE).as("alice", password));
            if (application.way() == Way.REALM) {
                assertThat(seen.status()).as("a realm has no other word for no").isEqualTo(401);
            } else {
                assertThat(seen.status()).as(application.name()).isEqualTo(503);
                assertThat(seen.get("Retry-After")).as(application.name()).matches("[1-9]\\d*");
                assertThat(seen.get("WWW-Authenticate")).as(application.name()).isEmpty();
            }
        }
        assertThat(running.client(application).get("/open/page").status()).isEqualTo(200);
        assertThat(running.client(application).get(PAGE).status()).isEqualTo(401);
        Matrix.passed(running.server(), application.way(), "the directory is away");
    }

    private void assertFormCannotTell() {
        Client outside = running.client(running.application("form"));
        outside.get(PAGE);
        Seen seen = outside.fillIn("alice", "alice-c4nary");
        assertThat(seen.status()).isEqualTo(503);
        assertThat(seen.get("Retry-After")).isNotEmpty();
        Matrix.passed(running.server(), Way.IN_WAR, "FORM: the directory is away");
    }

    private void assertRecovers(Application application) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> running.client(application)
                                .send(Call.get(PAGE).as("alice", "alice-c4nary"))
                                .status()
                        == 200);
        Matrix.passed(running.server(), application.way(), "the directory is back");
    }

    private Seen tenant() {
        return running.client(running.application("other")).send(Call.get(PAGE).as(Fixture.person("toby")));
    }
}
