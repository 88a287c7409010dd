package org.latchkey.it.ee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.latchkey.it.fixture.Fixture;

/** Two hundred people at once, and each is who they are. */
@OnServer
class CrowdIT {
    private static final int PEOPLE = 200;
    private static final List<String> NAMES =
            List.of("alice", "bob", "carol", "dave", "frank", "grace", "heidi", "ivan");

    @TestFactory
    Stream<DynamicTest> everybody_is_answered_as_themselves(RunningServer running) {
        return running.basic().stream()
                .map(application -> DynamicTest.dynamicTest(application.name(), () -> crowd(running, application)));
    }

    private static void crowd(RunningServer running, Application application) {
        Client client = running.client(application);
        var answers = new ArrayList<CompletableFuture<Seen>>();
        for (int i = 0; i < PEOPLE; i++) {
            String name = NAMES.get(i % NAMES.size());
            String password = isWrong(i) ? "wrong-c4nary" : Fixture.person(name).password();
            answers.add(client.begin(Call.get("/employee/page").as(name, password)));
        }
        for (int i = 0; i < PEOPLE; i++) {
            Seen seen = answers.get(i).join();
            assertThat(seen.status()).isEqualTo(isWrong(i) ? 401 : 200);
            assertThat(seen.get("remoteUser")).isEqualTo(isWrong(i) ? "" : NAMES.get(i % NAMES.size()));
        }
        Matrix.passed(running.server(), application.way(), "200 at once");
    }

    private static boolean isWrong(int i) {
        return i % 5 == 0;
    }
}
