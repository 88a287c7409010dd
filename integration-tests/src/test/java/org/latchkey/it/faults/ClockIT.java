package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.support.BuildDirectory;

/** The wall clock is set while people log in: by a day ahead, and by a day back. */
@FaultRow(28)
@ExtendWith(Leftovers.class)
class ClockIT {
    private static final Duration NEARLY_A_DAY = Duration.ofHours(23);
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** How many logins it takes until one finds every connection it needs. */
    private static final int WARM = 5;

    private final Path errors = BuildDirectory.fresh("clock", "process").resolve("errors.txt");
    private Faketime clock;

    @BeforeEach
    void clock_can_be_set(@TempDir Path directory) {
        Faketime.prerequisite().demand();
        clock = new Faketime(directory.resolve("offset"));
    }

    @Test
    void kept_connections_and_the_rest_of_a_dead_server_outlast_a_jump_of_a_day() throws Exception {
        try (var dead = ScriptedPeer.start().on(Step.CONNECT, Replies.reset());
                var peer = ScriptedPeer.start();
                var logins = start(dead.url() + " " + peer.url())) {
            for (int login = 0; login < WARM; login++) {
                assertAliceComesIn(logins);
            }
            Instant began = assertAliceComesIn(logins);
            int connections = peer.received().connections();
            int attempts = dead.received().connections();
            assertThat(attempts).isPositive();
            for (String day : new String[] {"+1d", "-1d", "+0"}) {
                clock.shift(day);
                await().atMost(10, TimeUnit.SECONDS)
                        .until(() -> isADayOff(began, assertAliceComesIn(logins)) != day.equals("+0"));
            }
            assertThat(peer.received().connections()).as("connections").isEqualTo(connections);
            assertThat(dead.received().connections())
                    .as("looks at the dead server")
                    .isEqualTo(attempts);
        }
    }

    @Test
    void a_login_under_way_is_neither_cut_short_nor_kept_longer() throws Exception {
        try (var peer = ScriptedPeer.start();
                var logins = start(peer.url())) {
            Instant began = assertAliceComesIn(logins);
            peer.on(Step.USER_BIND, Replies.late(Duration.ofMillis(2500)));
            jumpDuringBind(peer, logins, "+1d");
            var answered = logins.answer();
            assertThat(answered.outcome()).isEqualTo("alice");
            assertThat(isADayOff(began, answered.wall())).isTrue();
            peer.on(Step.USER_BIND, Replies.silence());
            jumpDuringBind(peer, logins, "-1d");
            var refused = logins.answer();
            assertThat(isADayOff(answered.wall(), refused.wall())).isTrue();
            assertThat(refused.outcome()).contains("TIMEOUT");
            assertThat(refused.took()).isLessThan(DEADLINE.plus(Timed.SLACK));
        }
    }

    private void jumpDuringBind(ScriptedPeer peer, LoginProcess logins, String by) throws Exception {
        int before = peer.received().asked(Step.USER_BIND);
        logins.begin("alice");
        await().atMost(10, TimeUnit.SECONDS).until(() -> peer.received().asked(Step.USER_BIND) > before);
        clock.shift(by);
    }

    private static boolean isADayOff(Instant then, Instant now) {
        return Duration.between(then, now).abs().compareTo(NEARLY_A_DAY) > 0;
    }

    private LoginProcess start(String urls) throws Exception {
        return new LoginProcess(
                clock.environment(),
                errors,
                urls,
                "loginTimeout",
                DEADLINE.toSeconds() + "s",
                "connectionTimeout",
                "20s");
    }

    private static Instant assertAliceComesIn(LoginProcess logins) throws Exception {
        var said = logins.login("alice");
        assertThat(said.outcome()).isEqualTo("alice");
        return said.wall();
    }
}
