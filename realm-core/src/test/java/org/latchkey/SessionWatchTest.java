package org.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;

class SessionWatchTest {

    private static final Instant LOGIN = Instant.parse("2026-03-01T08:00:00Z");
    private static final AuthenticationResult OUTAGE = new Unavailable(UnavailableCause.TIMEOUT, "slow");

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return LOGIN.plusNanos(nanos.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final SessionWatch<DirectoryPrincipal, DirectoryPrincipal> watch =
            SessionWatch.byIdentity(new SessionCheck(Duration.ofMinutes(5), null), clock, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private DirectoryPrincipal alice(String... roles) {
        return SessionCheck.stamped(
                new DirectoryPrincipal("alice", List.of(roles), Map.of("ldap.dn", "uid=alice,dc=x")), clock.instant());
    }

    private SessionVerdict<DirectoryPrincipal> look(DirectoryPrincipal user, AuthenticationResult answer) {
        return look(user, () -> answer);
    }

    private SessionVerdict<DirectoryPrincipal> look(DirectoryPrincipal user, Supplier<AuthenticationResult> engine) {
        return watch.look(
                user,
                user,
                () -> {
                    asked.incrementAndGet();
                    return engine.get();
                },
                Function.identity());
    }

    @Test
    void nobody_is_asked_about_before_the_interval_is_over() {
        DirectoryPrincipal alice = alice();
        pass(Duration.ofSeconds(299));
        assertThat(look(alice, new Rejected(RejectionReason.UNKNOWN_USER))).isInstanceOf(SessionVerdict.Keep.class);
        assertThat(asked).hasValue(0);
        pass(Duration.ofSeconds(1));
        assertThat(look(alice, new Rejected(RejectionReason.UNKNOWN_USER))).isInstanceOf(SessionVerdict.End.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoever_comes_later_with_the_old_user_is_given_the_same_successor() {
        DirectoryPrincipal alice = alice();
        pass(Duration.ofMinutes(6));
        SessionVerdict<DirectoryPrincipal> first = look(alice, new Authenticated(alice("admins")));
        assertThat(look(alice, OUTAGE)).isSameAs(first);
        assertThat(watch.settled(alice)).containsSame(first);
        assertThat(asked).hasValue(1);
    }

    @Test
    void another_object_that_says_the_same_is_another_user() {
        DirectoryPrincipal alice = alice();
        DirectoryPrincipal copy = alice();
        pass(Duration.ofMinutes(6));
        look(alice, new Rejected(RejectionReason.ACCOUNT_DISABLED));
        assertThat(watch.settled(copy)).isEmpty();
    }

    @Test
    void after_an_outage_nobody_is_asked_before_the_pause_is_over() {
        DirectoryPrincipal alice = alice();
        pass(Duration.ofMinutes(6));
        for (int request = 0; request < 20; request++) {
            assertThat(look(alice, OUTAGE)).isInstanceOf(SessionVerdict.Keep.class);
        }
        assertThat(asked).hasValue(1);
        pass(Duration.ofMillis(9999));
        look(alice, OUTAGE);
        assertThat(asked).hasValue(1);
        pass(Duration.ofMillis(1));
        assertThat(look(alice, new Rejected(RejectionReason.ACCOUNT_LOCKED))).isInstanceOf(SessionVerdict.End.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void in_the_pause_too_a_session_ends_that_is_too_old() {
        SessionWatch<DirectoryPrincipal, DirectoryPrincipal> strict = SessionWatch.byIdentity(
                new SessionCheck(Duration.ofMinutes(5), Duration.ofMinutes(6)), clock, nanos::get);
        DirectoryPrincipal alice = alice();
        pass(Duration.ofSeconds(355));
        assertThat(strict.look(alice, alice, () -> OUTAGE, Function.identity()))
                .isInstanceOf(SessionVerdict.Keep.class);
        pass(Duration.ofSeconds(5));
        assertThat(strict.look(alice, alice, () -> OUTAGE, Function.identity())).isInstanceOf(SessionVerdict.End.class);
    }

    @Test
    void a_crowd_of_requests_asks_once_and_all_wait_for_the_answer() throws Exception {
        DirectoryPrincipal alice = alice();
        pass(Duration.ofMinutes(6));
        CountDownLatch answer = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<SessionVerdict<DirectoryPrincipal>>> requests = IntStream.range(0, 8)
                    .mapToObj(request -> threads.submit(() -> look(alice, () -> {
                        await(answer);
                        return new Rejected(RejectionReason.ACCOUNT_DISABLED);
                    })))
                    .toList();
            Awaitility.await().until(() -> asked.get() == 1);
            assertThat(requests).noneMatch(Future::isDone);
            answer.countDown();
            for (Future<SessionVerdict<DirectoryPrincipal>> request : requests) {
                assertThat(request.get()).isInstanceOf(SessionVerdict.End.class);
            }
            assertThat(asked).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_was_found_of_a_user_goes_when_the_user_does() {
        SessionWatch<String, DirectoryPrincipal> byName =
                SessionWatch.byEquality(new SessionCheck(Duration.ofSeconds(1), null), clock, nanos::get);
        DirectoryPrincipal alice = alice();
        pass(Duration.ofSeconds(2));
        Supplier<AuthenticationResult> engine = () -> new Authenticated(alice());
        byName.look("a", alice, engine, Function.identity());
        assertThat(byName.settled("a")).isPresent();
        pass(Duration.ofSeconds(61));
        assertThat(byName.settled("a")).isEmpty();
    }
}
