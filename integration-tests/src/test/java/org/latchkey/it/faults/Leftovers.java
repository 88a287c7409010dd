package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.latchkey.DirectoryHealth;
import org.latchkey.it.login.Engine;

/**
 * Fails a test that leaves behind what it did not find: a thread of the engine or of the JDK's LDAP provider, or a socket.
 *
 * <p>For {@code @ExtendWith}, or as a {@code @RegisterExtension} field. The test closes its engines itself; what they let go
 * of in the background has {@link #PATIENCE}.
 */
public final class Leftovers implements BeforeEachCallback, AfterEachCallback {
    /** How long what is being closed may take. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long the threads that open connections stay for the next one. */
    private static final Duration KEEPERS_LINGER = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(20);

    private Footprint before = Footprint.now();

    @Override
    public void beforeEach(ExtensionContext context) {
        before = Footprint.now();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        await().atMost(PATIENCE).pollInterval(POLL).untilAsserted(() -> {
            Footprint left = since();
            assertThat(left.isEmpty()).as("left behind: %s", left).isTrue();
        });
    }

    /** What the engine holds that it did not at the beginning of the test. */
    Footprint since() {
        return Footprint.now().without(before);
    }

    /**
     * Waits until a running engine whose peer is in this JVM too holds no more than so many sockets, and no more threads
     * besides: nobody is waiting, opening or closing any more.
     */
    void awaitAtMost(int sockets) {
        await().atMost(PATIENCE.plus(KEEPERS_LINGER)).pollInterval(POLL).untilAsserted(() -> {
            Footprint held = Footprint.now().without(before);
            assertThat(held.sockets()).as("%s", held).hasSizeLessThanOrEqualTo(sockets);
            assertThat(held.threads()).as("%s", held).hasSizeLessThanOrEqualTo(sockets);
        });
    }

    /**
     * Waits until a running engine is at rest: no connection is lent, and it holds no more than those that are idle, each a
     * socket with the provider's thread that reads it, and no thread besides.
     */
    void awaitRest(Engine engine) {
        await().atMost(PATIENCE.plus(KEEPERS_LINGER)).pollInterval(POLL).untilAsserted(() -> {
            DirectoryHealth health = engine.health();
            assertThat(health.searchConnections().busy()).isZero();
            assertThat(health.bindConnections().busy()).isZero();
            int idle =
                    health.searchConnections().idle() + health.bindConnections().idle();
            Footprint held = since();
            assertThat(held.sockets()).as("%s", held).hasSizeLessThanOrEqualTo(idle);
            assertThat(held.threads()).as("%s", held).hasSizeLessThanOrEqualTo(idle);
        });
    }
}
