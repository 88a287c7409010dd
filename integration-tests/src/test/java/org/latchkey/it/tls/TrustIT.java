package org.latchkey.it.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.faults.FaultRow;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** Whom each engine trusts is its own business, and may change while it runs. */
class TrustIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("trust").build();

    @RegisterExtension
    static final OpenLdap STRANGE =
            OpenLdap.named("trust-strange").authority(TestAuthority.stranger()).build();

    @TempDir
    private Path folder;

    private Path trusting(TestAuthority authority) throws Exception {
        Path fresh = Files.copy(authority.caPem(), folder.resolve("fresh.pem"), StandardCopyOption.REPLACE_EXISTING);
        return Files.move(fresh, folder.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @EnumSource
    void engines_with_different_authorities_work_at_once_and_leave_the_jvm_alone(Way way) throws Exception {
        SSLContext context = SSLContext.getDefault();
        Properties properties = (Properties) System.getProperties().clone();
        try (Engine ours = way.engine(
                        SLAPD,
                        "caCertificateFile",
                        TestAuthority.shared().caPem().toString());
                Engine theirs = way.engine(
                        STRANGE,
                        "caCertificateFile",
                        TestAuthority.stranger().caPem().toString());
                Engine astray = way.engine(
                        STRANGE,
                        "caCertificateFile",
                        TestAuthority.shared().caPem().toString())) {
            for (int round = 0; round < 3; round++) {
                assertThat(Engine.name(ours.loginAs("alice"))).isEqualTo("alice");
                assertThat(Engine.name(theirs.loginAs("bob"))).isEqualTo("bob");
                assertThat(Engine.cause(astray.loginAs("alice"))).isEqualTo(UnavailableCause.TLS_FAILURE);
            }
        }
        assertThat(SSLContext.getDefault()).isSameAs(context);
        assertThat(System.getProperties()).isEqualTo(properties);
    }

    @ParameterizedTest
    @EnumSource
    void an_authority_that_comes_while_running_is_trusted_without_a_restart(Way way) throws Exception {
        String file = trusting(TestAuthority.stranger()).toString();
        try (Engine engine = way.engine(SLAPD, "caCertificateFile", file)) {
            Operations before = SLAPD.during(
                    () -> assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.TLS_FAILURE));
            assertThat(before.binds()).isZero();
            trusting(TestAuthority.shared());
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() ->
                            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice"));
            assertThat(engine.isUp()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_authority_that_goes_is_not_trusted_by_the_next_connection(Way way) throws Exception {
        String file = trusting(TestAuthority.shared()).toString();
        try (OpenLdap server = OpenLdap.named("trust-goes").start();
                Engine engine = way.engine(server, "caCertificateFile", file)) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            trusting(TestAuthority.stranger());
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                server.restart();
                assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.TLS_FAILURE);
                assertThat(engine.lastFault()).contains("CN=Test CA");
            });
        }
    }

    @FaultRow(13)
    @ParameterizedTest
    @EnumSource
    void a_broken_file_leaves_the_old_authorities_in_use_and_is_logged_once(Way way) throws Exception {
        Path file = trusting(TestAuthority.shared());
        try (OpenLdap server = OpenLdap.named("trust-broken").start();
                CapturedErrors errors = new CapturedErrors();
                Engine engine = way.engine(server, "caCertificateFile", file.toString())) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            Files.writeString(file, "-----BEGIN CERTIFICATE-----\nno certificate\n-----END CERTIFICATE-----\n");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                server.restart();
                assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
                assertThat(errors.lines()).isNotEmpty();
            });
            for (int again = 0; again < 3; again++) {
                server.restart();
                assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            }
            assertThat(errors.lines())
                    .singleElement()
                    .asString()
                    .contains("caCertificateFile", file.toString(), "stay in use");
        }
    }

    /** What the engine logs as an error. */
    private static final class CapturedErrors extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger("org.latchkey");
        private final List<String> lines = new CopyOnWriteArrayList<>();

        CapturedErrors() {
            logger.addHandler(this);
        }

        List<String> lines() {
            return lines;
        }

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().equals(Level.SEVERE)) {
                lines.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
