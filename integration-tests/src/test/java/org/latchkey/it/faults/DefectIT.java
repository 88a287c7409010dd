package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.login.Engine;

/** A login's own thread fails in the middle of an operation, or somebody wants it to end. */
@FaultRow(30)
@ExtendWith(Leftovers.class)
class DefectIT {
    private static final int CONNECTIONS = 2;
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    @ParameterizedTest
    @ValueSource(strings = {"SEARCH", "BIND"})
    void an_error_while_a_connection_is_held_refuses_that_login_and_gives_everything_back(String operation)
            throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = open(peer, "8s")) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            try (var failing = new FailingAfter(operation)) {
                for (int login = 0; login < 3 * CONNECTIONS; login++) {
                    assertNobodyComesIn(engine);
                }
                assertThat(failing.failures).isEqualTo(3 * CONNECTIONS);
            }
            assertEverybodyComesIn(engine);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"USER_SEARCH", "USER_BIND", "ROLE_SEARCH"})
    void an_interrupted_login_is_refused_at_once_and_gives_everything_back(Step step) throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = open(peer, "8s")) {
            for (int login = 0; login < 2 * CONNECTIONS; login++) {
                var asked = new CountDownLatch(1);
                peer.once(step, exchange -> asked.countDown());
                var answer = interruptedOnce(asked, engine);
                assertThat(Engine.cause(answer)).as("%s", answer).isNotNull();
                peer.honest();
                assertThat(peer.received().userBinds())
                        .as("at most one of each login")
                        .hasSizeLessThanOrEqualTo(2 * login + 1);
                assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            }
            assertEverybodyComesIn(engine);
        }
    }

    @Test
    void a_login_interrupted_while_its_connection_is_opened_is_refused_at_once() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = open(peer, "2s")) {
            var asked = new CountDownLatch(1);
            peer.once(Step.SERVICE_BIND, exchange -> asked.countDown());
            assertThat(Engine.cause(interruptedOnce(asked, engine))).isNotNull();
            peer.honest();
            await().atMost(5, TimeUnit.SECONDS).until(() -> "alice".equals(Engine.name(engine.loginAs("alice"))));
            assertEverybodyComesIn(engine);
        }
    }

    @Test
    void a_thread_that_was_interrupted_before_is_refused_or_answered_and_stays_interrupted() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = open(peer, "8s")) {
            Thread.currentThread().interrupt();
            try {
                assertThat(Timed.of(() -> engine.loginAs("alice")).took()).isLessThan(AT_ONCE);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertEverybodyComesIn(engine);
        }
    }

    private static Engine open(ScriptedPeer peer, String connectionTimeout) throws Exception {
        return Engine.searchingAt(
                peer.url(),
                "connectionPoolSize",
                Integer.toString(CONNECTIONS),
                "connectionTimeout",
                connectionTimeout,
                "loginTimeout",
                "8s",
                "readTimeout",
                "8s");
    }

    private static void assertNobodyComesIn(Engine engine) {
        assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.INTERNAL);
    }

    /** As many at once as there are connections, and a time limit for whoever waits for one that is not given back. */
    private static void assertEverybodyComesIn(Engine engine) throws Exception {
        assertThat(Timed.atOnce(CONNECTIONS, number -> engine.loginAs("alice")))
                .allSatisfy(login ->
                        assertThat(login.name()).as("%s", login.result()).isEqualTo("alice"));
    }

    private static AuthenticationResult interruptedOnce(CountDownLatch asked, Engine engine) throws Exception {
        var login = new FutureTask<>(() -> {
            var result = engine.loginAs("alice");
            assertThat(Thread.currentThread().isInterrupted()).as("still").isTrue();
            return result;
        });
        var thread = new Thread(login, "interrupted-login");
        thread.start();
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        return login.get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What nobody expects in the middle of an operation. */
    private static final class Defect extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Throws out of the line that is logged of an operation, so with its connection still in hand. */
    private static final class FailingAfter extends Handler implements AutoCloseable {
        private final Logger operations = Logger.getLogger("org.latchkey.ldap");
        private final Level before = operations.getLevel();
        private final String operation;
        private int failures;

        FailingAfter(String operation) {
            this.operation = operation;
            setLevel(Level.ALL);
            operations.setLevel(Level.ALL);
            operations.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            if (line.getMessage().startsWith(operation) && !line.getMessage().contains("cn=reader")) {
                failures++;
                throw new Defect();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            operations.removeHandler(this);
            operations.setLevel(before);
        }
    }
}
