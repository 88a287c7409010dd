package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.it.faults.Brisk.Timed;
import org.latchkey.it.login.Engine;
import org.latchkey.it.namespace.Connections;
import org.latchkey.it.namespace.Firewall;
import org.latchkey.it.namespace.InNamespace;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** A network that swallows packets or throws them back. */
@InNamespace
class NetworkIT {
    private static final Duration NO_LONGER_TRUSTED = Duration.ofSeconds(21);

    /** Unanswered operations in a row, after which a server is given up and its connections with it. */
    private static final int MOST_FAILED = 3;

    private static OpenLdap first;
    private static OpenLdap second;

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @BeforeAll
    static void start() {
        first = OpenLdap.named("network-first").start();
        second = OpenLdap.named("network-second").start();
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    @FaultRow(6)
    void server_behind_a_black_hole_costs_one_connect_time_out_and_the_next_answers() throws Exception {
        try (Firewall firewall = new Firewall();
                Engine engine =
                        Brisk.searching(first, first.url() + " " + second.url(), "serverRetryInterval", "60s")) {
            firewall.drop(first.port());
            Timed<AuthenticationResult> login = Brisk.timed(() -> engine.loginAs("alice"));
            assertThat(Engine.name(login.result())).isEqualTo("alice");
            assertThat(login.took()).isLessThan(Duration.ofMillis(2_500));
            for (int i = 0; i < 20; i++) {
                assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            }
            assertThat(Brisk.failuresOf(engine, first.url())).isOne();
        }
    }

    @Test
    @FaultRow(6)
    void only_server_behind_a_black_hole_is_unavailable_by_the_deadline_for_everybody() throws Exception {
        try (Firewall firewall = new Firewall();
                Engine engine = Brisk.searching(first, first.url());
                Clients clients = new Clients(50)) {
            firewall.drop(first.port());
            assertThat(clients.each(() -> engine.loginAs("alice")))
                    .allMatch(answer -> Engine.cause(answer.result()) != null)
                    .allMatch(answer -> answer.took().compareTo(Brisk.ANSWERED) < 0);
            firewall.clear();
            await().atMost(Duration.ofSeconds(5)).until(() -> "alice".equals(Engine.name(engine.loginAs("alice"))));
        }
    }

    @Test
    @FaultRow(6)
    void server_that_a_firewall_resets_is_passed_by_at_once() throws Exception {
        try (Firewall firewall = new Firewall();
                Engine engine = Brisk.searching(first, first.url() + " " + second.url())) {
            firewall.reset(first.port());
            Timed<AuthenticationResult> login = Brisk.timed(() -> engine.loginAs("alice"));
            assertThat(Engine.name(login.result())).isEqualTo("alice");
            assertThat(login.took()).isLessThan(Duration.ofSeconds(2));
        }
    }

    /** As a firewall that forgets what was silent for long: it says nothing, to neither side. */
    @Test
    @FaultRow(7)
    void idle_connections_a_firewall_has_forgotten_cost_no_login_and_no_second_bind() throws Exception {
        try (Firewall firewall = new Firewall();
                Engine engine = Brisk.searching(first, first.url(), "loginTimeout", "10s")) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            assertThat(Connections.countTo(first.port())).isPositive();
            firewall.forgetConnectionsTo(first.port());
            TimeUnit.MILLISECONDS.sleep(NO_LONGER_TRUSTED.toMillis());
            Operations seen = first.during(
                    () -> assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice"));
            assertThat(seen.bindDns().stream().filter(dn -> dn.startsWith("uid=alice")))
                    .hasSize(1);
        }
    }

    /** Nobody can tell a connection that was cut off a moment ago; each of them must not be found out by another login. */
    @Test
    @FaultRow(7)
    void connections_a_firewall_has_just_forgotten_cost_a_few_logins_at_most_and_in_time() throws Exception {
        try (Firewall firewall = new Firewall();
                Clients clients = new Clients(30);
                Engine engine = Brisk.searching(first, first.url(), "readTimeout", "300")) {
            clients.each(() -> engine.loginAs("alice"));
            assertThat(Connections.countTo(first.port())).isGreaterThan(6);
            firewall.forgetConnectionsTo(first.port());
            List<AuthenticationResult> results = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Timed<AuthenticationResult> login = Brisk.timed(() -> engine.loginAs("alice"));
                assertThat(login.took()).isLessThan(Brisk.ANSWERED);
                results.add(login.result());
            }
            assertThat(results.stream().filter(result -> !(result instanceof Authenticated)))
                    .hasSizeLessThanOrEqualTo(MOST_FAILED);
            assertThat(results.get(results.size() - 1)).isInstanceOf(Authenticated.class);
        }
    }
}
