package org.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.ldap.LdapName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cn=admins,ou=groups,dc=corp | CN=Admins,OU=Groups,DC=Corp",
                "cn=admins,ou=groups | cn = admins , ou = groups",
                "cn=admins,ou=groups | cn=admins;ou=groups",
                "cn=a+ou=b,dc=x | ou=b+cn=a,dc=x",
                "cn=a\\,b,dc=x | cn=a\\2cb,dc=x",
                "cn=a\\,b,dc=x | cn=\"a,b\",dc=x",
                "cn=Domain Admins | cn=domain  admins",
                "cn=#0403616263 | CN=#0403616263",
                "cn=ΟΔΟΣ | cn=οδος",
            })
    void spellings_of_one_name_are_equal(String one, String other) {
        assertThat(Dn.parse(one)).isEqualTo(Dn.parse(other)).hasSameHashCodeAs(Dn.parse(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cn=a,ou=b,dc=x | cn=a\\,ou\\=b,dc=x",
                "cn=admin | cn=adm\u0131n",
                "cn=admin | cn=adm\u0130n",
                "cn=admin | cn=ad\u200bmin",
                "cn=a+ou=b | cn=a,ou=b",
                "cn=a | uid=a",
                "cn=a,dc=x | cn=a",
                "cn=#0403616263 | cn=#0403616264",
                "cn=a\\+b | cn=a+cn=b",
            })
    void names_of_different_entries_are_not_equal(String one, String other) {
        assertThat(Dn.parse(one)).isNotEqualTo(Dn.parse(other));
    }

    @Test
    void case_does_not_depend_on_the_locale_of_the_machine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Dn.parse("CN=ADMIN,OU=INFO")).isEqualTo(Dn.parse("cn=admin,ou=info"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "=x",
                "uid=a,",
                ",uid=a",
                "(uid=x)",
                "CORP\\alice",
                "alice@corp.example",
                "cn=#x",
                "cn=a\\"
            })
    void what_is_no_name_is_refused_and_shown(String text) {
        assertThatThrownBy(() -> Dn.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is not a distinguished name");
        assertThat(Dn.tryParse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void nothing_is_the_name_of_the_root(String text) {
        assertThat(Dn.parse(text)).isEqualTo(Dn.ROOT);
        assertThat(Dn.parse(text).isRoot()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "O'Brien",
                "Smith, John",
                "a+b",
                "quote\"guy",
                "back\\slash",
                "slash/guy",
                "<angle>",
                "semi;colon",
                "#hash",
                "mid#hash",
                " lead",
                "trail ",
                "  two  ",
                " ",
                "   ",
                "eq=ual",
                "nul\0byte",
                "tab\tlf\ncr\rx",
                "del\u007f",
                "dreßler",
                "日本語",
                "\ud83d\ude00",
                "*()",
                "{0}"
            })
    void an_escaped_value_stands_for_itself(String value) {
        Dn dn = Dn.parse("uid=" + Dn.escapeValue(value) + ",ou=people,dc=x");

        assertThat(dn.rdns()).hasSize(3);
        assertThat(dn.leafValue("UID")).contains(value);
        assertThat(Dn.escapeValue(value)).doesNotContainPattern("[\\x00-\\x1f\\x7f]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Smith, John | Smith\\, John",
                "` lead` | `\\ lead`",
                "`trail ` | `trail\\ `",
                "#a#b | \\#a#b",
                "a=b | a\\=b",
                "x | x",
            })
    void special_characters_are_escaped_and_no_others(String value, String escaped) {
        assertThat(Dn.escapeValue(value)).isEqualTo(escaped);
    }

    @Test
    void control_characters_become_hex_pairs() {
        assertThat(Dn.escapeValue("a\0\t\n\u007f")).isEqualTo("a\\00\\09\\0a\\7f");
    }

    @Test
    void a_name_can_stand_below_another() {
        Dn people = Dn.parse("ou=people");
        Dn root = Dn.parse("dc=corp,dc=example");

        assertThat(people.under(root)).hasToString("ou=people,dc=corp,dc=example");
        assertThat(Dn.ROOT.under(root)).isEqualTo(root);
        assertThat(people.under(Dn.ROOT)).isEqualTo(people);
    }

    @Test
    void parts_are_counted_from_the_right_and_escaped_in_hex() {
        Dn dn = Dn.parse("cn=Smith\\, J+uid=1,ou=a\\0ab,dc=corp,dc=example");

        assertThat(dn.rdns()).containsExactly("dc=example", "dc=corp", "ou=a\\0ab", "cn=Smith\\2c J+uid=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cn=a\\,b,dc=x | cn=a\\2cb,dc=x",
                "cn=\"a,b\",dc=x | cn=a\\2cb,dc=x",
                "cn=a\\2cb,dc=x | cn=a\\2cb,dc=x",
                "cn=a\\\\b | cn=a\\5cb",
                "cn=a\\00b | cn=a\\00b",
                "cn=plain,dc=x | cn=plain,dc=x",
            })
    void every_escape_can_be_written_in_hex(String text, String expected) {
        assertThat(Dn.parse(text).hexEscaped()).isEqualTo(expected);
        assertThat(Dn.parse(expected)).isEqualTo(Dn.parse(text));
    }

    @Test
    void the_leaf_value_is_found_in_any_case_and_among_several() {
        Dn dn = Dn.parse("cn=Alice+UID=a1,ou=people");

        assertThat(dn.leafValue("uid")).contains("a1");
        assertThat(dn.leafValue("CN")).contains("Alice");
        assertThat(dn.leafValue("ou")).isEmpty();
        assertThat(Dn.ROOT.leafValue("cn")).isEmpty();
        assertThat(Dn.parse("cn=#0403616263").leafValue("cn")).isEmpty();
    }

    @Test
    void a_caller_of_jndi_gets_a_copy_to_change() throws Exception {
        Dn dn = Dn.parse("cn=a,dc=x");
        LdapName copy = dn.toLdapName();
        copy.add("cn=b");

        assertThat(dn).hasToString("cn=a,dc=x");
    }

    @Test
    void a_name_known_to_be_one_is_the_same_as_one_that_was_read() {
        Dn known = Dn.known("CN=Staff , ou=Groups,dc=example");
        assertThat(known)
                .hasToString("CN=Staff , ou=Groups,dc=example")
                .isEqualTo(Dn.parse("cn=staff,ou=groups,dc=EXAMPLE"));
        assertThat(known.leafValue("cn")).contains("Staff");
        assertThat(Dn.known("")).isEqualTo(Dn.ROOT);
        assertThat(Dn.known("cn=a\\,")).isEqualTo(Dn.parse("cn=a\\2c"));
        assertThatThrownBy(() -> Dn.known("cn=a,")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Dn.known("nothing").rdns()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_plain_spelling_and_an_escaped_one_of_the_same_name_are_equal() {
        long seed = Long.getLong("latchkey.dn.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<String> parts = Stream.generate(() -> "cn=" + word(random))
                    .limit(1 + random.nextInt(4))
                    .toList();
            String plain = String.join(",", parts);
            String escaped = String.join(
                    " , ", parts.stream().map(part -> hexed(part, random)).toList());
            assertThat(Dn.parse(escaped))
                    .as("-Dlatchkey.dn.seed=%d", seed)
                    .isEqualTo(Dn.known(plain.toUpperCase(Locale.ROOT)));
            String other = plain + "x";
            assertThat(Dn.parse(escaped)).isNotEqualTo(Dn.known(other));
        }
    }

    private static String word(Random random) {
        String word = random.ints(1 + random.nextInt(6), 0, 12)
                .mapToObj(i -> "abcXYZ09-._ ".substring(i, i + 1))
                .collect(Collectors.joining());
        return word.isBlank() ? "a" : word.strip();
    }

    /** The same value, its last character, which is never a blank, as a hex pair. */
    private static String hexed(String part, Random random) {
        int last = part.length() - 1;
        return random.nextBoolean()
                ? part
                : part.substring(0, last) + String.format(Locale.ROOT, "\\%02x", (int) part.charAt(last));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " in ",
            value = {
                "cn=a,ou=b,dc=x in ou=b,dc=x -> true",
                "CN=a, OU = B,dc=X in ou=b,dc=x -> true",
                "cn=a,ou=c,ou=b,dc=x in ou=b,dc=x -> true",
                "ou=b,dc=x in ou=b,dc=x -> true",
                "cn=a,ou=bb,dc=x in ou=b,dc=x -> false",
                "cn=a\\,ou\\=b,dc=x in ou=b,dc=x -> false",
                "dc=x in ou=b,dc=x -> false",
            })
    void a_name_stands_within_another_by_whole_parts(String name, String baseAndAnswer) {
        String[] expected = baseAndAnswer.split(" -> ");
        assertThat(Dn.parse(name).isWithin(Dn.parse(expected[0]))).isEqualTo(Boolean.parseBoolean(expected[1]));
        assertThat(Dn.parse(name).isWithin(Dn.ROOT)).isTrue();
    }

    @Test
    void the_domain_is_what_stands_at_the_right_as_a_dns_name() {
        assertThat(Dn.parse("CN=Alice,OU=dc\\=odd,DC=ad,dc=example").domain()).isEqualTo(Dn.parse("dc=AD,dc=Example"));
        assertThat(Dn.parse("dc=a,ou=x,dc=b").domain()).isEqualTo(Dn.parse("dc=b"));
        assertThat(Dn.parse("uid=alice,o=corp").domain()).isEqualTo(Dn.ROOT);
    }
}
