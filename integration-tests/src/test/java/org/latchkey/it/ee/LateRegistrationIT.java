package org.latchkey.it.ee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wrong order: an application is up already when the module is registered for it. */
@OnServer
class LateRegistrationIT {
    private static final String PAGE = "/employee/page";

    private RunningServer running;
    private Application application;

    @BeforeEach
    void deploy(RunningServer server) {
        running = server;
        application = Sites.late();
        server.server().deploy(application);
    }

    @AfterEach
    void undeploy() {
        running.server().undeploy(application);
    }

    @Test
    void until_then_nobody_gets_in_and_from_then_on_those_who_may() {
        assertThat(alice().status()).as("nobody is there to say who she is").isIn(401, 403, 500);
        assertThat(running.client(application).get(PAGE).status()).isIn(401, 403, 500);

        register(Map.of(
                "configFile", Site.configFile(running.application("inwar")).toString()));

        Row row = running.expected(
                new Application("late", Way.IN_WAR, application.war(), Map.of()),
                Row.of("registered late", Call.get(PAGE)).expect("remoteUser", "alice"));
        assertThat(alice().get("remoteUser")).isEqualTo(row.expected().get("remoteUser"));
        assertThat(running.client(application).get(PAGE).status()).isIn(401, 403, 500);
        Matrix.passed(running.server(), Way.IN_WAR, row.name());
        register(Map.of());
    }

    private Seen alice() {
        return running.client(application).send(Call.get(PAGE).as("alice", "alice-c4nary"));
    }

    private void register(Map<String, String> parameters) {
        assertThat(running.client(application).post("/register", parameters).get("done"))
                .isEqualTo("registered");
    }
}
