package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.Attribute;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.login.Engine;
import org.latchkey.it.parity.OwnAuthority;

/** A peer that speaks no LDAP, or far too much of it. */
@ExtendWith(Leftovers.class)
class GarbageIT {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final String[] BRISK = {"loginTimeout", "2s", "connectionTimeout", "1s", "readTimeout", "1s"};

    private static final int MIB = 1024 * 1024;
    /** What a peer would send if nobody stopped it. */
    private static final long FLOOD = 300L * MIB;
    /** The cap on a message, and what the kernel holds on both sides besides. */
    private static final long MOST_TAKEN = 32L * MIB;

    private static final long MOST_TAKEN_OVER_TLS = 80L * MIB;

    private static final int CONNECTIONS = 200;

    /** What comes instead of an answer. */
    enum Garbage {
        HTTP_BANNER(Replies.text("HTTP/1.1 400 Bad Request\r\nServer: x\r\nContent-Length: 0\r\n\r\n")),
        NOISE(Replies.raw(Replies.hex("00 ff 17 80 80 80 80 80 01 02 03"))),
        NOT_A_SEQUENCE(Replies.raw(Replies.hex("31 0c 02 01 01 61 07 0a 01 00 04 00 04 00"))),
        NEGATIVE_LENGTH(Replies.raw(Replies.hex("30 84 ff ff ff ff 02 01 01"))),
        LENGTH_OF_NINE_BYTES(Replies.raw(Replies.hex("30 89 00 00 00 00 00 00 00 00 01 02"))),
        UNKNOWN_OPERATION(Replies.raw(Replies.hex("30 05 02 01 01 7f 00")).then(Replies.stuck())),
        TRUNCATED(Replies.raw(Replies.hex("30 0c 02 01 01 61 07 0a")).then(Replies.finish())),
        EMPTY_MESSAGE(Replies.raw(Replies.hex("30 00")).then(Replies.stuck())),
        FIRST_BYTES_OF_TWO_GIB(Replies.raw(Replies.hex("30 84 7f ff ff ff 02 01 01")));

        private final Conduct conduct;

        Garbage(Conduct conduct) {
            this.conduct = conduct;
        }
    }

    /** The first login of a JVM loads half of it. */
    @BeforeAll
    static void warmUp() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url())) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
        }
    }

    @FaultRow(23)
    @ParameterizedTest
    @EnumSource
    void garbage_instead_of_an_answer_verifies_nobody_and_its_connection_is_dropped(Garbage garbage) throws Exception {
        for (Step step : List.of(Step.CONNECT, Step.USER_SEARCH, Step.USER_BIND)) {
            try (var peer = ScriptedPeer.start();
                    var engine = Engine.searchingAt(peer.url(), BRISK)) {
                peer.on(step, garbage.conduct);
                var login = Timed.of(() -> engine.loginAs("alice"));
                assertThat(login.cause()).as("%s at %s", login.result(), step).isNotNull();
                assertThat(login.took()).isLessThan(DEADLINE.plus(Timed.SLACK));
                assertThat(peer.received().userBinds()).hasSizeLessThanOrEqualTo(1);
                peer.honest();
                await().atMost(5, TimeUnit.SECONDS).until(() -> "alice".equals(Engine.name(engine.loginAs("alice"))));
            }
        }
    }

    @FaultRow(23)
    @ParameterizedTest
    @EnumSource(names = {"CONNECT", "USER_SEARCH", "USER_BIND"})
    void two_gib_are_refused_long_before_they_are_there(Step step) throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), BRISK)) {
            peer.on(step, Replies.endless("30 84 7f ff ff ff", FLOOD));
            assertThat(Engine.cause(engine.loginAs("alice"))).isNotNull();
            assertFloodStopped(peer, MOST_TAKEN);
        }
    }

    @Test
    @FaultRow(23)
    void over_tls_where_lengths_are_hidden_a_flood_is_stopped_too() throws Exception {
        try (var peer = ScriptedPeer.startSecure();
                var engine = Engine.searchingAt(peer.url(), with("sslSocketFactoryClassName", OwnAuthority.class))) {
            peer.on(Step.USER_BIND, Replies.endless("30 84 7f ff ff ff", FLOOD));
            assertThat(Engine.cause(engine.loginAs("alice"))).isNotNull();
            assertFloodStopped(peer, MOST_TAKEN_OVER_TLS);
        }
    }

    @Test
    @FaultRow(22)
    void an_attribute_of_50_mb_is_neither_asked_for_nor_taken() throws Exception {
        byte[] photo = new byte[50 * MIB];
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), BRISK)) {
            var alice = "uid=alice," + Fixture.PEOPLE;
            peer.on(
                    Step.USER_SEARCH,
                    exchange -> exchange.send(List.of(HonestDirectory.entry(
                            exchange.id(), alice, new Attribute("uid", "alice"), new Attribute("jpegPhoto", photo)))));
            var login = Timed.of(() -> engine.loginAs("alice"));
            assertThat(login.cause()).as("%s", login.result()).isNotNull();
            assertFloodStopped(peer, MOST_TAKEN);
            assertThat(peer.received().searches())
                    .isNotEmpty()
                    .allSatisfy(search ->
                            assertThat(search.getAttributes()).isNotEmpty().doesNotContain("*", "+"));
            assertThat(peer.received().userBinds()).isEmpty();
        }
    }

    @Test
    @FaultRow(23)
    void two_hundred_connections_of_garbage_leave_the_heap_as_it_was() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), BRISK)) {
            long before = usedHeap();
            peer.on(Step.USER_SEARCH, Replies.raw(new byte[64 * 1024]).then(Replies.finish()));
            for (int login = 0; peer.received().connections() < CONNECTIONS; login++) {
                assertThat(login).as("logins").isLessThan(10 * CONNECTIONS);
                assertThat(Engine.cause(engine.loginAs("alice"))).isNotNull();
            }
            assertThat(usedHeap() - before).isLessThan(16L * MIB);
        }
    }

    private static void assertFloodStopped(ScriptedPeer peer, long most) {
        await().atMost(5, TimeUnit.SECONDS).until(() -> peer.received().open() <= 1);
        assertThat(peer.received().bytesOut()).isLessThan(most);
    }

    private static String[] with(String key, Class<?> type) {
        return new String[] {key, type.getName(), BRISK[0], BRISK[1], BRISK[2], BRISK[3], BRISK[4], BRISK[5]};
    }

    private static long usedHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
