package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Dn;
import org.latchkey.auth.Secret;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.TlsConfig;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.internal.connection.OpeningWitness;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.SearchSpec.Scope;

class OperationLogTest {

    private static final Dn BASE = Dn.parse("dc=test");

    /** Keeps what is logged, or fails. */
    private static final class Keeping implements Logger {

        final List<String> lines = new CopyOnWriteArrayList<>();
        final boolean failing;
        final boolean debug;

        Keeping(boolean failing, boolean debug) {
            this.failing = failing;
            this.debug = debug;
        }

        @Override
        public String getName() {
            return "kept";
        }

        @Override
        public boolean isLoggable(Level level) {
            return debug;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            keep(message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... params) {
            keep(format);
        }

        private void keep(String line) {
            if (failing) {
                throw new IllegalStateException("the disk is full");
            }
            lines.add(line);
        }
    }

    private static DirectoryConnection service(TestDirectory directory, Logger logger, TlsConfig tls) throws Exception {
        DirectoryConfig config = Configs.with(Configs.SERVICE, tls, Duration.ofSeconds(5), Map.of());
        SrvRecords dns = SrvRecords.ofTheSystem(Duration.ofSeconds(1));
        return new JndiConnectionFactory(
                        config, HostLookup.SYSTEM, dns, new OperationLog(logger), OpeningWitness.NOBODY)
                .openForService(Configs.ldap(directory.port()));
    }

    @Test
    void every_operation_writes_one_line_and_none_shows_a_password() throws Exception {
        Keeping logger = new Keeping(false, true);
        try (TestDirectory directory = TestDirectory.startTls(TestTls.good());
                DirectoryConnection connection = service(directory, logger, TestTls.TRUSTING_START_TLS)) {
            connection.search(SearchSpec.one(BASE, Scope.SUBTREE, "(uid=alice)", List.of()));
            connection.read(Dn.parse("uid=nobody,dc=test"), List.of());
            connection.bind(TestDirectory.ALICE, Secret.of("wrong-c4nary"));

            String server = "ldap://127\\.0\\.0\\.1:" + directory.port();
            assertThat(logger.lines).hasSize(5);
            assertThat(logger.lines.get(0)).matches("STARTTLS " + server + " result=0 ms=\\d+");
            assertThat(logger.lines.get(1))
                    .matches("BIND " + server + " mechanism=simple name=\"cn=service,dc=test\" result=0 ms=\\d+");
            assertThat(logger.lines.get(2))
                    .matches("SEARCH " + server + " base=\"dc=test\" scope=SUBTREE filter=\"\\(uid=alice\\)\" result=0"
                            + " entries=1 ms=\\d+");
            assertThat(logger.lines.get(3)).contains("base=\"uid=nobody,dc=test\" scope=BASE", "result=32 entries=0");
            assertThat(logger.lines.get(4)).contains("name=\"uid=alice,ou=people,dc=test\" result=49");
            assertThat(String.join("\n", logger.lines)).doesNotContain("c4nary");
        }
    }

    @Test
    void control_characters_in_names_and_filters_are_written_as_escapes() throws Exception {
        Keeping logger = new Keeping(false, true);
        try (TestDirectory directory = TestDirectory.plain();
                DirectoryConnection connection = service(directory, logger, TlsConfig.DEFAULT)) {
            connection.search(SearchSpec.one(BASE, Scope.SUBTREE, "(uid=a\r\nb\u001b[1m\u202e\u2028)", List.of()));
            connection.bind("uid=x\ny,dc=test", Secret.of("wrong-c4nary"));

            assertThat(logger.lines.get(1)).contains("(uid=a\\u000d\\u000ab\\u001b[1m\\u202e\\u2028)");
            assertThat(logger.lines.get(2)).contains("uid=x\\u000ay,dc=test");
            assertThat(logger.lines).noneMatch(line -> line.contains("\n") || line.contains("\r"));
        }
    }

    @Test
    void a_logger_that_fails_changes_nothing() throws Exception {
        try (TestDirectory directory = TestDirectory.plain();
                DirectoryConnection connection = service(directory, new Keeping(true, true), TlsConfig.DEFAULT)) {
            assertThat(connection
                            .search(SearchSpec.one(BASE, Scope.SUBTREE, "(uid=alice)", List.of()))
                            .entries())
                    .hasSize(1);
            assertThat(connection
                            .bind(TestDirectory.ALICE, Secret.of("alice-c4nary"))
                            .code())
                    .isZero();
        }
    }

    @Test
    void nothing_is_written_above_debug() throws Exception {
        Keeping logger = new Keeping(false, false);
        try (TestDirectory directory = TestDirectory.plain();
                DirectoryConnection connection = service(directory, logger, TlsConfig.DEFAULT)) {
            connection.read(BASE, List.of());
            assertThat(logger.lines).isEmpty();
        }
    }
}
