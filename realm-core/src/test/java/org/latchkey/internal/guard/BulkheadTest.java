package org.latchkey.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.internal.jndi.Configs;

class BulkheadTest {

    private static final AuthenticationResult ANSWER = new Rejected(RejectionReason.BAD_PASSWORD);

    @Test
    void as_many_as_there_are_places_get_in_and_the_others_are_told_overloaded() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(2);
        Bulkhead bulkhead = new Bulkhead(
                request -> {
                    inside.countDown();
                    awaitQuietly(over);
                    return ANSWER;
                },
                2);
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            List<Future<AuthenticationResult>> logins = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                logins.add(people.submit(() -> bulkhead.authenticate(Configs.login())));
            }
            assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(bulkhead.authenticate(Configs.login()))
                    .isInstanceOfSatisfying(
                            Unavailable.class, late -> assertThat(late.cause()).isEqualTo(UnavailableCause.OVERLOADED));
            over.countDown();
            for (Future<AuthenticationResult> login : logins) {
                assertThat(login.get(30, TimeUnit.SECONDS)).isSameAs(ANSWER);
            }
            assertThat(bulkhead.authenticate(Configs.login())).isSameAs(ANSWER);
        } finally {
            over.countDown();
            people.shutdownNow();
        }
    }

    @Test
    void a_place_is_free_again_whatever_happened_in_it() {
        AtomicInteger turns = new AtomicInteger();
        Bulkhead bulkhead = new Bulkhead(
                request -> {
                    if (turns.incrementAndGet() < 5) {
                        throw new StackOverflowError("in a test");
                    }
                    return ANSWER;
                },
                1);
        for (int i = 0; i < 4; i++) {
            try {
                bulkhead.authenticate(Configs.login());
            } catch (StackOverflowError expected) {
                assertThat(expected).hasMessage("in a test");
            }
        }
        assertThat(bulkhead.authenticate(Configs.login())).isSameAs(ANSWER);
    }

    @Test
    void nobody_gets_in_once_it_was_drained() {
        Bulkhead bulkhead = new Bulkhead(request -> ANSWER, 3);
        bulkhead.drain(Duration.ofSeconds(1));
        assertThat(bulkhead.authenticate(Configs.login(Duration.ofMillis(10)))).isInstanceOf(Unavailable.class);
    }

    @Test
    void an_interrupted_thread_gets_an_answer_and_stays_interrupted() {
        Bulkhead bulkhead = new Bulkhead(request -> ANSWER, 1);
        Thread.currentThread().interrupt();
        assertThat(bulkhead.authenticate(Configs.login())).isInstanceOf(Unavailable.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
