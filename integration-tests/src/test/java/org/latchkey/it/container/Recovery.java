package org.latchkey.it.container;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** How long people may have to wait, once a directory that was away is back. */
final class Recovery {
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private Recovery() {}

    static void await(Callable<Boolean> recovered) {
        Awaitility.await()
                .atMost(AT_ONCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(recovered);
    }
}
