package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.login.Engine;
import org.latchkey.it.parity.OwnAuthority;

/** A peer that answers so slowly, or reads so little, that only a deadline for the whole login helps. */
@ExtendWith(Leftovers.class)
class SlowPeerIT {
    private static final Duration DEADLINE = Duration.ofMillis(1500);
    private static final Duration RECOVERY = Duration.ofSeconds(5);
    /** No single wait of the JDK's provider is as short as the drops are. */
    private static final String[] PATIENT = {
        "loginTimeout", DEADLINE.toMillis() + "ms", "connectionTimeout", "5s", "readTimeout", "5s"
    };

    private static final int FILTER_BYTES = 8 * 1024 * 1024;

    /** The first login of a JVM loads half of it, and the first over TLS more. */
    @BeforeAll
    static void warmUp() throws Exception {
        try (var peer = ScriptedPeer.startSecure();
                var engine =
                        Engine.searchingAt(peer.url(), "sslSocketFactoryClassName", OwnAuthority.class.getName())) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
        }
    }

    @FaultRow(8)
    @ParameterizedTest
    @EnumSource(names = {"ROOT_READ", "SERVICE_BIND", "USER_SEARCH", "USER_BIND", "ROLE_SEARCH"})
    void an_answer_in_single_bytes_is_waited_for_until_the_deadline_and_no_longer(Step step) throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), PATIENT)) {
            peer.on(step, Replies.dripping(Duration.ofMillis(500)));
            Timed.of(() -> engine.loginAs("alice")).assertTimedOut(DEADLINE);
            assertThat(peer.received().userBinds()).hasSizeLessThanOrEqualTo(1);
            assertRecovers(peer, engine);
        }
    }

    @Test
    @FaultRow(8)
    void groups_that_come_one_by_one_are_waited_for_until_the_deadline_and_no_longer() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), PATIENT)) {
            peer.on(Step.ROLE_SEARCH, Replies.groups(20, Duration.ofMillis(700), ResultCode.SUCCESS));
            Timed.of(() -> engine.loginAs("alice")).assertTimedOut(DEADLINE);
            assertThat(peer.received().userBinds()).hasSize(1);
            assertRecovers(peer, engine);
        }
    }

    @Test
    @FaultRow({8, 10})
    void a_handshake_in_single_bytes_is_given_up_and_its_connection_closed() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.secureUrl(), "loginTimeout", "1s", "connectionTimeout", "1s")) {
            byte[] longRecord = Replies.hex("16 03 03 40 00 02 00 3f fc".repeat(20));
            peer.on(Step.CONNECT, exchange -> exchange.wire().drip(longRecord, Duration.ofMillis(200)));
            var login = Timed.of(() -> engine.loginAs("alice"));
            assertThat(login.cause()).isIn(UnavailableCause.TIMEOUT, UnavailableCause.TLS_FAILURE);
            assertThat(login.took()).isLessThan(Duration.ofSeconds(1).plus(Timed.SLACK));
            await().atMost(RECOVERY).until(() -> peer.received().open() == 0);
        }
    }

    @FaultRow(9)
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_peer_that_does_not_read_cannot_keep_a_login_in_a_write(boolean tls) throws Exception {
        var released = new CountDownLatch(1);
        try (var peer = tls ? ScriptedPeer.startSecure() : ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), withHugeFilter(tls))) {
            peer.on(Step.SERVICE_BIND, Replies.honest().then(exchange -> awaiting(released)));
            Timed.of(() -> engine.loginAs("alice")).assertTimedOut(DEADLINE);
            released.countDown();
            await().atMost(RECOVERY).until(() -> peer.received().open() == 0);
            assertThat(peer.received().bytesIn())
                    .as("bytes of the search that were written: less than it has, or nobody was stuck")
                    .isLessThan(FILTER_BYTES);
            assertThat(peer.received().userBinds()).isEmpty();
        } finally {
            released.countDown();
        }
    }

    @Test
    @FaultRow(10)
    void a_tls_handshake_without_an_answer_ends_at_the_deadline() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.secureUrl(), PATIENT)) {
            peer.on(Step.CONNECT, Replies.stuck());
            Timed.of(() -> engine.loginAs("alice")).assertTimedOut(DEADLINE);
        }
    }

    @Test
    @FaultRow(10)
    void a_tls_handshake_without_an_answer_ends_with_the_connection_timeout_where_that_is_shorter() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(
                        peer.secureUrl(),
                        "loginTimeout",
                        "20s",
                        "connectionTimeout",
                        "500ms",
                        "readTimeout",
                        "500ms")) {
            peer.on(Step.CONNECT, Replies.stuck());
            Timed.of(() -> engine.loginAs("alice")).assertTimedOut(Duration.ofSeconds(5));
        }
    }

    @FaultRow(10)
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_start_tls_without_an_answer_or_without_a_handshake_ends_at_the_deadline(boolean answered) throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), with(PATIENT, "useStartTls", "true"))) {
            peer.on(Step.START_TLS, answered ? Replies.honest().then(Replies.stuck()) : Replies.silence());
            Timed.of(() -> engine.loginAs("alice")).assertTimedOut(DEADLINE);
            assertThat(peer.received().searches()).as("in clear").isEmpty();
            assertThat(peer.received().userBinds()).as("in clear").isEmpty();
        }
    }

    @Test
    @FaultRow(15)
    void a_first_server_that_leaves_the_service_unanswered_costs_everybody_one_connection_timeout() throws Exception {
        try (var silent = ScriptedPeer.start().on(Step.SERVICE_BIND, Replies.silence());
                var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(silent.url() + " " + peer.url(), "connectionTimeout", "1s")) {
            assertThat(Timed.atOnce(8, number -> engine.loginAs("alice"))).allSatisfy(login -> {
                assertThat(login.name()).as("%s", login.result()).isEqualTo("alice");
                assertThat(login.took()).isLessThan(Duration.ofSeconds(1).plus(Timed.SLACK));
            });
        }
    }

    private static String[] withHugeFilter(boolean tls) {
        String[] pairs = with(PATIENT, "userSearch", "(&(uid={0})(!(description=" + "x".repeat(FILTER_BYTES) + ")))");
        return tls ? with(pairs, "sslSocketFactoryClassName", OwnAuthority.class.getName()) : pairs;
    }

    private static String[] with(String[] pairs, String... more) {
        return Stream.concat(Arrays.stream(pairs), Arrays.stream(more)).toArray(String[]::new);
    }

    private static void awaiting(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertRecovers(ScriptedPeer peer, Engine engine) {
        peer.honest();
        await().atMost(RECOVERY).until(() -> "alice".equals(Engine.name(engine.loginAs("alice"))));
    }
}
