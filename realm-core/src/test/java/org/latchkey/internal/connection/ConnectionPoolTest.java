package org.latchkey.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.Dn;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

class ConnectionPoolTest {

    private static final int SIZE = 3;

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean down;

    private DirectoryConnection connect() throws DirectoryException {
        if (down) {
            throw new DirectoryException(UnavailableCause.UNREACHABLE, "down");
        }
        assertThat(open.incrementAndGet()).isLessThanOrEqualTo(SIZE);
        return new Stub(opened.incrementAndGet());
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    private final class Stub implements DirectoryConnection {

        @Override
        public void cut() {}

        private final int number;

        Stub(int number) {
            this.number = number;
        }

        @Override
        public BindReply bind(String name, Secret password) {
            return new BindReply(0, "", Optional.empty());
        }

        @Override
        public SearchResults search(SearchSpec spec) {
            return new SearchResults(List.of(), false);
        }

        @Override
        public Optional<DirectoryEntry> read(Dn dn, List<String> attributes) {
            return Optional.empty();
        }

        @Override
        public String server() {
            return "stub " + number;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    @Test
    void connections_are_opened_when_needed_and_the_last_one_back_is_lent_first() throws Exception {
        try (ConnectionPool pool = new ConnectionPool(SIZE, this::connect)) {
            assertThat(opened).hasValue(0);
            DirectoryConnection one = pool.borrow(soon());
            DirectoryConnection two = pool.borrow(soon());
            pool.giveBack(one);
            pool.giveBack(two);
            assertThat(pool.borrow(soon())).isSameAs(two);
            assertThat(opened).hasValue(2);
        }
    }

    @Test
    void a_server_that_is_down_takes_no_place_and_keeps_nobody_waiting() throws Exception {
        try (ConnectionPool pool = new ConnectionPool(SIZE, this::connect)) {
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
    void dropping_the_idle_ones_leaves_the_lent_ones() throws Exception {
        try (ConnectionPool pool = new ConnectionPool(SIZE, this::connect)) {
            DirectoryConnection lent = pool.borrow(soon());
            pool.giveBack(pool.borrow(soon()));
            pool.dropIdle();
            assertThat(open).hasValue(1);
            pool.giveBack(lent);
            assertThat(pool.borrow(soon())).isSameAs(lent);
        }
    }

    @Test
    void many_threads_never_open_more_than_allowed_and_leave_nothing_behind() throws Exception {
        ConnectionPool pool = new ConnectionPool(SIZE, this::connect);
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int worker = i;
            work.add(threads.submit(() -> {
                for (int turn = 0; turn < 300; turn++) {
                    DirectoryConnection connection = pool.borrow(soon());
                    if ((turn + worker) % 7 == 0) {
                        pool.discard(connection);
                    } else {
                        pool.giveBack(connection);
                    }
                    if (turn % 50 == worker) {
                        pool.dropIdle();
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : work) {
            each.get();
        }
        threads.shutdown();
        List<DirectoryConnection> all = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            all.add(pool.borrow(soon()));
        }
        all.forEach(pool::giveBack);
        pool.close();
        assertThat(open).hasValue(0);
    }

    @Test
    void an_interrupted_thread_does_not_wait_and_stays_interrupted() throws Exception {
        try (ConnectionPool pool = new ConnectionPool(1, this::connect)) {
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
