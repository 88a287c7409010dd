package org.latchkey.jaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Door;

/** Holds that {@code docs/jaas.md} says what the login module does. */
class DocumentationTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "docs", "jaas.md");

    private static List<String> rows(String beginning) throws Exception {
        return Files.readAllLines(PAGE, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("| ") && line.contains(beginning))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void the_table_tells_the_exception_for_each_reason(RejectionReason reason) throws Exception {
        assertThat(rows("`" + reason + "`"))
                .singleElement()
                .asString()
                .contains("`" + LoginFailures.refused(reason).getClass().getSimpleName() + "`");
    }

    @Test
    void the_table_has_every_option_of_this_door_with_its_default() throws Exception {
        List<ConfigKey> own = Arrays.stream(ConfigKey.values())
                .filter(key -> key.doors().contains(Door.JAAS) && !key.doors().contains(Door.TOMCAT))
                .toList();
        assertThat(own).hasSizeGreaterThan(5);
        for (ConfigKey key : own) {
            assertThat(rows("| `" + key + "` | "))
                    .as(key.key())
                    .singleElement()
                    .asString()
                    .containsPattern(key.defaultText()
                            .map(text -> "\\| `" + Pattern.quote(text) + "` \\|")
                            .orElse("\\| (`org\\.latchkey\\.jaas\\.\\w+Principal` )?\\|"));
        }
    }
}
