package org.latchkey.it.ee;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;

/** Two applications in one server, and each knows the people of its own directory. */
@OnServer
class TwoDirectoriesIT {
    @Test
    void each_application_asks_its_own_directory(RunningServer running) {
        Application tenants = running.application("other");
        Seen sam = at(running, tenants, Fixture.otherSam());
        assertThat(sam.status()).isEqualTo(200);
        assertThat(sam.get("remoteUser")).isEqualTo("sam");
        assertThat(sam.get("roles")).isEqualTo("employee,guests");
        assertThat(at(running, tenants, Fixture.person("alice")).status()).isEqualTo(401);

        for (Application company : running.basic()) {
            assertThat(at(running, company, Fixture.person("alice")).status()).isEqualTo(200);
            assertThat(at(running, company, Fixture.otherSam()).status()).isEqualTo(401);
            Matrix.passed(running.server(), company.way(), "two directories");
        }
    }

    private static Seen at(RunningServer running, Application application, Person person) {
        return running.client(application).send(Call.get("/employee/page").as(person));
    }
}
