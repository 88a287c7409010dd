package org.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.latchkey.auth.FilterText.Argument.name;
import static org.latchkey.auth.FilterText.Argument.value;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "(uid={0}) -> (uid=alice)",
                "uid={0} -> (uid=alice)",
                " ( & (uid={0}) (objectClass=person) ) -> (&(uid=alice)(objectClass=person))",
                "&(uid={0})(a=b) -> (&(uid=alice)(a=b))",
                "(&(uid={0})(ou=O'Brien)) -> (&(uid=alice)(ou=O'Brien))",
                "(&(uid={0})(ou=O''Brien)) -> (&(uid=alice)(ou=O'Brien))",
                "(cn=*{0}*) -> (cn=*alice*)",
                "(cn=\\2a{0}) -> (cn=\\2aalice)",
                "(!(uid={0})) -> (!(uid=alice))",
                "(uid:caseExactMatch:={0}) -> (uid:caseExactMatch:=alice)",
                "(:caseExactMatch:={0}) -> (:caseExactMatch:=alice)",
                "(ou:dn:=x) -> (ou:dn:=x)",
                "(memberOf:1.2.840.113556.1.4.1941:={0}) -> (memberOf:1.2.840.113556.1.4.1941:=alice)",
                "(cn;lang-de>={0}) -> (cn;lang-de>=alice)",
                "(a~=b) -> (a~=b)",
                "(2.5.4.3=x) -> (2.5.4.3=x)",
                "(a=) -> (a=)",
            })
    void a_filter_is_read_and_filled(String text, String filled) {
        assertThat(FilterText.parse(text).fill(List.of(value("alice")))).contains(filled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(uid={0}",
                "(uid={0}))",
                "((uid={0})",
                "uid",
                "()",
                "",
                "(uid=a)(uid=b)",
                "(&(uid=a)x)",
                "({0}=x)",
                "(=x)",
                "(:=x)",
                "( uid =x)",
                "(uid=\\2)",
                "(uid=a\\zz)",
                "(!(a=b)(c=d))",
                "(uid='{0}')",
                "(uid={user})",
                "(u\u0131d=x)"
            })
    void what_is_no_filter_is_refused(String text) {
        assertThatThrownBy(() -> FilterText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_message_says_where_a_filter_breaks() {
        assertThatThrownBy(() -> FilterText.parse("(uid={0}"))
                .hasMessage("not a search filter: ')' is expected at position 8 of (uid={0}");
    }

    @Test
    void a_filter_without_end_is_refused_and_not_a_stack_overflow() {
        assertThatThrownBy(() -> FilterText.parse("(!".repeat(50_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("levels");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "*)(uid=* | (uid=\\2a\\29\\28uid=\\2a)",
                "a\\b | (uid=a\\5cb)",
                "Smith, John | (uid=Smith, John)",
                "` x ` | (uid=\\20x\\20)",
                "O'Brien | (uid=O'Brien)",
                "{0} | (uid={0})",
                "dreßler | (uid=dreßler)",
            })
    void a_value_that_stands_alone_is_escaped_for_the_filter_only(String typed, String expected) {
        assertThat(FilterText.parse("(uid={0})").fill(List.of(value(typed)))).contains(expected);
    }

    @Test
    void control_characters_in_a_value_become_hex_pairs() {
        assertThat(FilterText.escape("a\0b\nc\u007f")).isEqualTo("a\\00b\\0ac\\7f");
    }

    @Test
    void a_value_inside_a_name_is_escaped_for_the_name_and_then_for_the_filter() {
        FilterText filter = FilterText.parse("(member=cn={1},ou=people,dc=x)");

        assertThat(filter.fill(List.of(value("x"), value("Smith, (J)*"))))
                .contains("(member=cn=Smith\\5c, \\28J\\29\\2a,ou=people,dc=x)");
    }

    @Test
    void a_whole_name_is_escaped_for_the_filter_only() {
        assertThat(FilterText.parse("(member={0})").fill(List.of(name("cn=Smith\\, (J),dc=x"))))
                .contains("(member=cn=Smith\\5c, \\28J\\29,dc=x)");
    }

    @Test
    void a_plain_name_in_a_member_uid_clause_is_not_escaped_for_a_dn() {
        assertThat(FilterText.parse("(memberUid={1})").fill(List.of(name("cn=x"), value("a,b+c\"d"))))
                .contains("(memberUid=a,b+c\"d)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "(|(member={0})(gid={2})) ! (member=n)",
                "(|(member={0})(gid={2})(gid={2}9)) ! (member=n)",
                "(&(member={0})(|(a=b)(gid={2}))) ! (&(member=n)(a=b))",
            })
    void an_undefined_clause_leaves_an_or(String filter, String expected) {
        assertThat(filled(filter)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(gid={2})",
                "(&(member={0})(gid={2}))",
                "(|(gid={2})(gid={2}))",
                "(&(member={0})(|(gid={2})(gid={2})))",
            })
    void an_undefined_clause_makes_an_and_round_it_match_nothing(String filter) {
        assertThat(FilterText.parse(filter).fill(List.of(name("n"), value("u"), value(null))))
                .isEmpty();
    }

    @Test
    void the_negation_of_an_undefined_clause_matches_nothing_either() {
        assertThat(FilterText.parse("(!(gid={2}))").fill(List.of())).isEmpty();
        assertThat(FilterText.parse("(&(member=x)(!(gid={2})))").fill(List.of()))
                .isEmpty();
        assertThat(FilterText.parse("(!(!(gid={2})))").fill(List.of())).isEmpty();
    }

    @Test
    void negation_over_a_group_follows_three_valued_logic() {
        // not (a and undefined) is true only where a is false; not (a or undefined) is never true
        assertThat(filled("(!(&(a=b)(gid={2})))")).isEqualTo("(!(a=b))");
        assertThat(FilterText.parse("(!(|(a=b)(gid={2})))").fill(List.of())).isEmpty();
        assertThat(filled("(!(&(a=b)(c=d)))")).isEqualTo("(|(!(a=b))(!(c=d)))");
    }

    @Test
    void an_argument_beyond_the_list_is_absent() {
        assertThat(FilterText.parse("(gid={5})").fill(List.of(value("x")))).isEmpty();
    }

    @Test
    void places_are_told_wherever_they_are() {
        assertThat(FilterText.parse("(|(member={0})(!(x={2})))").places()).containsExactly(0, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "(uid={0}) ! uid",
                "(|(mail={0})(uid={0})) ! mail",
                "(&(objectClass=person)(sAMAccountName={0})) ! sAMAccountName",
                "(cn;lang-de={0}) ! cn",
                "(uid:caseExactMatch:={0}) ! uid",
                "(|(:dn:caseExactMatch:={0})(mail={0})) ! mail",
            })
    void the_attribute_of_the_first_clause_with_the_name_is_told(String filter, String attribute) {
        assertThat(FilterText.parse(filter).attributeOf(0)).contains(attribute);
    }

    @Test
    void a_clause_of_any_attribute_names_none() {
        assertThat(FilterText.parse("(:caseExactMatch:={0})").attributeOf(0)).isEmpty();
        assertThat(FilterText.parse("(uid={0})").attributeOf(1)).isEmpty();
    }

    @Test
    void attributes_are_read_alike_on_a_turkish_machine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(FilterText.parse("(UID={0})").attributeOf(0)).contains("UID");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String filled(String filter) {
        return FilterText.parse(filter)
                .fill(List.of(name("n"), value("u"), value(null)))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "(&(objectClass=group)(member={0})) -> (objectClass=group)",
                "(&(a=b)(c=d)(|(x={0})(y=z))) -> (&(a=b)(c=d))",
                "(&(|(a=b)(c=d))(member={0})) -> (|(a=b)(c=d))",
                "(&(!(a=b))(!(member={0}))) -> (!(a=b))",
                "(|(&(a=b)(x={0}))(&(c=d)(y={1}))) -> (|(a=b)(c=d))",
                "a=b -> (a=b)",
                "(member={0}) -> nothing",
                "(|(a=b)(member={0})) -> nothing",
                "(!(&(a=b)(member={0}))) -> nothing",
            })
    void what_every_match_has_is_known_before_the_places_are_filled(String text, String fixed) {
        assertThat(FilterText.parse(text).fixedPart().orElse("nothing")).isEqualTo(fixed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "uid={0} -> (uid=*)",
                "(&(uid={0})(objectClass=person)) -> (&(uid=*)(objectClass=person))",
                "(|(uid={0})(mail={0})) -> (|(uid=*)(mail=*))",
                "(&(uid={0})(!(cn={0}))(!(ou=x))) -> (&(uid=*)(!(ou=x)))",
                "(member:1.2.840.113556.1.4.1941:={0}) -> (member=*)",
                "(:caseExactMatch:={0}) -> nothing",
                "(|(a=b)(!(cn={0}))) -> nothing",
            })
    void what_anybody_could_match_by_wants_the_attributes_alone(String text, String wide) {
        assertThat(FilterText.parse(text).wide().orElse("nothing")).isEqualTo(wide);
    }

    @Test
    void two_filters_are_joined_with_or_without_their_outer_parentheses() {
        FilterText both = FilterText.all(List.of(FilterText.parse("uid={0}"), FilterText.parse(" (a=b) ")));
        assertThat(both).hasToString("(&(uid={0})(a=b))");
        assertThat(both.fill(List.of(value("x")))).contains("(&(uid=x)(a=b))");
        assertThat(both.attributeOf(0)).contains("uid");
    }
}
