package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

    @TempDir
    Path folder;

    @Test
    void a_key_given_directly_wins_over_the_file_and_the_file_over_the_default() throws Exception {
        Path file = file("userSearch=(uid={0})\nreadTimeout=7s\nconnectionTimeout=7s\nroleSubtree=nonsense\n");
        ConfigValues values = Readings.read("configFile", file.toString(), "readTimeout", "9s", "roleSubtree", "false")
                .values();

        assertThat(values.duration(ConfigKey.READ_TIMEOUT)).hasSeconds(9);
        assertThat(values.duration(ConfigKey.CONNECTION_TIMEOUT)).hasSeconds(7);
        assertThat(values.duration(ConfigKey.LOGIN_TIMEOUT)).hasSeconds(10);
    }

    @Test
    void jndi_properties_follow_the_same_precedence() throws Exception {
        Path file = file("userSearch=(uid={0})\nenvironment.a=file\nenvironment.b=file\n");

        assertThat(Readings.read("configFile", file.toString(), "environment.a", "direct")
                        .realm()
                        .directory()
                        .environment())
                .isEqualTo(Map.of("a", "direct", "b", "file"));
    }

    @Test
    void the_file_is_utf8_and_may_begin_with_a_byte_order_mark() throws Exception {
        Path file = file("\uFEFFuserSearch=(uid={0})\nuserBase=ou=dreßler\n");

        assertThat(Readings.read("configFile", file.toString()).realm().user().base())
                .hasToString("ou=dreßler");
    }

    @Test
    void a_backslash_is_doubled_as_in_every_properties_file() throws Exception {
        Path file = file("userPattern=CORP\\\\{0}\n");

        assertThat(Readings.read("configFile", file.toString())
                        .realm()
                        .user()
                        .patterns()
                        .get(0))
                .hasToString("CORP\\{0}");
    }

    @Test
    void problems_in_a_file_name_it() throws Exception {
        Path file = file("userSearch=(uid={0})\nroleNested=yes\nuserSerach=x\nconfigFile=other\nclassName=x\n");

        assertThat(Readings.problems("configFile", file.toString()))
                .containsExactlyInAnyOrder(
                        "roleNested is 'yes' in " + file + ", but must be true or false",
                        "'userSerach' in " + file + " is not a key that Latchkey knows: did you mean userSearch?",
                        "'className' in " + file + " is not a key that Latchkey knows: no key resembles it",
                        "configFile in " + file + " must be left out: a file names no other file");
    }

    @Test
    void a_key_may_stand_once_only() throws Exception {
        Path file = file("userSearch=(uid={0})\nuseStartTls=true\nuseStartTls=false\n");

        assertThat(Readings.problems("userPattern", "uid={0}", "configFile", file.toString()))
                .containsExactly(
                        "configFile is '" + file + "', but must be a readable properties file in UTF-8: the key"
                                + " 'useStartTls' stands in it twice");
    }

    @Test
    void a_missing_file_is_named() {
        Path file = folder.resolve("none.properties");

        assertThat(Readings.problems("userPattern", "uid={0}", "configFile", file.toString()))
                .containsExactly("configFile is '" + file + "', but must be a readable properties file in UTF-8: "
                        + file + " cannot be read as UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xff, 0xc3})
    void a_file_in_another_encoding_is_refused(int octet) throws Exception {
        Path file = Files.write(folder.resolve("latin1.properties"), new byte[] {'#', (byte) octet, '\n'});

        assertThat(Readings.problems("userPattern", "uid={0}", "configFile", file.toString()))
                .singleElement()
                .asString()
                .contains("cannot be read as UTF-8 text");
    }

    @Test
    void a_broken_unicode_escape_is_refused() throws Exception {
        Path file = file("userBase=\\u00zz\n");

        assertThat(Readings.problems("userPattern", "uid={0}", "configFile", file.toString()))
                .singleElement()
                .asString()
                .startsWith("configFile is '" + file + "', but must be a readable properties file");
    }

    @Test
    void no_file_is_a_problem_where_one_is_named_by_nothing() {
        assertThat(Readings.problems("userPattern", "uid={0}", "configFile", " "))
                .singleElement()
                .asString()
                .startsWith("configFile is empty, but must be");
    }

    @Test
    void a_relative_file_is_looked_for_under_catalina_base() throws Exception {
        file("userSearch=(uid={0})\n");
        String before = System.setProperty("catalina.base", folder.toString());
        try {
            assertThat(Readings.problems("configFile", "latchkey.properties")).isEmpty();
        } finally {
            if (before == null) {
                System.clearProperty("catalina.base");
            } else {
                System.setProperty("catalina.base", before);
            }
        }
    }

    @Test
    void a_secret_in_a_file_is_not_shown() throws Exception {
        Path file = file("userSearch=(uid={0})\nconnectionPassword=service-c4nary\n");

        assertThat(Readings.problems("configFile", file.toString()))
                .singleElement()
                .asString()
                .startsWith("connectionPassword is set in " + file + " while connectionName is not set")
                .doesNotContain("c4nary");
    }

    @Test
    void the_keys_of_other_doors_are_passed_over_in_a_file_and_refused_directly() throws Exception {
        Path file = file("userSearch=(uid={0})\nvalidate=nonsense\n");
        Findings shared = new Findings();
        ConfigValues values = Settings.gather(
                key -> key != ConfigKey.VALIDATE, Source.of(Map.of("configFile", file.toString()), shared), shared);
        Findings direct = new Findings();
        Settings.gather(key -> key != ConfigKey.VALIDATE, Source.of(Map.of("validate", "true"), direct), direct);

        assertThat(problems(shared)).isEmpty();
        assertThat(values.given(ConfigKey.VALIDATE)).isFalse();
        assertThat(problems(direct))
                .containsExactly("validate is a key of other doors ([TOMCAT]) and must be left out here");
    }

    private static List<String> problems(Findings findings) {
        try {
            findings.throwIfAny();
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("latchkey.properties"), content);
    }
}
