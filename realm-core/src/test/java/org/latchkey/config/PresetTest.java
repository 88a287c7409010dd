package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {

    private static final String URL = "ldap://localhost/dc=corp,dc=example";

    private static List<String> expansion(String... namesAndValues) throws ConfigException {
        return Readings.read(namesAndValues).realm().expansion();
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void each_preset_and_a_url_are_a_whole_configuration(Preset preset) throws ConfigException {
        List<String> expansion = expansion("preset", preset.toString(), "connectionURL", URL);

        preset.keys().forEach((key, text) -> assertThat(expansion).contains(key + "=" + text));
        assertThat(Readings.warnings("preset", preset.toString(), "connectionURL", URL))
                .as("no warning about keys that nobody has given")
                .noneMatch(warning -> warning.contains(" by preset "));
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void the_documentation_shows_what_each_stands_for(Preset preset) throws Exception {
        String row = preset.keys().entrySet().stream()
                .map(entry -> "`" + entry.getKey() + "=" + entry.getValue().replace("|", "\\|") + "`")
                .collect(Collectors.joining(", ", "| `" + preset + "` | ", " |"));
        assertThat(Files.readAllLines(Path.of("..", "docs", "directories.md"))).contains(row);
    }

    @Test
    void what_a_preset_adds_and_another_way_does_not_use_is_no_mistake() throws ConfigException {
        assertThat(Readings.warnings(
                        "preset",
                        "activeDirectory",
                        "groupType",
                        "memberOf",
                        "connectionURL",
                        URL,
                        "roleExcludes",
                        "manager-*, admin-*"))
                .isEmpty();
    }

    @Test
    void a_key_that_is_given_wins() throws ConfigException {
        assertThat(expansion("preset", "openldap", "connectionURL", URL, "userLoginAttribute", "mail", "roleName", "o"))
                .noneMatch(key -> key.startsWith("userLoginAttribute=") || key.startsWith("roleName="));
        assertThat(Readings.read("preset", "openldap", "userLoginAttribute", "mail")
                        .realm()
                        .user()
                        .nameAttribute())
                .isEqualTo("mail");
    }

    @Test
    void a_way_of_the_sites_own_takes_the_place_of_the_presets() throws ConfigException {
        assertThat(expansion("preset", "openldap", "userSearch", "(cn={0})", "groupType", "memberOf"))
                .noneMatch(key -> key.startsWith("userLoginAttribute=") || key.startsWith("roleSearch="))
                .contains("userRoleName=memberOf");
        assertThat(expansion("preset", "rfc2307", "roleSearch", "(member={0})"))
                .noneMatch(key -> key.startsWith("groupType=") || key.startsWith("userRoleAttribute="));
        assertThat(expansion("preset", "openldap", "userSubtree", "false")).doesNotContain("userScope=subtree");
        assertThat(expansion("preset", "openldap", "userPattern", "uid={0},dc=corp"))
                .noneMatch(key -> key.startsWith("user"));
    }

    @Test
    void a_preset_that_is_unknown_is_refused() {
        assertThat(Readings.problems("preset", "OpenDJ"))
                .contains("preset is 'OpenDJ', but must be activeDirectory, openldap, freeipa, 389ds or rfc2307");
    }
}
