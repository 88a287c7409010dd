package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.FilterText;

class NumberedKeysTest {

    private final Findings findings = new Findings();

    private List<ConfigValues> bases(String... namesAndValues) throws ConfigException {
        ConfigValues values =
                Settings.gather(key -> true, Source.of(Readings.keys(namesAndValues), findings), findings);
        findings.throwIfAny();
        return values.each(ConfigKey.ROLE_BASE);
    }

    private static Optional<String> search(ConfigValues values) {
        return values.find(ConfigKey.ROLE_SEARCH, FilterText.class).map(FilterText::toString);
    }

    private static List<String> problems(String... namesAndValues) {
        List<String> keys = new ArrayList<>(List.of("userPattern", "uid={0}"));
        keys.addAll(List.of(namesAndValues));
        return Readings.problems(keys.toArray(String[]::new));
    }

    @Test
    void without_numbers_there_is_one_base() throws Exception {
        assertThat(bases("roleBase", "ou=a")).hasSize(1);
        assertThat(bases()).hasSize(1);
    }

    @Test
    void what_has_no_number_of_its_own_is_as_the_first() throws Exception {
        List<ConfigValues> bases = bases(
                "roleBase",
                "ou=a",
                "roleSearch",
                "(member={0})",
                "roleBase.2",
                "ou=b",
                "roleBase.3",
                "ou=c",
                "roleSearch.3",
                "(uniqueMember={0})",
                "roleSubtree.2",
                "true");

        assertThat(bases)
                .extracting(values -> values.text(ConfigKey.ROLE_BASE).orElseThrow())
                .containsExactly("ou=a", "ou=b", "ou=c");
        assertThat(bases)
                .extracting(NumberedKeysTest::search)
                .extracting(Optional::orElseThrow)
                .containsExactly("(member={0})", "(member={0})", "(uniqueMember={0})");
        assertThat(bases)
                .extracting(values -> values.bool(ConfigKey.ROLE_SUBTREE))
                .containsExactly(false, true, false);
        assertThat(bases.get(2).say(ConfigKey.ROLE_SEARCH)).isEqualTo("roleSearch.3 is '(uniqueMember={0})'");
        assertThat(bases.get(1).say(ConfigKey.ROLE_SEARCH)).isEqualTo("roleSearch is '(member={0})'");
    }

    @Test
    void the_tenth_base_comes_after_the_ninth() throws Exception {
        String[] keys = new String[18];
        for (int number = 2; number <= 10; number++) {
            keys[2 * number - 4] = "roleBase." + number;
            keys[2 * number - 3] = "ou=" + number;
        }

        assertThat(bases(keys))
                .extracting(values -> values.text(ConfigKey.ROLE_BASE).orElseThrow())
                .endsWith("ou=9", "ou=10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "roleBase.1",
                "roleBase.0",
                "roleBase.x",
                "roleBase.02",
                "roleBase.",
                "roleBase.-2",
                "roleBase.100"
            })
    void any_other_number_is_refused(String name) {
        assertThat(problems(name, "ou=b"))
                .containsExactly(name + " is 'ou=b', but must be called roleBase.2, roleBase.3 and so on, up to 99:"
                        + " roleBase itself is the first");
    }

    @Test
    void a_gap_is_refused_and_so_is_a_number_without_its_base() {
        assertThat(problems("roleBase.2", "ou=b", "roleBase.4", "ou=d"))
                .contains("roleBase.4 is 'ou=d', but must not come without roleBase.3: each further base has its own"
                        + " key, numbered without a gap");
        assertThat(problems("roleSearch.2", "(member={0})"))
                .containsExactly("roleSearch.2 is '(member={0})', but must not come without roleBase.2: each further"
                        + " base has its own key, numbered without a gap");
    }

    @Test
    void a_value_that_cannot_be_is_told_by_its_numbered_name() {
        assertThat(problems("roleBase.2", "ou=b", "roleSubtree.2", "yes"))
                .contains("roleSubtree.2 is 'yes', but must be true or false");
        assertThat(problems("roleBase.2", "ou=b", "roleSearch.2", " "))
                .anySatisfy(problem -> assertThat(problem).startsWith("roleSearch.2 is empty, but must be"));
    }

    @Test
    void a_key_that_is_given_once_takes_no_number_and_a_misspelled_one_is_recognised() {
        assertThat(problems("commonRole.2", "x"))
                .containsExactly(
                        "commonRole.2 is 'x', but must be left out: commonRole is given once, without a number");
        assertThat(problems("roleBse.2", "x"))
                .containsExactly("'roleBse.2' is not a key that Latchkey knows: did you mean roleBase?");
    }

    @Test
    void a_numbered_key_given_directly_wins_over_the_file(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("keys.properties"), "roleBase.2=ou=file\nroleBase.3=ou=c\nroleSubtree.2=true\n");

        List<ConfigValues> bases = bases("configFile", file.toString(), "roleBase.2", "ou=direct");

        assertThat(bases)
                .extracting(values -> values.text(ConfigKey.ROLE_BASE).orElseThrow())
                .containsExactly("", "ou=direct", "ou=c");
        assertThat(bases.get(1).bool(ConfigKey.ROLE_SUBTREE)).isTrue();
        assertThat(bases.get(2).say(ConfigKey.ROLE_BASE)).endsWith(" in " + file);
    }

    @Test
    void a_secret_with_a_number_is_refused_and_not_shown() {
        assertThat(Readings.problems("userSearch", "(a={0})", "connectionPassword.2", "hunter2-c4nary"))
                .singleElement()
                .asString()
                .startsWith("connectionPassword.2 is set, but must be left out")
                .doesNotContain("c4nary");
    }
}
