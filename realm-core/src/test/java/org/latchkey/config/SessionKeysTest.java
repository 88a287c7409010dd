package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionKeysTest {

    private static Map<String, String> keys(String... more) {
        Map<String, String> keys = new HashMap<>(
                Map.of("connectionURL", "ldap://localhost", "userBase", "ou=people,dc=x", "userSearch", "(uid={0})"));
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) {
                keys.remove(more[i]);
            } else {
                keys.put(more[i], more[i + 1]);
            }
        }
        return keys;
    }

    private static List<String> problems(Map<String, String> keys) {
        try {
            ConfigReader.read(Door.TOMCAT, keys);
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    @Test
    void times_that_fit_are_accepted_and_both_are_off_by_default() throws Exception {
        assertThat(problems(keys())).isEmpty();
        assertThat(problems(keys("rolesRefreshInterval", "5m", "rolesMaxAge", "5m")))
                .isEmpty();
        ConfigValues values = ConfigReader.read(Door.JASPIC, keys()).values();
        assertThat(values.text(ConfigKey.ROLES_REFRESH_INTERVAL)).isEmpty();
        assertThat(values.text(ConfigKey.ROLES_MAX_AGE)).isEmpty();
        assertThatThrownBy(() -> ConfigReader.read(Door.JAAS, keys("rolesRefreshInterval", "5m")))
                .hasMessageContaining("rolesRefreshInterval");
    }

    @Test
    void an_age_shorter_than_the_interval_or_without_one_is_refused_with_both_values() {
        assertThat(problems(keys("rolesRefreshInterval", "5m", "rolesMaxAge", "299")))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).contains("rolesMaxAge is '299'", "rolesRefreshInterval is '5m'"));
        assertThat(problems(keys("rolesMaxAge", "1h")))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("rolesMaxAge is '1h'", "rolesRefreshInterval"));
        assertThat(problems(keys("rolesRefreshInterval", "0"))).hasSize(1);
        assertThat(problems(keys("rolesRefreshInterval", "soon", "rolesMaxAge", "1h")))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("rolesRefreshInterval is 'soon'"));
    }

    @Test
    void where_nobody_can_be_looked_up_without_a_password_the_key_is_refused() {
        String[] upn = {"userSearch", null, "userBase", null, "userPattern", "{0}@corp.example"};
        assertThat(problems(keys(upn))).isEmpty();
        Map<String, String> watched = keys(upn);
        watched.put("rolesRefreshInterval", "5m");
        assertThat(problems(watched))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("rolesRefreshInterval is '5m'", "userPattern"));
        assertThat(problems(keys("connectionName", "{0}@corp.example", "rolesRefreshInterval", "5m")))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("connectionName"));
        assertThat(problems(keys("userPattern", "{0}@corp.example", "rolesRefreshInterval", "5m")))
                .isEmpty();
    }

    private static Map<String, String> templated(String pattern, String nameAttribute) {
        return keys(
                "userSearch",
                null,
                "userBase",
                null,
                "userPattern",
                pattern,
                "userNameAttribute",
                nameAttribute,
                "rolesRefreshInterval",
                "5m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uid={0},ou=people,dc=x|cn",
                "uid=p-{0},ou=people,dc=x|uid",
                "(uid={0},ou=people,dc=x)(cn={0},ou=people,dc=x)|uid"
            })
    void where_templates_do_not_lead_back_from_the_name_that_applications_see_the_key_is_refused(
            String pattern, String nameAttribute) {
        Map<String, String> keys = templated(pattern, nameAttribute);
        assertThat(problems(keys))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .contains(
                                "rolesRefreshInterval is '5m'",
                                "userNameAttribute '" + nameAttribute + "'",
                                "userPattern '",
                                "accepted: userSearch"));
        keys.remove("rolesRefreshInterval");
        assertThat(problems(keys)).isEmpty();
        keys.put("rolesRefreshInterval", "5m");
        keys.putAll(Map.of("directories", "a", "a.connectionURL", "ldap://localhost"));
        keys.remove("connectionURL");
        assertThat(problems(keys))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("directory a"));
    }

    @Test
    void templates_that_lead_back_are_accepted() {
        assertThat(problems(templated("UID={0},ou=people,dc=x", "uid"))).isEmpty();
        assertThat(problems(templated("(uid={0},ou=a,dc=x)(cn={0},ou=b,dc=x)", null)))
                .isEmpty();
        Map<String, String> searched = templated("uid={0},ou=people,dc=x", "cn");
        searched.remove("userPattern");
        searched.putAll(Map.of("userSearch", "(uid={0})", "userBase", "ou=people,dc=x"));
        assertThat(problems(searched)).isEmpty();
    }

    @Test
    void the_keys_hold_for_all_directories() {
        assertThat(problems(keys("directories", "a,b", "a.rolesRefreshInterval", "5m")))
                .anyMatch(problem -> problem.contains("a.rolesRefreshInterval") && problem.contains("holds for all"));
    }
}
