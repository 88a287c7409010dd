package org.latchkey.it.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watchdog barks: planted secrets are found, and only where output is kept. */
class SecretScanTest {
    private static final String SECRET = "alice-" + SecretScan.CANARY;

    @TempDir
    Path target;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slapd/harness/slapd.log",
                "failsafe-reports/org.example.SomeIT-output.txt",
                "tomcat/base/logs/catalina.2026-11-21.log",
                "tomcat/base/logs/access",
                "start.out"
            })
    void planted_password_is_found_in(String file) throws IOException {
        plant(file, "one\ntwo " + SECRET + " more\nthree\n");
        var scan = SecretScan.of(target);
        assertThat(scan.files()).isEqualTo(1);
        assertThat(scan.findings()).containsExactly(target.resolve(file) + ":2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:", "al:", "ali:", "alice:alice-"})
    void base64_and_hex_of_a_password_are_found_wherever_it_begins(String before) throws IOException {
        byte[] header = (before + SecretScan.CANARY + "-and-more").getBytes(StandardCharsets.UTF_8);
        plant("a.log", "Basic " + Base64.getEncoder().encodeToString(header));
        plant("b.log", HexFormat.of().formatHex(header));
        assertThat(SecretScan.of(target).findings()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slapd/harness/fixture.ldif", "test-classes/users.txt", "tomcat/base/conf/passwords.txt"})
    void what_is_put_in_is_not_output(String file) throws IOException {
        plant(file, SECRET);
        assertThat(SecretScan.of(target)).isEqualTo(new SecretScan(0, List.of()));
    }

    @Test
    void clean_output_is_counted_and_passes() throws IOException {
        plant("a.log", "alice logged in");
        assertThat(SecretScan.of(target)).isEqualTo(new SecretScan(1, List.of()));
    }

    private void plant(String file, String text) throws IOException {
        Path path = target.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }
}
