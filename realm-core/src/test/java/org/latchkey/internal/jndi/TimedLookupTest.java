package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimedLookupTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final TimedLookup<String> stuck = new TimedLookup<>(name -> {
        asked.incrementAndGet();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        return name.toUpperCase(java.util.Locale.ROOT);
    });

    private static List<Thread> lookups(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("latchkey-lookup " + name))
                .toList();
    }

    @Test
    void a_name_is_looked_up_once_at_a_time_however_many_ask() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> stuck.find("one.test", SHORT))
                    .isInstanceOf(TimedLookup.LateLookup.class)
                    .hasMessageContaining("one.test");
        }
        assertThat(asked).hasValue(1);
        assertThat(lookups("one.test")).singleElement().satisfies(thread -> {
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
        });

        released.countDown();
        Awaiting.until(() -> lookups("one.test").isEmpty());
        assertThat(stuck.find("one.test", LONG)).isEqualTo("ONE.TEST");
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_name_that_is_stuck_does_not_hold_another() throws Exception {
        TimedLookup<String> lookup = new TimedLookup<>(name -> {
            if (name.equals("stuck.test")) {
                return stuck.find(name, LONG);
            }
            return name;
        });
        assertThatThrownBy(() -> lookup.find("stuck.test", SHORT)).isInstanceOf(TimedLookup.LateLookup.class);
        assertThat(lookup.find("free.test", LONG)).isEqualTo("free.test");
        released.countDown();
    }

    @Test
    void the_reason_of_a_failure_reaches_who_asked_and_the_next_one_asks_again() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        TimedLookup<String> lookup = new TimedLookup<>(name -> {
            switch (tries.getAndIncrement()) {
                case 0 -> throw new UnknownHostException(name);
                case 1 -> throw new IllegalStateException("broken");
                case 2 -> throw new NoClassDefFoundError("none");
                default -> {
                    return "found";
                }
            }
        });
        assertThatThrownBy(() -> lookup.find("x.test", LONG)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> lookup.find("x.test", LONG))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("broken");
        assertThatThrownBy(() -> lookup.find("x.test", LONG)).isInstanceOf(NoClassDefFoundError.class);
        assertThat(lookup.find("x.test", LONG)).isEqualTo("found");
    }

    @Test
    void an_interrupted_caller_gives_up_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> stuck.find("one.test", LONG)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        released.countDown();
    }
}
