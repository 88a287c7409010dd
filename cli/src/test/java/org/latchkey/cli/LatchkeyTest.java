package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatchkeyTest {

    private static final String SECRET = "s3cret-c4nary";

    @ParameterizedTest
    @ValueSource(strings = {"", "check", "lint"})
    void every_command_helps_with_examples(String command) {
        Ran ran = command.isEmpty() ? Ran.with("--help") : Ran.with(command, "--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Examples:").contains("--config ldap.properties");
        assertThat(ran.out()).doesNotContain("\u001b");
    }

    @Test
    void without_a_command_it_tells_which_there_are() {
        Ran ran = Ran.with();
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("check").contains("lint");
    }

    @Test
    void it_tells_its_version() {
        assertThat(Ran.with("--version").out()).startsWith("latchkey ");
    }

    @Test
    void help_is_coloured_where_colours_are_wanted() {
        StringWriter out = new StringWriter();
        Latchkey.run(
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintWriter(out),
                        new PrintWriter(new StringWriter()),
                        Map.of(),
                        question -> Optional.empty(),
                        true),
                "check",
                "--help");
        assertThat(out.toString()).contains("\u001b[");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--password " + SECRET,
                "--password=" + SECRET,
                "-p " + SECRET,
                "-p" + SECRET,
                "-w " + SECRET,
                SECRET,
                "--set connectionPassword=" + SECRET,
                "--set corp.connectionPassword=" + SECRET,
                "--set trustStorePassword=" + SECRET,
                "--set environment.java.naming.security.credentials=" + SECRET,
                "--set corp.environment.java.naming.security.credentials=" + SECRET,
                "--set " + SECRET,
                "--set=" + SECRET,
                "--door " + SECRET,
            })
    void no_password_is_taken_from_an_argument_or_repeated(String arguments) {
        Ran ran = Ran.with(("check --set connectionURL=ldap://127.0.0.1:1 " + arguments).split(" "));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.out() + ran.err()).doesNotContain(SECRET).isNotBlank();
    }

    @Test
    void a_shell_can_complete_it() {
        Ran ran = Ran.with("generate-completion");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("complete -F").contains("--password-stdin");
    }

    @Test
    void a_defect_tells_where_it_is_and_not_what_was_said() {
        StringWriter err = new StringWriter();
        int code = Latchkey.run(
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err),
                        Map.of(),
                        question -> {
                            throw new IllegalStateException(SECRET);
                        },
                        false),
                "check",
                "--set",
                "connectionURL=ldap://127.0.0.1:1",
                "--set",
                "userPattern=uid={0},dc=example,dc=org",
                "--user",
                "alice");
        assertThat(code).isEqualTo(ExitCode.DEFECT);
        assertThat(err.toString())
                .contains("IllegalStateException", "LatchkeyTest")
                .doesNotContain(SECRET);
    }

    @Test
    void a_password_option_is_answered_with_those_there_are() {
        assertThat(Ran.with("check", "--password", SECRET).err())
                .contains("--password-stdin")
                .contains("--password-file")
                .contains("--password-env");
    }

    @Test
    void a_dumb_terminal_and_no_color_get_no_colours() {
        assertThat(Terminal.wantsColours(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Terminal.wantsColours(Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
        assertThat(Terminal.wantsColours(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(Terminal.wantsColours(Map.of("TERM", "dumb"))).isFalse();
    }
}
