package org.latchkey.it.faults;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.login.Engine;

/** Far more people than connections. */
@FaultRow(26)
class CrowdIT {
    private static final int PEOPLE = 1_000;
    private static final int CONNECTIONS = 4;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);
    private static final Duration DEADLINE = Duration.ofSeconds(6);
    /** A thousand threads on a small machine. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @RegisterExtension
    final LoginLines log = new LoginLines();

    @Test
    void who_finds_no_connection_free_is_refused_soon_and_nobody_queues() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = open(peer)) {
            peer.on(Step.USER_BIND, Replies.stuck());
            Map<UnavailableCause, List<Timed>> byCause =
                    Timed.atOnce(PEOPLE, number -> engine.loginAs("alice")).stream()
                            .collect(groupingBy(Timed::cause));

            assertThat(byCause).containsOnlyKeys(UnavailableCause.OVERLOADED, UnavailableCause.TIMEOUT);
            assertThat(byCause.get(UnavailableCause.TIMEOUT)).hasSizeLessThanOrEqualTo(CONNECTIONS);
            assertThat(byCause.get(UnavailableCause.OVERLOADED))
                    .allSatisfy(refused -> assertThat(refused.took()).isLessThan(LONGEST_WAIT.plus(SLACK)));
            assertThat(peer.received().userBinds()).hasSizeLessThanOrEqualTo(CONNECTIONS);
            leftovers.awaitAtMost(sockets(peer));
            peer.honest();
            await().atMost(5, TimeUnit.SECONDS).until(() -> "alice".equals(Engine.name(engine.loginAs("alice"))));
        }
    }

    @Test
    void who_is_not_refused_is_answered_by_a_bind_of_their_own() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = open(peer)) {
            peer.on(Step.USER_BIND, Replies.late(Duration.ofMillis(50)));
            List<Timed> logins = Timed.atOnce(
                    PEOPLE, number -> engine.login("user" + number, number % 2 == 0 ? "wrong-c4nary" : right(number)));

            for (int number = 0; number < PEOPLE; number++) {
                assertRightAnswer(number, logins.get(number));
            }
            assertThat(logins).filteredOn(login -> login.name() != null).isNotEmpty();
            assertThat(peer.received().userBinds()).doesNotHaveDuplicates();
            assertThat(log.logins()).hasSize(PEOPLE);
            leftovers.awaitAtMost(sockets(peer));
        }
    }

    private static void assertRightAnswer(int number, Timed login) {
        assertThat(login.cause()).isIn(null, UnavailableCause.OVERLOADED);
        if (login.cause() == null) {
            assertThat(login.name()).isEqualTo(number % 2 == 0 ? null : "user" + number);
        }
        assertThat(login.took()).isLessThan(DEADLINE.plus(SLACK));
    }

    private static String right(int number) {
        return "user" + number + "-c4nary";
    }

    /** Both ends of each connection are in this JVM, and so is the peer's listener. */
    private static int sockets(ScriptedPeer peer) {
        return 2 * peer.received().open() + 1;
    }

    private static Engine open(ScriptedPeer peer) throws Exception {
        return Engine.searchingAt(
                peer.url(),
                "connectionPoolSize",
                Integer.toString(CONNECTIONS),
                "loginTimeout",
                DEADLINE.toMillis() + "ms",
                "connectionTimeout",
                "2s",
                "equalTiming",
                "false");
    }
}
