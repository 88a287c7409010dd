package org.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uid={0},ou=people | uid=<0>,ou=people",
                "{0} | <0>",
                "{0}{1}{0} | <0><1><0>",
                "{12} | <12>",
                "no place | no place",
                "ou=O'Brien,cn={0} | ou=O'Brien,cn=<0>",
                "ou=O''Brien,cn={0} | ou=O'Brien,cn=<0>",
                "''{0}'' | '<0>'",
                "a '' b ' c | a ' b ' c",
                "CORP\\{0} | CORP\\<0>",
                "a}b{0} | a}b<0>",
            })
    void places_are_filled_and_apostrophes_stand_for_themselves(String text, String expected) {
        assertThat(Template.parse(text).fill(place -> "<" + place + ">")).isEqualTo(expected);
    }

    @Test
    void what_is_put_in_is_never_read_again_for_places() {
        assertThat(Template.parse("uid={0},ou={1}").fill(place -> place == 0 ? "{1}$1\\" : "x"))
                .isEqualTo("uid={1}$1\\,ou=x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'{0}'", "ou='{0},dc=x", "'''{0}'''", "x'{12}"})
    void a_quoted_place_is_refused_because_it_would_never_be_filled(String text) {
        assertThatThrownBy(() -> Template.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("would never be filled")
                .hasMessageContaining("write '' for an apostrophe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{user}", "uid={}", "uid={0,number}", "{-1}", "{ 0 }", "uid={0", "{", "{1234}"})
    void a_brace_that_opens_no_place_is_refused(String text) {
        assertThatThrownBy(() -> Template.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not begin with a place");
    }

    @Test
    void places_are_told_in_order_and_once() {
        assertThat(Template.parse("{2}{0}{2}").places()).containsExactly(0, 2);
        assertThat(Template.parse("x").places()).isEmpty();
    }

    @Test
    void a_bare_place_is_told_from_a_place_among_other_text() {
        assertThat(Template.parse("{1}").isOnePlace()).isTrue();
        assertThat(Template.parse("{1} ").isOnePlace()).isFalse();
        assertThat(Template.parse("{0}{1}").isOnePlace()).isFalse();
        assertThat(Template.parse("").isOnePlace()).isFalse();
        assertThat(Template.parse("''{0}").isOnePlace()).isFalse();
    }

    @Test
    void it_shows_itself_as_configured() {
        assertThat(Template.parse("ou=O''Brien,cn={0}")).hasToString("ou=O''Brien,cn={0}");
    }
}
