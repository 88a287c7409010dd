package org.latchkey.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.TlsConfig;
import org.latchkey.internal.jndi.Awaiting;
import org.latchkey.internal.jndi.Configs;
import org.latchkey.internal.jndi.JndiConnectionFactory;
import org.latchkey.internal.jndi.Relay;
import org.latchkey.internal.jndi.TestDirectory;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.SearchSpec.Scope;

/** Searches that are sent and not waited for, through the pools and the provider. */
class BegunSearchTest {

    private static final Dn BASE = Dn.parse("dc=test");
    private static final SearchSpec ALICE = find("(uid=alice)");
    private static final SearchSpec BOB = find("(uid=bob)");

    private TestDirectory server;
    private Relay relay;
    private Directory directory;

    private static SearchSpec find(String filter) {
        return SearchSpec.one(BASE, Scope.SUBTREE, filter, List.of("uid"));
    }

    @BeforeEach
    void start() throws Exception {
        server = TestDirectory.plain();
        relay = new Relay(server.port());
        directory = open(Duration.ofSeconds(5));
    }

    private Directory open(Duration timeout) {
        DirectoryConfig config =
                Configs.with(Configs.SERVICE, TlsConfig.DEFAULT, timeout, Map.of(), Configs.ldap(relay.port()));
        return new Directory(new JndiConnectionFactory(config), config);
    }

    @AfterEach
    void stop() throws Exception {
        directory.close();
        relay.close();
        server.close();
    }

    private static List<String> uids(PendingSearch search) throws DirectoryException {
        return search.results().entries().stream()
                .flatMap(entry -> entry.texts("uid").stream())
                .toList();
    }

    @Test
    void a_begun_search_is_sent_before_anybody_asks_for_its_answer() throws Exception {
        try (PendingSearch sent = directory.session(Configs.login()).begin(ALICE)) {
            Awaiting.until(() -> server.searches.get() == 1);
            assertThat(uids(sent)).containsExactly("alice");
        }
    }

    @Test
    void searches_that_are_under_way_together_share_a_connection_and_their_answers_may_be_taken_in_any_order()
            throws Exception {
        LoginRequest login = Configs.login();
        DirectorySession session = directory.session(login);
        try (PendingSearch alice = session.begin(ALICE);
                PendingSearch bob = session.begin(BOB);
                PendingSearch nobody = session.begin(find("(uid=nobody)"))) {
            assertThat(uids(nobody)).isEmpty();
            assertThat(uids(bob)).containsExactly("bob");
            assertThat(session.search(BOB).entries()).hasSize(1);
            assertThat(uids(alice)).containsExactly("alice");
        }
        session.search(ALICE);
        assertThat(relay.connections).hasValue(1);
        assertThat(login.trace().operations()).isEqualTo(5);
    }

    @Test
    void two_hundred_searches_given_up_leave_the_connection_clean_and_in_use() throws Exception {
        for (int i = 0; i < 200; i++) {
            DirectorySession session = directory.session(Configs.login());
            PendingSearch alice = session.begin(ALICE);
            PendingSearch bob = session.begin(BOB);
            bob.close();
            alice.close();
            alice.close();
        }
        assertThat(directory.session(Configs.login()).search(BOB).entries()).hasSize(1);
        assertThat(relay.connections).hasValue(1);
    }

