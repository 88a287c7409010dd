package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said before anything is sent. */
class InitCommandTest {

    private static final String NOWHERE = "ldap://127.0.0.1:1";

    @TempDir
    private Path folder;

    @Test
    void it_helps_with_examples() {
        Ran ran = Ran.with("init", "--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Examples:", "latchkey init ldaps://dc1.corp.example", "Exit codes:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--format yaml                          | 2 | \"yaml\" is none of server-xml, properties, jaas",
                "--user-base people                     | 2 | --user-base is no DN",
                "--group-base ou=a,,                    | 2 | --group-base is no DN",
                "--set userBase                         | 2 | --set wants KEY=VALUE",
                "--set connectionPassword=x             | 2 | others can see the arguments",
                "--password-reference x                 | 2 | --password-reference is '${file:/path}'",
                "--password-stdin                       | 2 | --connection-name is missing",
                "--connection-name reader@corp.example  | 2 | nobody can be asked for a password here: --password-stdin",
                "--login-attribute a(b                  | 3 | userLoginAttribute",
                "--set connectionTimeout=soon           | 3 | connectionTimeout"
            })
    void what_is_wrong_or_missing_is_named_where_nobody_can_be_asked(String options, int code, String sentence) {
        List<String> arguments = new ArrayList<>(List.of("init", NOWHERE));
        arguments.addAll(List.of(options.split(" ")));
        Ran ran = Ran.with(arguments.toArray(String[]::new));
        assertThat(ran.err()).contains(sentence);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(code);
    }

    @Test
    void nothing_is_written_over() throws Exception {
        Path file = Files.writeString(folder.resolve("realm.xml"), "mine");
        Ran ran = Ran.with("init", NOWHERE, "--output", file.toString());
        assertThat(ran.err()).contains("is there already");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(file).hasContent("mine");
    }

    @Test
    void on_a_terminal_the_account_is_asked_for_and_then_its_password() {
        List<String> asked = new ArrayList<>();
        StringWriter err = new StringWriter();
        int code = Latchkey.run(
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err),
                        Map.of(),
                        question -> {
                            asked.add(question);
                            return Optional.of("reader-c4nary".toCharArray());
                        },
                        question -> {
                            asked.add(question);
                            return Optional.of(" reader@corp.example ");
                        },
                        new Surroundings.Screen(false, false)),
                "init",
                NOWHERE);
        assertThat(asked)
                .containsExactly(
                        "Service account, a DN or user@domain (empty to search as nobody): ",
                        "Password of reader@corp.example: ");
        assertThat(err.toString()).contains("FAIL   tcp").doesNotContain("c4nary");
        assertThat(code).isEqualTo(ExitCode.FAILED);
    }
}
