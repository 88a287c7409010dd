package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.faults.Brisk.Timed;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** A server that is frozen (SIGSTOP): the kernel still accepts for it, and nothing is ever answered. */
class HungServerIT {
    private static final int CLIENTS = 200;
    private static final Set<UnavailableCause> OUTAGE =
            Set.of(UnavailableCause.TIMEOUT, UnavailableCause.UNREACHABLE, UnavailableCause.OVERLOADED);

    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("hung").build();

    @RegisterExtension
    static final OpenLdap OTHER = OpenLdap.named("hung-other").build();

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @AfterEach
    void wake() {
        SLAPD.resume();
    }

    @Test
    @FaultRow(4)
    void two_hundred_clients_are_refused_by_their_deadline_and_later_ones_at_once() throws Exception {
        try (Engine engine = Brisk.searching(SLAPD, SLAPD.url());
                Clients clients = new Clients(CLIENTS)) {
            engine.loginAs("alice");
            SLAPD.suspend();
            assertAllRefusedInTime(clients.each(() -> engine.loginAs("alice")));
            assertThat(engine.isUp()).isFalse();
            List<Timed<AuthenticationResult>> later = clients.each(() -> engine.loginAs("alice"));
            assertAllRefusedInTime(later);
            assertThat(later)
                    .as("known to be out: nobody waits for a time-out again")
                    .allMatch(answer -> answer.took().compareTo(Duration.ofSeconds(2)) < 0);
            SLAPD.resume();
            leftovers.awaitRest(engine);
        }
    }

    @Test
    @FaultRow(4)
    void first_bind_of_two_hundred_clients_is_bounded_where_nothing_is_open_yet() throws Exception {
        SLAPD.suspend();
        try (Engine engine = Brisk.binding(SLAPD.url());
                Clients clients = new Clients(CLIENTS)) {
            assertAllRefusedInTime(clients.each(() -> engine.loginAs("alice")));
        }
    }

    @Test
    @FaultRow(4)
    void hanging_server_is_left_for_the_next_and_asked_no_more() throws Exception {
        try (Engine engine = Brisk.searching(SLAPD, SLAPD.url() + " " + OTHER.url(), "serverRetryInterval", "60s")) {
            engine.loginAs("alice");
            SLAPD.suspend();
            await().atMost(Duration.ofSeconds(10)).until(() -> "alice".equals(Engine.name(engine.loginAs("alice"))));
            long failures = Brisk.failuresOf(engine, SLAPD.url());
            for (int i = 0; i < 20; i++) {
                assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            }
            assertThat(Brisk.failuresOf(engine, SLAPD.url())).isEqualTo(failures);
        }
    }

    /** Whoever is let in was let in by an answer to the bind of that very login. */
    @Test
    @FaultRow(5)
    void late_answers_are_matched_to_no_other_login() throws Exception {
        try (Engine engine = Brisk.searching(SLAPD, SLAPD.url(), "readTimeout", "400");
                Clients clients = new Clients(20)) {
            clients.each(() -> engine.loginAs("alice"));
            SLAPD.suspend();
            assertThat(clients.each(() -> engine.loginAs("alice")))
                    .noneMatch(answer -> answer.result() instanceof Authenticated);
            SLAPD.resume();
            await().atMost(Duration.ofSeconds(5)).until(() -> engine.login("bob", "wrong-c4nary") instanceof Rejected);
            assertThat(clients.each(() -> engine.login("bob", "wrong-c4nary")))
                    .allMatch(answer -> Engine.reason(answer.result()) == RejectionReason.BAD_PASSWORD);
            assertThat(clients.each(() -> engine.loginAs("carol")))
                    .allMatch(answer -> "carol".equals(Engine.name(answer.result())));
        }
    }

    @Test
    @FaultRow(5)
    void late_bind_that_succeeds_lets_nobody_in_and_is_not_repeated() throws Exception {
        try (Engine engine = Brisk.binding(SLAPD.url())) {
            engine.loginAs("alice");
            Operations seen = SLAPD.during(() -> {
                SLAPD.suspend();
                assertThat(Engine.cause(engine.loginAs("bob"))).isNotNull();
                SLAPD.resume();
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> engine.login("alice", "wrong-c4nary") instanceof Rejected);
                assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            });
            assertThat(seen.bindDns().stream().filter(dn -> dn.startsWith("uid=bob")))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static void assertAllRefusedInTime(List<Timed<AuthenticationResult>> answers) {
        assertThat(answers)
                .hasSize(CLIENTS)
                .allMatch(answer -> OUTAGE.contains(Engine.cause(answer.result())))
                .allMatch(answer -> answer.took().compareTo(Brisk.ANSWERED) < 0);
    }
}