    @Test
    void an_answer_is_given_once_and_never_after_it_was_given_up() throws Exception {
        DirectorySession session = directory.session(Configs.login());
        PendingSearch taken = session.begin(ALICE);
        taken.results();
        assertThatThrownBy(taken::results).isInstanceOf(IllegalStateException.class);
        PendingSearch closed = session.begin(ALICE);
        closed.close();
        assertThatThrownBy(closed::results).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void searches_whose_connection_dies_under_them_are_all_repeated_once_on_one_other_connection() throws Exception {
        LoginRequest login = Configs.login();
        DirectorySession session = directory.session(login);
        session.search(ALICE);
        relay.silence();
        try (PendingSearch alice = session.begin(ALICE);
                PendingSearch bob = session.begin(BOB)) {
            relay.cut();
            relay.silenceAfter(Integer.MAX_VALUE);
            assertThat(uids(alice)).containsExactly("alice");
            assertThat(uids(bob)).containsExactly("bob");
        }
        assertThat(login.trace().operations()).isEqualTo(5);
        assertThat(relay.connections.get()).isBetween(2, 3);
        assertThat(directory.lastContact().up()).isTrue();
        session.search(ALICE);
        Awaiting.until(() -> relay.openLines() <= 4);
    }

    @Test
    void a_search_that_dies_twice_is_not_repeated_again_and_nothing_is_kept() throws Exception {
        DirectorySession session = directory.session(Configs.login());
        session.search(ALICE);
        relay.silence();
        try (PendingSearch alice = session.begin(ALICE)) {
            relay.close();
            Awaiting.until(this::nobodyListens);
            assertThatThrownBy(alice::results)
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.UNREACHABLE));
        }
        assertThat(directory.lastContact().up()).isFalse();
        Awaiting.until(() -> relay.openLines() == 0);
    }

    /** The kernel goes on listening for as long as somebody is still inside accept. */
    private boolean nobodyListens() {
        try (Socket found = new Socket("127.0.0.1", relay.port())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_not_asked_for_again() throws Exception {
        try (Directory impatient = open(Duration.ofMillis(500))) {
            DirectorySession session = impatient.session(Configs.login());
            session.search(ALICE);
            relay.silence();
            try (PendingSearch alice = session.begin(ALICE)) {
                assertThatThrownBy(alice::results)
                        .isInstanceOfSatisfying(
                                DirectoryException.class,
                                e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.TIMEOUT));
            }
            Awaiting.until(() -> server.searches.get() == 2);
            assertThat(relay.connections).hasValue(1);
        }
    }

    @Test
    void the_deadline_cuts_a_begun_search_too() throws Exception {
        directory.session(Configs.login()).search(ALICE);
        relay.silence();
        DirectorySession session = directory.session(Configs.login(Duration.ofMillis(500)));
        long since = System.nanoTime();
        try (PendingSearch alice = session.begin(ALICE)) {
            assertThatThrownBy(alice::results)
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.TIMEOUT));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofMillis(1500));
    }

    @Test
    void an_answer_that_cannot_be_used_says_so_when_it_is_taken_and_the_connection_stays() throws Exception {
        SearchSpec elsewhere = SearchSpec.one(Dn.parse("dc=elsewhere"), Scope.SUBTREE, "(uid=a)", List.of());
        SearchSpec all = SearchSpec.all(Dn.parse("dc=elsewhere"), Scope.BASE, "(uid=a)", List.of());
        SearchSpec gone = SearchSpec.entry(Dn.parse("uid=gone,dc=test"), SearchSpec.ANY_ENTRY, List.of());
        DirectorySession session = directory.session(Configs.login());
        for (SearchSpec spec : List.of(elsewhere, all)) {
            try (PendingSearch search = session.begin(spec)) {
                assertThatThrownBy(search::results)
                        .isInstanceOfSatisfying(
                                DirectoryException.class,
                                e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.MISCONFIGURED));
            }
        }
        try (PendingSearch read = session.begin(gone)) {
            assertThat(read.results().entries()).isEmpty();
        }
        assertThat(relay.connections).hasValue(1);
    }

    /** Two connections of a kind, and eight logins at once that each have two searches under way while they bind. */
    @Test
    void logins_with_searches_under_way_never_wait_for_each_other_in_a_ring() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> logins = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                logins.add(this::login);
            }
            for (Future<Integer> done : threads.invokeAll(logins, 60, TimeUnit.SECONDS)) {
                assertThat(done.get()).isEqualTo(2);
            }
            assertThat(relay.connections.get()).isBetween(2, 4);
        } finally {
            threads.shutdownNow();
        }
    }

    private int login() throws Exception {
        LoginRequest login = Configs.login(Duration.ofSeconds(50));
        DirectorySession session = directory.session(login);
        try (PendingSearch alice = session.begin(ALICE);
                PendingSearch bob = session.begin(BOB);
                BoundConnection bound = directory.bind(login, TestDirectory.ALICE, Secret.of("alice-c4nary"))) {
            return bound.reply().code() == 0 ? uids(alice).size() + uids(bob).size() : -1;
        }
    }
}
