package org.latchkey.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.internal.jndi.Awaiting;
import org.latchkey.spi.DirectoryException;

class KeepersTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Line line = new Line("line");
    private final Servers.Opened opened =
            new Servers.Opened(new Server(ServerUrl.of(false, "one.test", 389), 0, LONG, System::nanoTime), line);

    private static DirectoryException late() {
        return new DirectoryException(UnavailableCause.TIMEOUT, "late");
    }

    @Test
    void a_connection_is_opened_on_a_daemon_thread_under_our_own_class_loader() throws Exception {
        AtomicReference<Thread> opener = new AtomicReference<>();
        AtomicReference<ClassLoader> loader = new AtomicReference<>();
        try (Keepers keepers = new Keepers()) {
            assertThat(keepers.open(
                            () -> {
                                opener.set(Thread.currentThread());
                                loader.set(Thread.currentThread().getContextClassLoader());
                                return opened;
                            },
                            LONG,
                            KeepersTest::late))
                    .isSameAs(opened);
        }
        assertThat(opener.get().isDaemon()).isTrue();
        assertThat(loader.get()).isSameAs(Keepers.class.getClassLoader());
    }

    @Test
    void what_comes_too_late_is_closed() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Keepers keepers = new Keepers()) {
            assertThatThrownBy(() -> keepers.open(
                            () -> {
                                awaitQuietly(over);
                                return opened;
                            },
                            Duration.ofMillis(50),
                            KeepersTest::late))
                    .hasMessage("late");
            assertThat(line.closings).hasValue(0);
            over.countDown();
            Awaiting.until(() -> line.closings.get() == 1);
        }
    }

    @Test
    void a_defect_while_opening_is_an_answer_too() {
        try (Keepers keepers = new Keepers()) {
            assertThatThrownBy(() -> keepers.open(
                            () -> {
                                throw new StackOverflowError();
                            },
                            LONG,
                            KeepersTest::late))
                    .isInstanceOf(DirectoryException.class)
                    .hasMessage("a connection could not be opened");
        }
    }

    @Test
    void after_closing_nothing_is_opened() {
        Keepers keepers = new Keepers();
        keepers.close();
        assertThatThrownBy(() -> keepers.open(() -> opened, LONG, KeepersTest::late))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.CLOSED));
    }

    @Test
    void closing_tells_whoever_waits_whether_a_thread_is_opening_for_them_or_not_yet() throws Exception {
        Keepers keepers = new Keepers();
        Semaphore begun = new Semaphore(0);
        Semaphore over = new Semaphore(0);
        ExecutorService logins = Executors.newFixedThreadPool(6);
        List<Future<Servers.Opened>> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waiting.add(logins.submit(() -> keepers.open(
                    () -> {
                        begun.release();
                        over.acquireUninterruptibly();
                        return opened;
                    },
                    LONG,
                    KeepersTest::late)));
        }
        logins.shutdown();
        begun.acquire(4);
        keepers.close();
        for (Future<Servers.Opened> login : waiting) {
            assertThatThrownBy(() -> login.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(DirectoryException.class)
                    .hasMessageContaining("the directory's connections are closed");
        }
        over.release(4);
        Awaiting.until(() -> line.closings.get() == 4);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
