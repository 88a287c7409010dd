package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.RejectionReason;
import org.latchkey.it.login.Engine;
import org.latchkey.it.namespace.Connections;
import org.latchkey.it.net.DelayProxy;
import org.latchkey.it.net.Haproxy;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** Connections kept for the next login that somebody else has ended meanwhile: no login fails for that. */
@FaultRow(7)
class DeadConnectionIT {
    private static final Duration IDLE = Duration.ofSeconds(8);

    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("dead-connection").build();

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @Test
    void connections_the_server_found_idle_cost_no_login_and_no_second_bind() throws Exception {
        try (OpenLdap server = OpenLdap.named("dead-idle").idleTimeout(1).start();
                Engine engine = Brisk.searching(server, server.url())) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            assertThat(Connections.countTo(server.port())).isPositive();
            await().atMost(IDLE).until(() -> Connections.countTo(server.port()) == 0);
            assertHealed(server, engine);
        }
    }

    @Test
    void connections_a_proxy_found_idle_cost_no_login_and_no_second_bind() throws Exception {
        try (Haproxy proxy = Haproxy.before(SLAPD.port(), "timeout client 1s", "timeout server 1s");
                Engine engine = Brisk.searching(SLAPD, proxy.url())) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            await().atMost(IDLE).until(() -> Connections.countTo(SLAPD.port()) == 0);
            assertHealed(SLAPD, engine);
        }
    }

    @Test
    void connections_that_were_reset_cost_no_login_and_no_second_bind() throws Exception {
        try (DelayProxy proxy = DelayProxy.before(SLAPD.port());
                Engine engine = Brisk.searching(SLAPD, proxy.url())) {
            for (int i = 0; i < 3; i++) {
                assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
                proxy.cut();
                await().atMost(IDLE).until(() -> Connections.countTo(SLAPD.port()) == 0);
            }
            assertHealed(SLAPD, engine);
        }
    }

    @Test
    void connections_that_were_ended_in_order_cost_no_login_under_bind_alone() throws Exception {
        try (DelayProxy proxy = DelayProxy.before(SLAPD.port());
                Engine engine = Brisk.binding(proxy.url())) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            proxy.finish();
            await().atMost(IDLE).until(() -> Connections.countTo(SLAPD.port()) == 0);
            assertHealed(SLAPD, engine);
        }
    }

    @Test
    void open_engine_holds_no_more_than_its_pools_and_no_thread_waits() throws Exception {
        try (Engine engine = Brisk.searching(SLAPD, SLAPD.url(), "connectionPoolSize", "4");
                Clients clients = new Clients(32)) {
            clients.each(() -> engine.loginAs("alice"));
            assertThat(Connections.countTo(SLAPD.port())).isBetween(2, 8);
            leftovers.awaitRest(engine);
        }
    }

    private static void assertHealed(OpenLdap server, Engine engine) throws Exception {
        Operations right = server.during(
                () -> assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice"));
        assertThat(bindsOfAlice(right)).isOne();
        Operations wrong = server.during(() -> assertThat(Engine.reason(engine.login("alice", "wrong-c4nary")))
                .isEqualTo(RejectionReason.BAD_PASSWORD));
        assertThat(bindsOfAlice(wrong)).isOne();
    }

    private static long bindsOfAlice(Operations seen) {
        return seen.bindDns().stream().filter(dn -> dn.startsWith("uid=alice")).count();
    }
}
