package org.latchkey.internal.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.config.RealmConfig;

/** Which filter groups are searched by where only mapped roles count. */
class MappedGroupsTest {

    private static String search(String mapping, String... more) throws Exception {
        Map<String, String> keys = new HashMap<>(Map.of(
                "userSearch", "(uid={0})",
                "groupType", "member",
                "roleMappingOnly", "true",
                "roleMapping", mapping));
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        RealmConfig config = ConfigReader.read(Door.TOMCAT, keys).realm();
        return String.valueOf(MappedGroups.narrowed(config).places().get(0).search());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "staff -> a => (&(cn=staff)(member={0}))",
                "staff -> a; cn=boss,ou=x -> b; * -> c => (&(|(cn=staff)(cn=boss))(member={0}))",
                "staff & !externals -> a => (&(|(cn=staff)(cn=externals))(member={0}))",
                "Domain Users -> a => (&(cn=Domain Users)(member={0}))",
            })
    void only_groups_that_a_row_names_are_searched_for(String mapping, String search) throws Exception {
        assertThat(search(mapping)).isEqualTo(search);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "APP_* -> a",
                "staff -> a; APP_* -> a",
                "* -> a",
                "jürgen -> a",
                "'cn=a\\,b,ou=x' -> a",
                "uid=a,ou=x -> a"
            })
    void what_cannot_be_named_plainly_fetches_all(String mapping) throws Exception {
        assertThat(search(mapping)).isEqualTo("(member={0})");
    }

    @Test
    void where_anything_else_needs_the_others_all_are_fetched() throws Exception {
        assertThat(search("staff -> a", "roleNested", "true")).isEqualTo("(member={0})");
        assertThat(search("staff -> a", "requireGroup", "other")).isEqualTo("(member={0})");
        assertThat(search("staff -> a", "denyGroup", "other")).isEqualTo("(member={0})");
        assertThat(search("staff -> a", "roleMappingOnly", "false")).isEqualTo("(member={0})");
        assertThat(search("staff -> a", "roleName", "description")).isEqualTo("(member={0})");
        assertThat(search(many(101))).isEqualTo("(member={0})");
    }

    private static String many(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append("g").append(i).append(" -> a; ");
        }
        return rows.substring(0, rows.length() - 2);
    }
}
