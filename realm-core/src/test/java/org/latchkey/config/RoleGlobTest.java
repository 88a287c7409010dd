package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleGlobTest {

    @ParameterizedTest
    @CsvSource({
        "staff, staff",
        "staff, STAFF",
        "APP_*_admin, app_Wiki_ADMIN",
        "APP_*_admin, APP__admin",
        "*, anything at all",
        "a?c, aBc",
        "a?c, a\uD83D\uDE00c",
        "*a*b, xaab",
        "ΟΔΟΣ, οδος",
        "a.c, a.c"
    })
    void a_name_meant_matches_in_whatever_letters(String glob, String name) {
        assertThat(RoleGlob.parse(glob).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "staff, staffs",
        "staff, staf",
        "APP_*_admin, APP_admin",
        "a?c, ac",
        "*a*b, ab c",
        "a*a, a",
        "a.c, abc",
        "admin, adm\u0131n",
        "admin, ad\u200bmin",
        "i, \u0130"
    })
    void a_name_that_a_directory_keeps_apart_does_not_match(String glob, String name) {
        assertThat(RoleGlob.parse(glob).matches(name)).isFalse();
    }

    @Test
    void a_star_stands_for_as_little_as_it_can_and_for_the_name_s_own_letters() {
        assertThat(RoleGlob.parse("app_*_*").captured("APP_Wiki_Read_Only")).contains(List.of("Wiki", "Read_Only"));
        assertThat(RoleGlob.parse("*-?*").captured("a-b")).contains(List.of("a", ""));
        assertThat(RoleGlob.parse("\u0130*").captured("\u0130Stanbul")).contains(List.of("Stanbul"));
    }

    @Test
    void a_literal_name_means_its_stars() {
        RoleGlob name = RoleGlob.literal("a*?");
        assertThat(name.isLiteral()).isTrue();
        assertThat(name.matches("A*?")).isTrue();
        assertThat(name.matches("abc")).isFalse();
        assertThat(name).isNotEqualTo(RoleGlob.parse("a*?")).isEqualTo(RoleGlob.literal("a*?"));
        assertThat(RoleGlob.parse("a?").isLiteral()).isFalse();
        assertThat(RoleGlob.parse("ab").isLiteral()).isTrue();
    }

    @Test
    void many_stars_and_a_long_name_made_up_against_them_are_decided_at_once() {
        RoleGlob glob = RoleGlob.parse("*a".repeat(40) + "b");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(glob.matches("a".repeat(1024))).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a**b", "**"})
    void what_says_nothing_is_refused(String glob) {
        assertThatThrownBy(() -> RoleGlob.parse(glob)).isInstanceOf(IllegalArgumentException.class);
    }
}
