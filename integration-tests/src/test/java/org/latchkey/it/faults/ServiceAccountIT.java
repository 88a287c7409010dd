package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.OperationWindow;
import org.latchkey.it.slapd.Operations;

/** A service account whose password is no longer what the configuration says. */
@FaultRow(17)
class ServiceAccountIT {
    private static final int LOGINS = 10_000;
    private static final int THREADS = 16;
    private static final String STALE = "stale-c4nary";

    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("service").build();

    @RegisterExtension
    static final OpenLdap OTHER = OpenLdap.named("service-other").build();

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @TempDir
    private Path secrets;

    @Test
    void ten_thousand_logins_make_at_most_ten_binds_of_the_service_and_none_elsewhere() throws Exception {
        String urls = SLAPD.url() + " " + OTHER.url();
        try (Engine engine = Brisk.searching(SLAPD, urls, "connectionPassword", STALE);
                OperationWindow other = OTHER.count()) {
            Operations seen = SLAPD.during(() -> assertThat(login(engine, LOGINS))
                    .allMatch(cause ->
                            cause == UnavailableCause.SERVICE_BIND_REFUSED || cause == UnavailableCause.OVERLOADED)
                    .contains(UnavailableCause.SERVICE_BIND_REFUSED));
            assertThat(seen.bindDns()).hasSizeBetween(1, 10).containsOnly(Fixture.READER_DN);
            assertThat(seen.searches()).isZero();
            assertThat(other.seen().total()).isZero();
        }
    }

    @Test
    void health_says_so_and_shows_no_password() throws Exception {
        try (Engine engine = Brisk.searching(SLAPD, SLAPD.url(), "connectionPassword", STALE)) {
            engine.loginAs("alice");
            assertThat(engine.isUp()).isFalse();
            assertThat(engine.lastFault()).contains("connectionName").doesNotContain("c4nary");
        }
    }

    @Test
    void secret_file_that_was_put_right_heals_without_a_restart_and_without_waiting() throws Exception {
        Path secret = Files.writeString(secrets.resolve("reader"), STALE);
        try (Engine engine = Brisk.searching(SLAPD, SLAPD.url(), "connectionPassword", "${file:" + secret + "}")) {
            login(engine, 100);
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.SERVICE_BIND_REFUSED);
            Files.writeString(secret, Fixture.READER_PASSWORD);
            await().atMost(Duration.ofSeconds(2)).until(() -> "alice".equals(Engine.name(engine.loginAs("alice"))));
            assertThat(engine.isUp()).isTrue();
        }
    }

    @Test
    void password_that_is_changed_under_a_running_engine_is_noticed_with_the_next_connection() throws Exception {
        Path secret = Files.writeString(secrets.resolve("reader"), Fixture.READER_PASSWORD);
        try (OpenLdap server = OpenLdap.named("service-changed").start();
                Engine engine = Brisk.searching(server, server.url(), "connectionPassword", "${file:" + secret + "}")) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            Files.writeString(secret, STALE);
            server.restart();
            Operations seen = server.during(() -> login(engine, 100));
            assertThat(seen.bindDns()).contains(Fixture.READER_DN).hasSizeLessThanOrEqualTo(3);
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.SERVICE_BIND_REFUSED);
        }
    }

    private static List<UnavailableCause> login(Engine engine, int times) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<UnavailableCause>> logins = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                logins.add(() -> Engine.cause(engine.loginAs("alice")));
            }
            List<UnavailableCause> causes = new ArrayList<>();
            for (Future<UnavailableCause> login : threads.invokeAll(logins)) {
                causes.add(login.get());
            }
            return causes;
        } finally {
            threads.shutdownNow();
        }
    }
}
