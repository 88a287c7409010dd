package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.cli.PythonLiterals.Call;
import org.latchkey.cli.PythonLiterals.Name;
import org.latchkey.cli.PythonLiterals.Unknown;

/** The parts of TOML and of Python that settings are written in. */
class LiteralReaderTest {

    private static Object python(String value) {
        return PythonLiterals.assignments("AUTH_LDAP_X = " + value + "\nother = 1\n")
                .getOrDefault("AUTH_LDAP_X", "absent");
    }

    @Test
    void texts_of_python_are_read_in_every_kind_of_quotes() {
        assertThat(python("'a' # comment")).isEqualTo("a");
        assertThat(python("\"a\\\"b\\n\"")).isEqualTo("a\"b\n");
        assertThat(python("r'a\\b'")).isEqualTo("a\\b");
        assertThat(python("u\"\\u00fc\"")).isEqualTo("\u00fc");
        assertThat(python("'''a\nb'''")).isEqualTo("a\nb");
        assertThat(python("('a'\n    \"b\")")).isEqualTo("ab");
        assertThat(python("'a' \\\n 'b'")).isEqualTo("ab");
    }

    @Test
    void lists_dictionaries_and_calls_of_python_are_read() {
        assertThat(python("['a', \"b\",\n  # more\n 3]")).isEqualTo(List.of("a", "b", 3L));
        assertThat(python("('a',)")).isEqualTo(List.of("a"));
        assertThat(python("('a')")).isEqualTo("a");
        assertThat(python("{ldap.OPT_X: 0, 'b': True}")).isEqualTo(Map.of("ldap.OPT_X", 0L, "b", true));
        assertThat(python("None")).isEqualTo(new Name("None"));
        assertThat(python("os.environ['PW']")).isEqualTo(new Call("os.environ", List.of("PW"), Map.of()));
        assertThat(python("LDAPSearch('o=x', ldap.SCOPE_BASE, filterstr='(a=b)')"))
                .isEqualTo(new Call(
                        "LDAPSearch", List.of("o=x", new Name("ldap.SCOPE_BASE")), Map.of("filterstr", "(a=b)")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'a' + b", "f'{x}'", "[x for x in y]", "'a' if b else 'c'", "lambda: 1", "'never ends", "a(", "-"
            })
    void what_would_have_to_be_run_is_unknown(String value) {
        assertThat(python(value)).isEqualTo(new Unknown());
    }

    @Test
    void a_setting_in_a_block_is_unknown_and_the_last_of_a_name_counts() {
        assertThat(PythonLiterals.assignments("""
                        AUTH_LDAP_X = 'a'
                        if y:
                            AUTH_LDAP_Y = 'b'
                        AUTH_LDAP_X = 'c'
                        """))
                .containsEntry("AUTH_LDAP_X", "c")
                .containsEntry("AUTH_LDAP_Y", new Unknown());
        assertThat(PythonLiterals.assignments("""
                        # AUTH_LDAP_X = 'a'
                        if AUTH_LDAP_X == 'a': pass
                        """)).isEmpty();
    }

    @Test
    void a_password_from_a_variable_stays_there() {
        DjangoRun run = new DjangoRun("""
                AUTH_LDAP_BIND_DN = 'cn=a'
                AUTH_LDAP_BIND_PASSWORD = os.environ.get('LDAP_PW')
                """);
        assertThat(run.keys()).containsEntry("connectionPassword", "${env:LDAP_PW}");
    }

    @Test
    void who_is_not_active_does_not_get_in() {
        DjangoRun run = new DjangoRun("""
                AUTH_LDAP_REQUIRE_GROUP = 'cn=a,o=x'
                AUTH_LDAP_USER_FLAGS_BY_GROUP = {'is_active': ['cn=b,o=x', 'cn=c,o=x']}
                """);
        assertThat(run.keys()).containsEntry("requireGroup", "\"cn=a,o=x\" & (\"cn=b,o=x\" | \"cn=c,o=x\")");
    }

    /** Settings and what they become. */
    private record DjangoRun(String settings) {
        Map<String, String> keys() {
            return DjangoConverter.convert(new ForeignFile(
                            Path.of("settings.py"), settings, new ConfigFile.Which(null, null), Map.of()))
                    .keys();
        }
    }

    @Test
    void a_file_that_is_nested_without_end_is_refused_and_breaks_nothing() {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> TomlTables.read("[[servers]]\nhost = " + deep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 100 brackets");
        assertThat(PythonLiterals.assignments("AUTH_LDAP_A = " + deep + "\nAUTH_LDAP_B = 1"))
                .containsEntry("AUTH_LDAP_B", 1L)
                .hasEntrySatisfying(
                        "AUTH_LDAP_A", value -> assertThat(value).isInstanceOf(PythonLiterals.Unknown.class));
    }

    @Test
    void tables_of_toml_are_read() {
        List<TomlTables> tables = TomlTables.read("""
                verbose = true
                [[servers]] # one
                host = "a\\tb" # c
                'quoted' = 1
                raw = 'a\\b'
                long = \"""
                a"b\"""
                list = [ 'a', # x
                 "b", ]
                [servers.attributes]
                name = "cn"
                """);
        assertThat(tables).extracting(TomlTables::name).containsExactly("", "servers", "servers.attributes");
        assertThat(tables.get(1).keys())
                .containsEntry("host", "a\tb")
                .containsEntry("raw", "a\\b")
                .containsEntry("long", "a\"b")
                .containsEntry("list", List.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = \"s3cret-c4nary", "a = s3cret-c4nary", "a", "[a\nb = 1", "a = { b = 1 }", "a = [1 2]"})
    void what_is_no_toml_is_told_by_its_line(String text) {
        assertThatThrownBy(() -> TomlTables.read("x = 1\n" + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("c4nary");
    }
}
