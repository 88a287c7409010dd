package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.config.ConfigKey;

class ConfigOptionsTest {

    @TempDir
    private Path folder;

    private Path file(String... lines) throws Exception {
        return Files.writeString(folder.resolve("ldap.properties"), String.join("\n", lines));
    }

    /** A wrong value tells which place was read. */
    private String refusal(Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of("lint"));
        all.addAll(Arrays.asList(arguments));
        Ran ran = Ran.with(environment, "", all.toArray(String[]::new));
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(ExitCode.CONFIGURATION);
        return ran.out();
    }

    @Test
    void the_file_is_read() throws Exception {
        String path = file("connectionURL=ldap://127.0.0.1", "userSearch=(file").toString();
        assertThat(refusal(Map.of(), "--config", path)).contains("userSearch is '(file'", "in " + path);
    }

    @Test
    void a_variable_wins_over_the_file() throws Exception {
        String path = file("connectionURL=ldap://127.0.0.1", "userSearch=(file").toString();
        assertThat(refusal(Map.of("LATCHKEY_USER_SEARCH", "(variable"), "--config", path))
                .contains("userSearch is '(variable'")
                .doesNotContain("(file");
    }

    @Test
    void an_argument_wins_over_a_variable_and_the_file() throws Exception {
        String path = file("connectionURL=ldap://127.0.0.1", "userSearch=(file").toString();
        assertThat(refusal(
                        Map.of("LATCHKEY_USER_SEARCH", "(variable"), "--config", path, "--set", "userSearch=(argument"))
                .contains("userSearch is '(argument'")
                .doesNotContain("(variable")
                .doesNotContain("(file");
    }

    @Test
    void no_file_is_needed() {
        Ran ran = Ran.with(
                Map.of("LATCHKEY_CONNECTIONURL", "ldaps://ldap.example.org"),
                "",
                "lint",
                "--set",
                "userPattern=uid={0},dc=example,dc=org");
        assertThat(ran.code()).as(ran.out()).isZero();
    }

    @Test
    void a_reference_to_a_secret_may_be_an_argument() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret-c4nary\n");
        Ran ran = Ran.with(
                "lint",
                "--set",
                "connectionURL=ldaps://ldap.example.org",
                "--set",
                "connectionName=cn=reader",
                "--set",
                "connectionPassword=${file:" + secret + "}",
                "--set",
                "userSearch=(uid={0})",
                "--set",
                "userBase=dc=example,dc=org");
        assertThat(ran.code()).as(ran.out()).isZero();
    }

    @Test
    void a_variable_that_names_no_key_is_told() {
        Ran ran = Ran.with(
                Map.of("LATCHKEY_CONECTION_URL", "x", "LATCHKEY_JAVA_OPTS", "-Xmx64m"),
                "",
                "lint",
                "--set",
                "userPattern=uid={0},dc=example,dc=org");
        assertThat(ran.err()).contains("LATCHKEY_CONECTION_URL").doesNotContain("JAVA_OPTS");
    }

    @Test
    void nothing_and_a_missing_file_are_wrong_command_lines() {
        assertThat(Ran.with("lint").code()).isEqualTo(ExitCode.USAGE);
        Ran ran = Ran.with("lint", "--config", folder.resolve("absent").toString());
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("absent");
    }

    @Test
    void a_key_of_another_door_is_refused_by_name() {
        String told = refusal(
                Map.of(),
                "--door",
                "jaas",
                "--set",
                "userPattern=uid={0},dc=example,dc=org",
                "--set",
                "rolesRefreshInterval=5m");
        assertThat(told).contains("rolesRefreshInterval");
    }

    @Test
    void every_key_has_one_variable() {
        for (ConfigKey key : ConfigKey.values()) {
            if (key != ConfigKey.ENVIRONMENT) {
                String variable = "LATCHKEY_" + EnvironmentKeys.folded(key.key());
                assertThat(EnvironmentKeys.of(Map.of(variable, "x")).keys()).containsExactly(Map.entry(key.key(), "x"));
            }
        }
        assertThat(EnvironmentKeys.of(Map.of("LATCHKEY_USER_BASE_2", "x")).keys())
                .containsExactly(Map.entry("userBase.2", "x"));
    }

    @Test
    void warnings_count_where_that_is_asked_for() {
        String[] clear = {"lint", "--set", "connectionURL=ldap://ldap.example.org", "--set", "userPattern=uid={0},dc=x"
        };
        assertThat(Ran.with(clear).code()).isZero();
        assertThat(Ran.with(clear).out()).contains("clear text");
        String[] strict = Arrays.copyOf(clear, clear.length + 1);
        strict[clear.length] = "--strict";
        assertThat(Ran.with(strict).code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void problems_are_json_too() {
        Ran ran = Ran.with("lint", "--json", "--set", "userSearch=(uid={0}");
        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ran.out()).contains("\"ok\": false").contains("userSearch is '(uid={0}'");
    }
}
