package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class PasswordOptionsTest {

    @TempDir
    private Path folder;

    /** Something that has the options. */
    @Command(name = "test")
    static final class Holder {
        @Mixin
        private final PasswordOptions password = new PasswordOptions();
    }

    private static String read(String input, Function<String, Optional<char[]>> prompt, String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                nowhere,
                nowhere,
                Map.of("PW", " in a variable "),
                prompt,
                false);
        return holder.password.read("alice", surroundings).reveal(text -> text);
    }

    @Test
    void the_first_line_is_the_password_with_nothing_but_its_end_dropped() {
        assertThat(read(" pässword \nmore\n", q -> Optional.empty(), "--password-stdin"))
                .isEqualTo(" pässword ");
        assertThat(read("password\r\n", q -> Optional.empty(), "--password-stdin"))
                .isEqualTo("password");
        assertThat(read("password", q -> Optional.empty(), "--password-stdin")).isEqualTo("password");
        assertThat(read("", q -> Optional.empty(), "--password-stdin")).isEmpty();
    }

    @Test
    void a_file_and_a_variable_are_places_too() throws Exception {
        Path file = Files.writeString(folder.resolve("pw"), "in a file\n");
        assertThat(read("", q -> Optional.empty(), "--password-file", file.toString()))
                .isEqualTo("in a file");
        assertThat(read("", q -> Optional.empty(), "--password-env", "PW")).isEqualTo(" in a variable ");
    }

    @Test
    void somebody_is_asked_and_the_answer_is_wiped() {
        char[] answer = "typed".toCharArray();
        String password = read("", question -> {
            assertThat(question).contains("alice");
            return Optional.of(answer);
        });
        assertThat(password).isEqualTo("typed");
        assertThat(answer).containsOnly('\0');
    }

    @Test
    void nobody_to_ask_two_places_or_an_absent_one_are_wrong_command_lines() {
        assertThatThrownBy(() -> read("", q -> Optional.empty()))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--password-stdin");
        assertThatThrownBy(() -> read("", q -> Optional.empty(), "--password-stdin", "--password-env", "PW"))
                .isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> read("", q -> Optional.empty(), "--password-env", "ABSENT"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("ABSENT");
        assertThatThrownBy(() -> read("", q -> Optional.empty(), "--password-file", "/no/such/file"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("/no/such/file");
    }
}
