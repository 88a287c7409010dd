package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.login.Engine;

/** The engine is closed while a hundred people are logging in. */
@ExtendWith(Leftovers.class)
class StopIT {
    private static final int PEOPLE = 100;
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofSeconds(3);

    /** Connections are opened a few at a time; the other logins wait for those. */
    private static int underWay(Step step) {
        return step == Step.SERVICE_BIND ? 1 : PEOPLE / 4;
    }

    @FaultRow(32)
    @ParameterizedTest
    @EnumSource(names = {"SERVICE_BIND", "USER_SEARCH", "USER_BIND", "ROLE_SEARCH"})
    void no_login_outlives_the_engine_and_none_succeeds_after_it(Step step) throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(
                        peer.url(), "connectionPoolSize", "100", "connectionTimeout", "30s", "readTimeout", "30s")) {
            peer.on(step, Replies.late(LATE));
            try (var crowd = new Timed.Crowd(PEOPLE, number -> engine.loginAs("alice"))) {
                await().atMost(LATE).until(() -> peer.received().asked(step) >= underWay(step));
                long stop = System.nanoTime();
                engine.close();
                long stopped = System.nanoTime();

                assertThat(Duration.ofNanos(stopped - stop)).isLessThan(STOPPED_WITHIN);
                List<Timed> logins = crowd.answers();
                assertThat(Duration.ofNanos(System.nanoTime() - stop)).isLessThan(STOPPED_WITHIN);
                assertThat(logins)
                        .filteredOn(login -> login.at() - stopped > 0)
                        .allSatisfy(login -> assertThat(login.cause())
                                .as("%s", login.result())
                                .isNotNull());
            }
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.CLOSED);
            await().atMost(STOPPED_WITHIN).until(() -> peer.received().open() == 0);
        }
    }
}
