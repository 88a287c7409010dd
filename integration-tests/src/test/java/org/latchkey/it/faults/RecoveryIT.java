package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.it.faults.Brisk.Timed;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.OperationWindow;
import org.latchkey.it.slapd.SlapdOptions;

/** Servers that are away and come back. */
class RecoveryIT {
    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);
    private static final int POOL = 4;

    @RegisterExtension
    static final OpenLdap TWO = OpenLdap.named("recovery-2").build();

    @RegisterExtension
    static final OpenLdap THREE = OpenLdap.named("recovery-3").build();

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @Test
    @FaultRow(1)
    void engine_opens_without_its_directory_and_finds_it_by_itself_when_it_comes() throws Exception {
        OpenLdap server = stopped("recovery-start");
        try (server;
                Engine engine = Brisk.searching(server, server.url())) {
            assertThat(Engine.cause(engine.loginAs("alice"))).isNotNull();
            assertThat(engine.isUp()).isFalse();
            server.start();
            await().atMost(BACK_WITHIN).until(engine::isUp);
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
        }
    }

    @Test
    @FaultRow(1)
    void first_login_after_the_directory_has_come_is_not_refused_for_what_was_before() throws Exception {
        OpenLdap server = stopped("recovery-first");
        try (server;
                Engine engine = Brisk.searching(server, server.url(), "serverRetryInterval", "60s")) {
            engine.loginAs("alice");
            server.start();
            await().atMost(BACK_WITHIN).until(() -> "alice".equals(Engine.name(engine.loginAs("alice"))));
        }
    }

    /** The one that is down hangs, so that what it costs can be told: a connect that is refused costs nothing. */
    @Test
    @FaultRow(15)
    void one_of_three_that_is_down_costs_one_time_out_in_total() throws Exception {
        try (OpenLdap one = OpenLdap.named("recovery-1").start();
                Engine engine = Brisk.searching(
                        one, one.url() + " " + TWO.url() + " " + THREE.url(), "serverRetryInterval", "60s")) {
            one.suspend();
            Timed<AuthenticationResult> first = Brisk.timed(() -> engine.loginAs("alice"));
            assertThat(Engine.name(first.result())).isEqualTo("alice");
            assertThat(first.took()).isLessThan(Duration.ofMillis(2_500));
            List<Duration> later = Timings.of(200, () -> engine.loginAs("alice"));
            assertThat(Timings.percentile(99, later)).isLessThan(Duration.ofSeconds(1));
            assertThat(Brisk.failuresOf(engine, one.url())).isOne();
        }
    }

    @Test
    @FaultRow(15)
    void preferred_server_that_is_back_is_used_again() throws Exception {
        OpenLdap one = stopped("recovery-preferred");
        try (one;
                Engine engine = Brisk.searching(one, one.url() + " " + TWO.url())) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            one.start();
            try (OperationWindow seen = one.count()) {
                await().atMost(Duration.ofSeconds(15)).until(() -> {
                    assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
                    return seen.seen().bindDns().stream().anyMatch(dn -> dn.startsWith("uid=alice"));
                });
            }
        }
    }

    @Test
    @FaultRow(16)
    void all_that_were_down_are_back_within_five_seconds_with_no_more_connections_than_the_pools_hold()
            throws Exception {
        OpenLdap one = stopped("recovery-all-1");
        OpenLdap two = stopped("recovery-all-2");
        try (one;
                two;
                Clients clients = new Clients(50);
                Engine engine = Brisk.searching(
                        one,
                        one.url() + " " + two.url(),
                        "serverRetryInterval",
                        "60s",
                        "connectionPoolSize",
                        Integer.toString(POOL))) {
            assertThat(clients.each(() -> engine.loginAs("alice")))
                    .noneMatch(answer -> answer.result() instanceof Authenticated);
            long connectionsBefore = one.log().all().connections();
            one.start();
            two.start();
            long back = System.nanoTime();
            await().atMost(BACK_WITHIN).until(() -> "alice".equals(Engine.name(engine.loginAs("alice"))));
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - back)).isLessThan(BACK_WITHIN.toMillis());
            clients.each(() -> engine.loginAs("alice"));
            assertThat(one.count().seen()).isNotNull();
            assertThat(one.log().all().connections() - connectionsBefore)
                    .as("two pools, and the probe that found it")
                    .isLessThanOrEqualTo(2 * POOL + 2);
        }
    }

    private static OpenLdap stopped(String name) {
        SlapdOptions options = OpenLdap.named(name);
        OpenLdap server = options.start();
        server.stop();
        return server;
    }
}
