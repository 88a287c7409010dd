package org.latchkey.it.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.require.Prerequisite;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.support.BuildDirectory;

/** The command as somebody at a terminal sees it; {@code script} of bsdutils is the terminal. */
@Timeout(60)
class TerminalIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("terminal").withoutTls().build();

    private static final String ESCAPE = "\u001b[";
    private static final String PASSWORD = Fixture.person("alice").password();

    @TempDir
    private Path folder;

    @BeforeEach
    void needScript() {
        boolean there = Files.isExecutable(Path.of("/usr/bin/script"));
        new Prerequisite("script", there ? Optional.empty() : Optional.of("there is no script: apt install bsdutils"))
                .demand();
    }

    @Test
    void a_password_is_asked_for_and_not_shown_and_results_are_coloured() throws Exception {
        String seen = atTerminal(Map.of("TERM", "xterm"));
        assertThat(seen)
                .contains("Password of alice: ")
                .contains(ESCAPE + "32mok  " + ESCAPE + "0m  login           alice is let in")
                .doesNotContain(PASSWORD);
    }

    @Test
    void colours_are_left_out_where_they_are_not_wanted() throws Exception {
        assertThat(atTerminal(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .contains("  ok    login           alice is let in")
                .doesNotContain(ESCAPE)
                .doesNotContain(PASSWORD);
    }

    private String atTerminal(Map<String, String> variables) throws IOException, InterruptedException {
        Path command = BuildDirectory.path().getParent().resolveSibling("cli").resolve("bin/latchkey");
        String line = command + " check --config " + new Shell(folder).file(SLAPD.url()) + " --user alice";
        ProcessBuilder script = new ProcessBuilder("/usr/bin/script", "-qec", line, "/dev/null");
        script.environment().keySet().removeAll(Set.of("NO_COLOR", "TERM"));
        script.environment().putAll(variables);
        Process process = script.redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream();
                OutputStream typed = process.getOutputStream()) {
            StringBuilder seen = new StringBuilder();
            readUntil("alice: ", out, seen);
            typed.write((PASSWORD + "\n").getBytes(UTF_8));
            typed.flush();
            readUntil(null, out, seen);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(seen.toString()).isZero();
            return seen.toString();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Byte by byte: what follows is not there before something is typed. */
    private static void readUntil(String end, InputStream out, StringBuilder seen) throws IOException {
        int next = out.read();
        while (next >= 0) {
            seen.append((char) next);
            if (end != null && seen.toString().endsWith(end)) {
                return;
            }
            next = out.read();
        }
    }
}
