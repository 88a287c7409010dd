package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.it.faults.Brisk.Timed;
import org.latchkey.it.login.Engine;
import org.latchkey.it.namespace.InNamespace;
import org.latchkey.it.namespace.NameServer;
import org.latchkey.it.slapd.OpenLdap;

/** Host names that are found late or never. */
@InNamespace
@FaultRow(14)
class NameResolutionIT {
    private static OpenLdap server;

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @BeforeAll
    static void start() {
        server = OpenLdap.named("names").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void name_server_that_never_answers_holds_no_login_up_that_another_url_can_serve() throws Exception {
        try (NameServer silent = NameServer.silent(2);
                Engine engine = Brisk.searching(
                        server, "ldap://slow.example.org " + server.url(), "serverRetryInterval", "60s")) {
            assertServedInTime(engine, "ldap://slow.example.org:389");
        }
    }

    @Test
    void name_that_is_refused_holds_no_login_up_that_another_url_can_serve() throws Exception {
        NameServer.silent(2).close();
        try (Engine engine =
                Brisk.searching(server, "ldap://unknown.example.org " + server.url(), "serverRetryInterval", "60s")) {
            assertServedInTime(engine, "ldap://unknown.example.org:389");
        }
    }

    @Test
    void name_server_that_never_answers_is_unavailable_by_the_deadline_for_everybody() throws Exception {
        try (NameServer silent = NameServer.silent(4);
                Clients clients = new Clients(30);
                Engine engine = Brisk.searching(server, "ldap://slow.example.org", "loginTimeout", "1s")) {
            assertThat(clients.each(() -> engine.loginAs("alice")))
                    .allMatch(answer -> Engine.cause(answer.result()) != null)
                    .allMatch(answer -> answer.took().compareTo(Duration.ofMillis(2_200)) < 0);
        }
    }

    private static void assertServedInTime(Engine engine, String unresolved) throws Exception {
        Timed<AuthenticationResult> first = Brisk.timed(() -> engine.loginAs("alice"));
        assertThat(Engine.name(first.result())).as("%s", first.result()).isEqualTo("alice");
        assertThat(first.took()).isLessThan(Brisk.ANSWERED);
        for (int i = 0; i < 20; i++) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
        }
        assertThat(Brisk.failuresOf(engine, unresolved)).isOne();
    }
}
