package org.latchkey.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo itself, played once, and what must be true of it whatever the trials are. */
@TestInstance(Lifecycle.PER_CLASS)
class DemoIT {
    private static final Path TARGET = Path.of(System.getProperty("demo.target", "target"));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private List<Result> results = List.of();

    @BeforeAll
    void play() throws Exception {
        try (Stage stage = Stage.open(TARGET)) {
            results = new Performance(stage).of(Trials.ALL);
        }
    }

    List<Result> results() {
        return results;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("results")
    void a_trial_ends_as_expected(Result result) {
        assertThat(result.verdict())
                .as(result.because())
                .isEqualTo(result.trial().expected());
    }

    @Test
    void the_demo_succeeds_only_if_every_expectation_is_met() throws Exception {
        Trial right = Trials.ALL.get(0);
        Trial wrong = new Trial("expects too little", right.attempt(), Verdict.letIn("alice", "employee"));

        assertThat(Demo.check(TARGET, List.of(right, right), out)).isTrue();
        assertThat(Demo.check(TARGET, List.of(right, wrong), out)).isFalse();

        assertThat(printed.toString(UTF_8))
                .contains("2 of 2 as expected", "NOT  expects too little", "1 of 2 as expected")
                .doesNotContain("c4nary");
    }

    @Test
    void the_table_shows_no_password() {
        new Table(results).printTo(out);

        assertThat(printed.toString(UTF_8)).contains("nobody of that name").doesNotContain("c4nary");
    }

    @Test
    void the_demo_leaves_no_port_and_no_file_behind() throws Exception {
        List<Path> before = files();
        Stage stage = Stage.open(TARGET);
        URI tomcat = stage.root();
        URI directory = URI.create(stage.directory().url());
        assertListening(tomcat);
        assertListening(directory);
        assertThat(files()).hasSizeGreaterThan(before.size());

        stage.close();

        assertRefused(tomcat);
        assertRefused(directory);
        assertThat(files()).isEqualTo(before);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.sorted().toList();
        }
    }

    private static void assertListening(URI server) throws Exception {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    private static void assertRefused(URI server) {
        assertThatThrownBy(() -> assertListening(server)).isInstanceOf(ConnectException.class);
    }
}
