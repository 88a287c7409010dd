package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.login.Engine;

/**
 * How a login ended, and how long its caller waited.
 *
 * @param result what it was answered
 * @param took from the call to the answer
 * @param at when it was answered, on the monotonic clock
 */
record Timed(AuthenticationResult result, Duration took, long at) {
    /** What a busy machine may add to a time limit. */
    static final Duration SLACK = Duration.ofSeconds(1);

    static Timed of(Callable<AuthenticationResult> login) throws Exception {
        long start = System.nanoTime();
        var result = login.call();
        long end = System.nanoTime();
        return new Timed(result, Duration.ofNanos(end - start), end);
    }

    /** So many at once, each on a thread of its own, in the order of their numbers. */
    static List<Timed> atOnce(int number, IntFunction<AuthenticationResult> login) throws Exception {
        try (var crowd = new Crowd(number, login)) {
            return crowd.answers();
        }
    }

    @Nullable
    String name() {
        return Engine.name(result);
    }

    @Nullable
    UnavailableCause cause() {
        return Engine.cause(result);
    }

    /** Unavailable for want of time, and said so by the deadline. */
    void assertTimedOut(Duration deadline) {
        assertThat(cause()).as("%s", result).isEqualTo(UnavailableCause.TIMEOUT);
        assertThat(took).isLessThan(deadline.plus(SLACK));
    }

    /** Logins under way. */
    static final class Crowd implements AutoCloseable {
        private final ExecutorService threads;
        private final List<Future<Timed>> running = new ArrayList<>();

        Crowd(int number, IntFunction<AuthenticationResult> login) {
            threads = Executors.newFixedThreadPool(number);
            var start = new CyclicBarrier(number);
            for (int i = 0; i < number; i++) {
                int mine = i;
                running.add(threads.submit(() -> {
                    start.await();
                    return Timed.of(() -> login.apply(mine));
                }));
            }
        }

        /** Waits for all of them. */
        List<Timed> answers() throws ExecutionException, InterruptedException {
            var answers = new ArrayList<Timed>();
            for (Future<Timed> login : running) {
                answers.add(login.get());
            }
            return answers;
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
