package org.latchkey.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryException;

class ConnectionPoolTest {

    private static final int SIZE = 3;

    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean down;

    private final AtomicLong clock = new AtomicLong();
    private final Server server = new Server(ServerUrl.of(false, "one.test", 389), 0, Duration.ofHours(1), clock::get);
    private final Lifetime lifetime =
            new Lifetime(Duration.ofSeconds(20), Duration.ofMinutes(5), Duration.ofMinutes(30), clock::get);
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private volatile boolean wanted = true;

    private Servers.Opened connect(Deadline deadline) throws DirectoryException {
        if (down) {
            throw new DirectoryException(UnavailableCause.UNREACHABLE, "down");
        }
        opened.incrementAndGet();
        Line line = new Line("line");
        lines.add(line);
        assertThat(open()).isLessThanOrEqualTo(SIZE);
        return new Servers.Opened(server, line);
    }

    private long open() {
        return lines.stream().filter(line -> line.closings.get() == 0).count();
    }

    private ConnectionPool pool(int size) {
        return new ConnectionPool(
                size,
                this::connect,
                DirectoryConnection::bindAnonymously,
                lifetime,
                new OperationWatch(),
                home -> wanted);
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void connections_are_opened_when_needed_and_the_last_one_back_is_lent_first() throws Exception {
        try (ConnectionPool pool = pool(SIZE)) {
            assertThat(opened).hasValue(0);
            PooledConnection one = pool.borrow(soon());
            PooledConnection two = pool.borrow(soon());
            pool.giveBack(one);
            pool.giveBack(two);
            assertThat(pool.borrow(soon())).isSameAs(two);
            assertThat(opened).hasValue(2);
        }
    }

    @Test
    void a_server_that_is_down_takes_no_place_and_keeps_nobody_waiting() throws Exception {
        try (ConnectionPool pool = pool(SIZE)) {
            down = true;
            for (int i = 0; i < 2 * SIZE; i++) {
                assertThatThrownBy(() -> pool.borrow(soon()))
                        .isInstanceOfSatisfying(
                                DirectoryException.class,
                                e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.UNREACHABLE));
            }
            down = false;
            for (int i = 0; i < SIZE; i++) {
                pool.borrow(soon());
            }
            assertThat(opened).hasValue(SIZE);
        }
    }

    @Test
    void one_that_answered_lately_is_lent_unasked_and_an_older_one_is_asked_first() throws Exception {
        try (ConnectionPool pool = pool(SIZE)) {
            pool.giveBack(pool.borrow(soon()));
            pass(Duration.ofSeconds(19));
            pool.giveBack(pool.borrow(soon()));
            assertThat(lines.get(0).operations).hasValue(0);
            pass(Duration.ofSeconds(2));
            pool.giveBack(pool.borrow(soon()));
            assertThat(lines.get(0).operations).hasValue(1);
            pass(Duration.ofSeconds(19));
            pool.giveBack(pool.borrow(soon()));
            assertThat(lines.get(0).operations).hasValue(1);
            assertThat(opened).hasValue(1);
        }
    }

    @Test
    void one_that_died_quietly_is_replaced_before_anybody_gets_it() throws Exception {
        try (ConnectionPool pool = pool(SIZE)) {
            pool.giveBack(pool.borrow(soon()));
            lines.get(0).fault = new ConnectionFault(UnavailableCause.UNREACHABLE, "reset", true, new IOException());
            pass(Duration.ofSeconds(21));
            pool.borrow(soon()).bind("cn=a", Secret.of("b"));
            assertThat(opened).hasValue(2);
            assertThat(lines.get(0).closings).hasPositiveValue();
        }
    }

    @Test
    void a_refusal_is_a_sign_of_life() throws Exception {
        try (ConnectionPool pool = pool(SIZE)) {
            pool.giveBack(pool.borrow(soon()));
            lines.get(0).fault = new DirectoryException(UnavailableCause.DIRECTORY_ERROR, "no anonymous binds");
            pass(Duration.ofSeconds(21));
            pool.borrow(soon());
            assertThat(opened).hasValue(1);
        }
    }

    @Test
    void where_one_was_found_dead_the_idle_ones_are_not_used_again() throws Exception {
        try (ConnectionPool pool = pool(SIZE)) {
            PooledConnection one = pool.borrow(soon());
            pool.giveBack(pool.borrow(soon()));
            pass(Duration.ofSeconds(1));
            lines.get(0).fault = new ConnectionFault(UnavailableCause.UNREACHABLE, "reset", true, new IOException());
            assertThatThrownBy(() -> one.bind("cn=a", Secret.of("b"))).hasMessage("reset");
            pool.discard(one);
            pool.giveBack(pool.borrow(soon()));
            assertThat(opened).hasValue(3);
            assertThat(open()).isEqualTo(1);
        }
    }

    @Test
    void what_is_idle_for_long_or_old_is_closed_off_the_path_of_logins() throws Exception {
        try (ConnectionPool pool = pool(SIZE)) {
            PooledConnection busy = pool.borrow(soon());
            pool.giveBack(pool.borrow(soon()));
            pass(Duration.ofMinutes(4));
            pool.tend();
            assertThat(pool.status()).isEqualTo(new PoolStatus(SIZE, 1, 1));
            assertThat(lines.get(1).operations).as("asked for a sign of life").hasValue(1);
            pass(Duration.ofMinutes(2));
            pool.tend();
            assertThat(pool.status()).isEqualTo(new PoolStatus(SIZE, 1, 0));
            for (int minutes = 0; minutes < 30; minutes++) {
                pool.giveBack(busy);
                pass(Duration.ofMinutes(1));
                busy = pool.borrow(soon());
            }
            assertThat(opened).as("the old one was replaced").hasValue(3);
            pool.giveBack(busy);
        }
    }

    @Test
    void a_connection_that_leads_elsewhere_than_wanted_is_not_kept() throws Exception {
        try (ConnectionPool pool = pool(SIZE)) {
            pool.giveBack(pool.borrow(soon()));
            PooledConnection lent = pool.borrow(soon());
            wanted = false;
            pool.giveBack(lent);
            assertThat(pool.isEmpty()).isTrue();
            assertThat(open()).isZero();
        }
    }

    @Test
    void closing_cuts_what_is_lent() throws Exception {
        ConnectionPool pool = pool(SIZE);
        PooledConnection lent = pool.borrow(soon());
        pool.close();
        assertThat(lines.get(0).cut).isTrue();
        pool.discard(lent);
        assertThat(open()).isZero();
    }

    @Test
    void many_threads_never_open_more_than_allowed_and_leave_nothing_behind() throws Exception {
        ConnectionPool pool = pool(SIZE);
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int worker = i;
            work.add(threads.submit(() -> {
                for (int turn = 0; turn < 300; turn++) {
                    PooledConnection connection = pool.borrow(soon());
                    if ((turn + worker) % 7 == 0) {
                        pool.discard(connection);
                    } else {
                        pool.giveBack(connection);
                    }
                    if (turn % 50 == worker) {
                        pool.tend();
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : work) {
            each.get();
        }
        threads.shutdown();
        List<PooledConnection> all = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            all.add(pool.borrow(soon()));
        }
        all.forEach(pool::giveBack);
        pool.close();
        assertThat(open()).isZero();
    }

    @Test
    void an_interrupted_thread_does_not_wait_and_stays_interrupted() throws Exception {
        try (ConnectionPool pool = pool(1)) {
            pool.borrow(soon());
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> pool.borrow(soon()))
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.OVERLOADED));
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
