package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.it.login.Engine;
import org.latchkey.it.namespace.Connections;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.OperationWindow;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.slapd.SlapdOptions;

/** A server that is killed while it owes an answer. */
class ServerDiesIT {
    @RegisterExtension
    static final OpenLdap SECOND = slow(OpenLdap.named("dies-second")).build();

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    private static SlapdOptions slow(SlapdOptions options) {
        return options.returnCode("slow", 0, "op=bind", "sleeptime=5");
    }

    /** Nothing is remembered, so that the search goes out before any bind, which may not be repeated. */
    private static Engine searchingFirst(OpenLdap first) throws Exception {
        return Brisk.searching(first, first.url() + " " + SECOND.url(), "readTimeout", "3000", "rememberDn", "0");
    }

    @Test
    @FaultRow(2)
    void search_that_a_dead_server_never_answers_is_asked_of_the_next() throws Exception {
        try (OpenLdap first = OpenLdap.named("dies-search").start();
                Engine engine = searchingFirst(first)) {
            engine.loginAs("alice");
            first.suspend();
            Future<AuthenticationResult> login = CompletableFuture.supplyAsync(() -> engine.loginAs("alice"));
            await().atMost(Duration.ofSeconds(3)).until(() -> Connections.unreadBy(first.port()));
            first.crash();
            assertThat(Engine.name(login.get(10, TimeUnit.SECONDS))).isEqualTo("alice");
        }
    }

    @Test
    @FaultRow(2)
    void search_that_the_only_server_dies_over_is_unavailable_and_no_refusal() throws Exception {
        try (OpenLdap only = OpenLdap.named("dies-alone").start();
                Engine engine = Brisk.searching(only, only.url(), "readTimeout", "3000", "rememberDn", "0")) {
            engine.loginAs("alice");
            only.suspend();
            Future<AuthenticationResult> login = CompletableFuture.supplyAsync(() -> engine.loginAs("alice"));
            await().atMost(Duration.ofSeconds(3)).until(() -> Connections.unreadBy(only.port()));
            only.crash();
            AuthenticationResult result = login.get(10, TimeUnit.SECONDS);
            assertThat(Engine.cause(result)).as("%s", result).isNotNull();
            assertThat(engine.isUp()).isFalse();
        }
    }

    @Test
    @FaultRow(3)
    void bind_that_a_dead_server_never_answers_is_sent_to_nobody_else() throws Exception {
        try (OpenLdap first = slow(OpenLdap.named("dies-bind")).start();
                Engine engine = Brisk.bindingToCodes(first.url() + " " + SECOND.url(), "connectionTimeout", "3000")) {
            OperationWindow seen = first.count();
            OperationWindow other = SECOND.count();
            Future<AuthenticationResult> login =
                    CompletableFuture.supplyAsync(() -> engine.login("slow", "any-c4nary"));
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> slowBindsIn(first.log().all()) == 1);
            first.crash();
            AuthenticationResult result = login.get(10, TimeUnit.SECONDS);
            assertThat(Engine.cause(result)).as("%s", result).isNotNull();
            assertThat(slowBindsIn(other.seen())).isZero();
            first.start();
            assertThat(slowBindsIn(seen.seen())).isOne();
        }
    }

    private static long slowBindsIn(Operations operations) {
        return operations.bindDns().stream()
                .filter(dn -> dn.startsWith("cn=slow"))
                .count();
    }
}
