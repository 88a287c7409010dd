package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.config.CertificateFile;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.SecretSource;
import org.latchkey.config.StoreFile;
import org.latchkey.config.TlsConfig;
import org.latchkey.config.TlsMaterial;

/** Certificates that are replaced while the engine runs. */
class ReloadedTlsTest {

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

    @TempDir
    private Path folder;

    private TestDirectory directory;

    @BeforeEach
    void start() throws Exception {
        directory = TestDirectory.ldaps(TestTls.good());
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private final System.Logger logger = new System.Logger() {
        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            log.add(level + " " + message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Object... values) {
            log.add(level + " " + message);
        }
    };

    private TlsSockets sockets(TlsMaterial material) {
        TlsConfig config = new TlsConfig(false, List.of(), List.of(), null, null, material);
        return TlsSockets.of(config, logger, now::get);
    }

    private static TlsMaterial authorities(Path path) {
        return new TlsMaterial(true, new CertificateFile(path.toString()), null, null);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void shakeHands(TlsSockets sockets) throws IOException {
        try (Socket plain = new Socket("127.0.0.1", directory.port());
                SSLSocket socket = sockets.over(plain, "127.0.0.1", directory.port(), true)) {
            socket.startHandshake();
            socket.getOutputStream().write(new byte[] {0x30, 5, 2, 1, 1, 0x42, 0});
            socket.getInputStream().read();
        }
    }

    private void assertRefused(TlsSockets sockets) {
        assertThatThrownBy(() -> shakeHands(sockets)).hasStackTraceContaining("not trusted here");
    }

    @Test
    void a_new_file_is_trusted_and_no_session_of_the_old_one_is_resumed() throws Exception {
        Path ca = write("ca.pem", TestTls.authorityPem());
        TlsSockets sockets = sockets(authorities(ca));
        shakeHands(sockets);
        shakeHands(sockets);
        write("ca.pem", TestTls.strangerPem());
        pass(Duration.ofMillis(999));
        shakeHands(sockets);
        pass(Duration.ofMillis(1));
        assertRefused(sockets);
        write("ca.pem", TestTls.authorityPem() + TestTls.strangerPem());
        pass(Duration.ofSeconds(1));
        shakeHands(sockets);
        assertThat(log).hasSize(2).containsOnly("INFO the certificates for TLS have changed and were read again");
    }

    @Test
    void a_broken_file_leaves_the_old_one_in_use_and_is_told_of_once() throws Exception {
        Path ca = write("ca.pem", TestTls.authorityPem());
        TlsSockets sockets = sockets(authorities(ca));
        write("ca.pem", "-----BEGIN CERTIFICATE-----\nbroken");
        for (int login = 0; login < 20; login++) {
            pass(Duration.ofSeconds(1));
            shakeHands(sockets);
        }
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("ERROR the certificates for TLS have changed, but those read before stay in use:"
                        + " caCertificateFile is '" + ca + "', but must be a file with one or more certificates")
                .endsWith("certificate 1 in it has no end");
        Files.delete(ca);
        pass(Duration.ofSeconds(1));
        shakeHands(sockets);
        assertThat(log).hasSize(2).last().asString().contains("there is no " + ca);
        write("ca.pem", TestTls.strangerPem());
        pass(Duration.ofSeconds(1));
        assertRefused(sockets);
        assertThat(log).hasSize(3);
    }

    @Test
    void a_file_that_comes_into_the_folder_or_leaves_it_counts() throws Exception {
        write("one.pem", TestTls.strangerPem());
        TlsSockets sockets = sockets(authorities(folder));
        assertRefused(sockets);
        Path two = write("two.pem", TestTls.authorityPem());
        pass(Duration.ofSeconds(1));
        shakeHands(sockets);
        Files.delete(two);
        pass(Duration.ofSeconds(1));
        assertRefused(sockets);
        write("notes.txt", "not looked at");
        pass(Duration.ofSeconds(1));
        assertRefused(sockets);
        assertThat(log).hasSize(2);
    }

    @Test
    void a_store_whose_password_comes_later_is_read_when_it_has_come() throws Exception {
        Path store = TestTls.trustStore(folder.resolve("trust.p12"), "PKCS12");
        Path word = write("word", TestTls.STORE_PASSWORD);
        SecretSource secret = SecretSource.parse("${file:" + word + "}");
        TlsMaterial material = new TlsMaterial(
                true, null, new StoreFile(ConfigKey.TRUST_STORE_FILE, store.toString(), null, secret), null);
        TlsSockets sockets = sockets(material);
        shakeHands(sockets);
        write("word", "other-c4nary");
        pass(Duration.ofSeconds(1));
        shakeHands(sockets);
        write("word", TestTls.STORE_PASSWORD);
        pass(Duration.ofSeconds(1));
        shakeHands(sockets);
        assertThat(log).hasSize(2);
        assertThat(log.get(0)).startsWith("ERROR").contains("trustStoreFile").doesNotContain("c4nary");
        assertThat(log.get(1)).startsWith("INFO");
    }

    @Test
    void files_that_stay_as_they_are_are_not_read_again() throws Exception {
        TlsSockets sockets = sockets(authorities(write("ca.pem", TestTls.authorityPem())));
        String[] suites = sockets.defaultCipherSuites();
        pass(Duration.ofDays(1));
        assertThat(sockets.defaultCipherSuites()).isEqualTo(suites);
        assertThat(log).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_used_is_refused_at_once() {
        Path missing = folder.resolve("missing.pem");
        assertThatThrownBy(() -> sockets(authorities(missing)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("caCertificateFile is '" + missing);
    }
}
