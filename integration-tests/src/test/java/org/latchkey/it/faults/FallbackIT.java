package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.faults.FallbackSite.Login;
import org.latchkey.it.faults.FallbackSite.Outcome;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.net.DelayProxy;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.SlapdOptions;
import org.latchkey.it.tls.ServerCertificate;

/**
 * Who comes in by a local password in each mishap of the directory: somebody who is named and an ordinary user with a local
 * account of the same name, each by the right local password and a wrong one, and the ordinary user by the directory's.
 */
class FallbackIT {
    /** Only somebody who is named, only by the right password. */
    private static final Map<Login, Outcome> STANDS_IN = table(Outcome.LOCAL, Outcome.NOBODY);

    private static final Map<Login, Outcome> SHUT = table(Outcome.NOBODY, Outcome.NOBODY);
    private static final Map<Login, Outcome> DIRECTORY_DECIDES = table(Outcome.NOBODY, Outcome.DIRECTORY);
    private static final Duration KNOWN_TO_BE_OUT = Duration.ofSeconds(15);

    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("fallback").build();

    @RegisterExtension
    static final OpenLdap OTHER = OpenLdap.named("fallback-other").build();

    @RegisterExtension
    static final OpenLdap THIRD = OpenLdap.named("fallback-third").build();

    @RegisterExtension
    static final OpenLdap EXPIRED = OpenLdap.named("fallback-expired")
            .certificate(ServerCertificate.EXPIRED)
            .build();

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @TempDir
    private Path folder;

    @AfterEach
    void wake() {
        SLAPD.resume();
    }

    private static Map<Login, Outcome> table(Outcome named, Outcome byDirectory) {
        Map<Login, Outcome> table = new EnumMap<>(Login.class);
        for (Login login : Login.values()) {
            table.put(login, Outcome.NOBODY);
        }
        table.put(Login.NAMED_RIGHT, named);
        table.put(Login.ORDINARY_BY_DIRECTORY, byDirectory);
        return table;
    }

    private static OpenLdap stopped(String name) {
        SlapdOptions options = OpenLdap.named(name);
        OpenLdap server = options.start();
        server.stop();
        return server;
    }

    @Test
    void directory_that_is_there_decides_alone() throws Exception {
        try (FallbackSite site = new FallbackSite(folder, SLAPD.url())) {
            assertThat(site.outcomes()).isEqualTo(DIRECTORY_DECIDES);
            assertThat(site.warnings()).isEmpty();
        }
    }

    @Test
    @FaultRow(1)
    void directory_that_is_down_at_the_start_and_then_comes() throws Exception {
        OpenLdap server = stopped("fallback-start");
        try (server;
                FallbackSite site = new FallbackSite(folder, server.url())) {
            assertThat(site.outcomes()).isEqualTo(STANDS_IN);
            assertThat(site.warnings())
                    .as("one for each try that was the local realm's to decide")
                    .hasSize(2)
                    .allMatch(line -> line.contains("user=\"" + FallbackSite.NAMED + "\""));
            server.start();
            site.awaitDirectory();
            assertThat(site.outcomes()).isEqualTo(DIRECTORY_DECIDES);
        }
    }

    @Test
    @FaultRow(4)
    void server_that_hangs_and_wakes_up() throws Exception {
        try (FallbackSite site = new FallbackSite(folder, SLAPD.url())) {
            site.awaitDirectory();
            SLAPD.suspend();
            await().atMost(KNOWN_TO_BE_OUT).until(() -> site.outcome(Login.NAMED_RIGHT) == Outcome.LOCAL);
            assertThat(site.outcomes()).isEqualTo(STANDS_IN);
            SLAPD.resume();
            site.awaitDirectory();
            assertThat(site.outcomes()).isEqualTo(DIRECTORY_DECIDES);
        }
    }

    @Test
    @FaultRow(6)
    void black_hole() throws Exception {
        try (DelayProxy way = DelayProxy.before(SLAPD.port());
                FallbackSite site = new FallbackSite(folder, way.url())) {
            site.awaitDirectory();
            way.blackhole();
            await().atMost(KNOWN_TO_BE_OUT).until(() -> site.outcome(Login.NAMED_RIGHT) == Outcome.LOCAL);
            assertThat(site.outcomes()).isEqualTo(STANDS_IN);
            way.cut();
            way.forward();
            site.awaitDirectory();
            assertThat(site.outcomes()).isEqualTo(DIRECTORY_DECIDES);
        }
    }

    @Test
    @FaultRow(11)
    void certificate_that_has_expired_also_beside_a_server_that_is_down() throws Exception {
        String expired = "ldaps://127.0.0.1:" + EXPIRED.securePort();
        OpenLdap down = stopped("fallback-down");
        try (down) {
            for (String urls : new String[] {expired, expired + " " + down.url(), down.url() + " " + expired}) {
                try (FallbackSite site = new FallbackSite(folder, urls)) {
                    for (int i = 0; i < 3; i++) {
                        assertThat(site.outcomes()).as("%s", urls).isEqualTo(SHUT);
                    }
                    assertThat(site.warnings()).isEmpty();
                }
            }
        }
    }

    @Test
    @FaultRow(15)
    void one_of_three_servers_down_and_two_of_three() throws Exception {
        OpenLdap one = stopped("fallback-one");
        try (one;
                FallbackSite site = new FallbackSite(folder, one.url() + " " + OTHER.url() + " " + THIRD.url())) {
            assertThat(site.outcomes()).isEqualTo(DIRECTORY_DECIDES);
            OTHER.stop();
            assertThat(site.outcomes()).isEqualTo(DIRECTORY_DECIDES);
            OTHER.start();
            assertThat(site.warnings()).isEmpty();
        }
    }

    @Test
    @FaultRow(16)
    void all_down_then_back() throws Exception {
        OpenLdap one = OpenLdap.named("fallback-all-1").start();
        OpenLdap two = OpenLdap.named("fallback-all-2").start();
        try (one;
                two;
                FallbackSite site = new FallbackSite(folder, one.url() + " " + two.url())) {
            assertThat(site.outcomes()).isEqualTo(DIRECTORY_DECIDES);
            one.stop();
            two.stop();
            await().atMost(KNOWN_TO_BE_OUT).until(() -> site.outcome(Login.NAMED_RIGHT) == Outcome.LOCAL);
            assertThat(site.outcomes()).isEqualTo(STANDS_IN);
            two.start();
            site.awaitDirectory();
            assertThat(site.outcomes()).isEqualTo(DIRECTORY_DECIDES);
        }
    }

    @Test
    @FaultRow(17)
    void password_of_the_service_account_changed() throws Exception {
        Path secret = secret(Fixture.READER_PASSWORD);
        try (FallbackSite site = new FallbackSite(
                folder, SLAPD.url(), "connectionPassword", "${file:" + secret + "}", "connectionPoolSize", "2")) {
            secret("stale-c4nary");
            try (FallbackSite stale =
                    new FallbackSite(folder, SLAPD.url(), "connectionPassword", "${file:" + secret + "}")) {
                assertThat(stale.outcomes()).isEqualTo(SHUT);
                assertThat(stale.warnings()).isEmpty();
                secret(Fixture.READER_PASSWORD);
                stale.awaitDirectory();
                assertThat(stale.outcomes()).isEqualTo(DIRECTORY_DECIDES);
            }
            assertThat(site.outcomes()).isEqualTo(DIRECTORY_DECIDES);
        }
    }

    private Path secret(String text) throws IOException {
        return Files.writeString(folder.resolve("reader"), text);
    }
}
