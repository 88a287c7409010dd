package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Secret;

class FallbackUsersFileTest {

    private static final String HASH =
            "{PBKDF2-SHA256}10000$MDEyMzQ1Njc4OWFiY2RlZg==$muA9FyGk6GY4i0pwcEywsD68vaxkgv/yz8EcPOALOX4=";

    @TempDir
    Path folder;

    @Test
    void a_line_is_a_name_a_hash_and_roles() throws Exception {
        FallbackUser user =
                read("root=" + HASH + "\tmanager-gui , admin,\nnobody=" + HASH).get("root");

        assertThat(user.roles()).containsExactly("manager-gui", "admin");
        assertThat(user.password().matches(Secret.of("f\u00e4llback-c4nary"))).isTrue();
        assertThat(user.password().matches(Secret.of("fallback-c4nary"))).isFalse();
        assertThat(user.toString()).doesNotContain("muA9").doesNotContain("MDEy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root=plain-c4nary admin",
                "root={PBKDF2-SHA256}9999$MDEyMzQ1Njc4OWFiY2RlZg$muA9FyGk6GY4i0pwcEywsD68vaxkgv/yz8EcPOALOX4",
                "root={PBKDF2-SHA1}10000$MDEyMzQ1Njc4OWFiY2RlZg$muA9FyGk6GY4i0pwcEywsD68vaxkgv/yz8EcPOALOX4",
                "root={PBKDF2-SHA256}10000$MDEyMzQ1Njc4OWFiY2RlZg$muA9",
                "root=",
                "# nobody"
            })
    void what_is_no_such_file_is_refused_without_showing_it(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("fallbackUsersFile is '")
                .hasMessageContaining("name = hash role, role")
                .hasMessageNotContaining("c4nary")
                .hasMessageNotContaining("muA9");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> ConfigReader.read(
                        Door.JAAS,
                        Map.of(
                                "userPattern",
                                "uid={0},dc=x",
                                "fallbackUsersFile",
                                folder.resolve("no").toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no ");
    }

    private Map<String, FallbackUser> read(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("users.properties"), text);
        return ConfigReader.read(Door.JAAS, Map.of("userPattern", "uid={0},dc=x", "fallbackUsersFile", file.toString()))
                .fallbackUsers();
    }
}
