package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleNamingTest {

    @Test
    void letters_come_first_then_the_globs_then_the_prefix() {
        RoleNaming naming = naming(RoleCase.LOWER, "app_*", "*_secret", "LDAP_");

        assertThat(naming.roleFor("APP_Wiki")).contains("LDAP_app_wiki");
        assertThat(naming.roleFor("APP_Wiki_Secret")).as("exclusion wins").isEmpty();
        assertThat(naming.roleFor("staff")).isEmpty();
        assertThat(naming.roleFor("LDAP_app_x"))
                .as("the prefix is nothing the globs see")
                .isEmpty();
    }

    @Test
    void globs_do_not_look_at_letters_even_where_these_are_kept() {
        assertThat(naming(RoleCase.KEEP, "*", "Manager-*", "").roleFor("MANAGER-gui"))
                .isEmpty();
        assertThat(naming(RoleCase.UPPER, "wiki", "none", "").roleFor("Wiki")).contains("WIKI");
    }

    @ParameterizedTest
    @CsvSource({
        "KEEP, Staff, Staff",
        "LOWER, STAFF, staff",
        "LOWER, TITLE, title",
        "UPPER, title, TITLE",
        "UPPER, adm\u0131n, ADM\u0131N",
        "UPPER, \u017Ftaff, \u017FTAFF",
        "UPPER, stra\u00DFe, STRA\u00DFE",
        "UPPER, οδος, ΟΔΟΣ"
    })
    void letters_change_as_a_directory_pairs_them_in_every_language(RoleCase letters, String name, String role) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(letters.apply(name)).isEqualTo(role);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void it_is_known_which_roles_a_directory_could_come_to() {
        assertThat(RoleNaming.AS_GIVEN.canMake("manager-gui")).isTrue();
        assertThat(naming(RoleCase.LOWER, "*", "none", "").canMake("manager-gui"))
                .isTrue();
        assertThat(naming(RoleCase.UPPER, "*", "none", "").canMake("manager-gui"))
                .isFalse();
        assertThat(naming(RoleCase.KEEP, "*", "manager-*", "").canMake("manager-gui"))
                .isFalse();
        assertThat(naming(RoleCase.KEEP, "app_*", "none", "").canMake("manager-gui"))
                .isFalse();
        assertThat(naming(RoleCase.KEEP, "*", "none", "ldap_").canMake("manager-gui"))
                .isFalse();
        assertThat(naming(RoleCase.KEEP, "*", "none", "manager-").canMake("manager-gui"))
                .as("of a group named gui")
                .isTrue();
        assertThat(naming(RoleCase.KEEP, "*", "none", "manager-gui").canMake("manager-gui"))
                .as("no group has an empty name")
                .isFalse();
    }

    private static RoleNaming naming(RoleCase letters, String include, String exclude, String prefix) {
        return new RoleNaming(letters, List.of(RoleGlob.parse(include)), List.of(RoleGlob.parse(exclude)), prefix);
    }
}
