package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** A directory that is down, hangs, or does not want us; a password that is wrong; and never one taken for the other. */
class OutageIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("outage").passwordPolicy().build();

    private static final String[] BRISK = {"connectionTimeout", "1000", "readTimeout", "1000"};

    @Test
    void a_directory_that_is_down_is_unavailable_and_found_again() throws Exception {
        try (OpenLdap server = OpenLdap.named("outage-restart").start();
                Engine engine = Engine.searching(server, BRISK)) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            server.stop();
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.UNREACHABLE);
            assertThat(engine.isUp()).isFalse();
            server.start();
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            assertThat(engine.isUp()).isTrue();
        }
    }

    @Test
    void connections_that_a_restart_cut_cost_no_login() throws Exception {
        try (OpenLdap server = OpenLdap.named("outage-cut").start();
                Engine engine = Engine.searching(server)) {
            engine.loginAs("alice");
            server.restart();
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            server.restart();
            Operations seen = server.during(() -> assertThat(Engine.reason(engine.login("alice", "wrong-c4nary")))
                    .isEqualTo(RejectionReason.BAD_PASSWORD));
            assertThat(seen.bindDns().stream().filter(dn -> dn.startsWith("uid=alice")))
                    .hasSize(1);
        }
    }

    @Test
    void a_directory_that_is_down_at_the_start_is_found_when_it_comes() throws Exception {
        OpenLdap server = OpenLdap.named("outage-start").start();
        server.stop();
        try (server;
                Engine engine = Engine.searching(server, BRISK)) {
            engine.probe();
            assertThat(engine.isUp()).isFalse();
            server.start();
            engine.probe();
            assertThat(engine.isUp()).isTrue();
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
        }
    }

    @Test
    void a_directory_that_hangs_is_given_up_in_time_whether_it_is_asked_to_bind_or_to_search() throws Exception {
        try (OpenLdap server = OpenLdap.named("outage-hang").start();
                Engine engine = Engine.searching(server, BRISK);
                Engine template = Engine.of(
                        "connectionURL",
                        server.url(),
                        "userPattern",
                        "uid={0}," + Fixture.PEOPLE,
                        "connectionTimeout",
                        "1000",
                        "readTimeout",
                        "1000")) {
            engine.loginAs("alice");
            template.loginAs("alice");
            server.suspend();
            try {
                Callable<UnavailableCause> search = () -> Engine.cause(engine.loginAs("alice"));
                Callable<UnavailableCause> bind = () -> Engine.cause(template.loginAs("alice"));
                assertThat(within(Duration.ofSeconds(8), search)).isEqualTo(UnavailableCause.TIMEOUT);
                assertThat(within(Duration.ofSeconds(8), bind)).isEqualTo(UnavailableCause.TIMEOUT);
            } finally {
                server.resume();
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> "alice".equals(Engine.name(engine.loginAs("alice"))));
        }
    }

    @Test
    void a_hanging_first_server_costs_its_time_out_and_the_second_answers() throws Exception {
        try (ServerSocket silent = silent();
                Engine engine = Engine.searching(
                        SLAPD,
                        "connectionURL",
                        "ldap://127.0.0.1:" + silent.getLocalPort() + " " + SLAPD.url(),
                        "connectionTimeout",
                        "500",
                        "readTimeout",
                        "500")) {
            assertThat(within(Duration.ofSeconds(8), () -> Engine.name(engine.loginAs("alice"))))
                    .isEqualTo("alice");
        }
    }

    @Test
    void a_refused_password_is_not_tried_on_the_next_server() throws Exception {
        String urls = SLAPD.url() + "," + SLAPD.url() + " " + SLAPD.secureUrl();
        try (Engine engine = Engine.searching(SLAPD, "connectionURL", SLAPD.url(), "alternateURL", urls)) {
            engine.loginAs("alice");
            Operations seen = SLAPD.during(() -> engine.login("alice", "wrong-c4nary"));
            assertThat(seen.binds()).isOne();
        }
    }

    @Test
    void every_way_to_fail_looks_the_same_from_outside_and_an_unknown_user_costs_a_bind_too() throws Exception {
        try (Engine engine = Engine.searching(SLAPD);
                Engine telling = Engine.searching(SLAPD, "equalTiming", "false")) {
            engine.loginAs("alice");
            telling.loginAs("alice");
            // The first costs searches besides, sent with the bind and not waited for.
            engine.login("alice", "wrong-c4nary");
            Operations wrong = SLAPD.during(() -> engine.login("alice", "wrong-c4nary"));
            Operations unknown = SLAPD.during(() -> engine.login("nobody-here", "wrong-c4nary"));
            assertThat(unknown.binds()).isEqualTo(wrong.binds()).isOne();
            assertThat(unknown.searches()).isEqualTo(wrong.searches()).isOne();
            assertThat(unknown.bindDns()).noneMatch(dn -> dn.contains("nobody-here"));
            assertThat(SLAPD.during(() -> telling.login("nobody-here", "wrong-c4nary"))
                            .total())
                    .isOne();
        }
    }

    @Test
    void what_the_server_says_of_an_account_is_a_refusal_and_not_an_outage() throws Exception {
        try (Engine engine = Engine.searching(SLAPD)) {
            assertThat(Engine.reason(engine.loginAs("locked"))).isEqualTo(RejectionReason.ACCOUNT_LOCKED);
            assertThat(Engine.reason(engine.loginAs("expired"))).isEqualTo(RejectionReason.PASSWORD_EXPIRED);
            assertThat(Engine.reason(engine.loginAs("must-change"))).isEqualTo(RejectionReason.PASSWORD_MUST_CHANGE);
            assertThat(Engine.reason(engine.login("no-password", "any-c4nary")))
                    .isEqualTo(RejectionReason.BAD_PASSWORD);
            assertThat(Engine.name(engine.loginAs("graced"))).isEqualTo("graced");
            assertThat(Engine.name(engine.loginAs("warned"))).isEqualTo("warned");
            assertThat(engine.isUp()).isTrue();
        }
    }

    @Test
    void a_wrong_service_password_is_no_outage_and_nothing_is_asked_anonymously() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "connectionPassword", "stale-c4nary")) {
            Operations seen = SLAPD.during(() ->
                    assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.SERVICE_BIND_REFUSED));
            assertThat(seen.searches()).isZero();
            assertThat(seen.binds()).isOne();
            assertThat(engine.isUp()).isFalse();
            assertThat(engine.lastFault()).contains("connectionName").doesNotContain("c4nary");
        }
    }

    @Test
    void two_hundred_threads_get_their_own_answers() throws Exception {
        List<String> uids = List.of("alice", "bob", "carol", "dave", "frank");
        ExecutorService threads = Executors.newFixedThreadPool(200);
        // As many places as people: who finds none is refused as OVERLOADED, which is another test's business.
        try (Engine engine =
                Engine.searching(SLAPD, "loginTimeout", "60s", "maxConnections", "200", "maxBindConnections", "200")) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                String uid = uids.get(i % uids.size());
                boolean right = i % 3 != 0;
                answers.add(threads.submit(() -> right
                        ? uid.equals(Engine.name(engine.loginAs(uid)))
                        : Engine.reason(engine.login(uid, "wrong-c4nary")) == RejectionReason.BAD_PASSWORD));
            }
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T within(Duration longest, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(longest);
        return result;
    }

    /** Accepts connections, as the kernel does, and never answers. */
    private static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
