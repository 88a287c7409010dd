package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.FilterText.Argument;

class NameFormKeysTest {

    private static final String UPN = "{0}@corp.example";

    private static UserConfig user(String... pairs) throws ConfigException {
        return Readings.read(pairs).realm().user();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "userRoleName -> memberOf",
                "userAttributes -> mail",
                "userNameAttribute -> uid",
                "userRoleAttribute -> gid",
                "roleSearch -> (member={0})",
                "roleBase -> ou=groups,{0}",
                "roleSearchAsUser -> true",
                "requireAttribute -> a=b",
                "userFilter -> (a=b)",
                "userObjectClass -> person",
                "excludedUsers -> root",
            })
    void what_needs_the_entry_has_it_searched_for(String key, String value) throws Exception {
        UserConfig user = user("userPattern", UPN, key, value);

        assertThat(user.dnRefresh()).isTrue();
        assertThat(user.searches().get(0).filter().toString())
                .contains("(|(userPrincipalName={0}@corp.example)(sAMAccountName={0}))");
        assertThat(Readings.warnings("userPattern", UPN, key, value))
                .noneMatch(warning -> warning.contains("userPattern"));
        assertThat(Readings.problems("userPattern", UPN, key, value, "userDnRefresh", "false"))
                .containsExactly("userDnRefresh is 'false', but must be true while " + key + " is '" + value
                        + "' and userPattern is '{0}@corp.example': that template is no DN, so the entry must be"
                        + " searched for");
        assertThat(Readings.problems("userPattern", "{0}", key, value))
                .containsExactly("userSearch is not set, but must be given while userPattern is '{0}' and the entry is"
                        + " searched for: the template does not tell the short name from the whole");
    }

    @ParameterizedTest
    @CsvSource({
        "{0}@corp.example, (|(userPrincipalName=a\\2ab@corp.example)(sAMAccountName=a\\2ab))",
        "CORP\\{0}, (|(userPrincipalName=CORP\\5ca\\2ab)(sAMAccountName=a\\2ab))",
        "{0}(x)*@o''b, (|(userPrincipalName=a\\2ab\\28x\\29\\2a@o'b)(sAMAccountName=a\\2ab))",
    })
    void the_search_asks_for_every_account_that_the_name_could_mean(String pattern, String filter) throws Exception {
        String text = pattern.replace("(", "\\(").replace(")", "\\)");
        UserConfig user = user("userPattern", text, "userDnRefresh", "true");

        assertThat(user.searches()).hasSize(1);
        assertThat(user.searches().get(0).filter().fill(List.of(Argument.value("a*b"))))
                .contains(filter);
        assertThat(user.nameAttribute()).isEqualTo("sAMAccountName");
    }

    @Test
    void a_search_of_one_s_own_is_taken_instead_and_gives_the_name() throws Exception {
        UserConfig user = user("userPattern", UPN, "userLoginAttribute", "uid, mail");

        assertThat(user.dnRefresh()).isTrue();
        assertThat(user.searches().get(0).filter()).hasToString("(|(uid={0})(mail={0}))");
        assertThat(user.nameAttribute()).isEqualTo("uid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}@corp.example", "CORP\\{0}", "{0}"})
    void a_name_form_that_nothing_needs_the_entry_of_is_bound_and_no_more(String pattern) throws Exception {
        assertThat(user("userPattern", pattern).dnRefresh()).isFalse();
        assertThat(user("userPattern", pattern).searches()).isEmpty();
        assertThat(Readings.warnings("userPattern", pattern))
                .containsExactly("userPattern is no DN and its entry is not searched for: applications see the name as"
                        + " typed, and logins without a password are refused");
        assertThat(Readings.warnings("userPattern", pattern, "userSearch", "(a={0})", "userDnRefresh", "false"))
                .containsExactly("userPattern is no DN and its entry is not searched for: applications see the name as"
                        + " typed");
    }

    @Test
    void what_needs_the_entry_of_a_name_form_that_is_not_to_be_found_is_refused() throws Exception {
        String[] bound = {"userPattern", "{0}@corp.example", "userSearch", "(uid={0})", "userDnRefresh", "false"};
        assertThat(user(bound).nameAttribute())
                .as("applications see what was typed")
                .isNull();
        assertThat(Readings.problems(Stream.concat(
                                Arrays.stream(bound), Stream.of("roleSearch", "(memberUid={1})", "roleName", "cn"))
                        .toArray(String[]::new)))
                .singleElement()
                .asString()
                .startsWith("userDnRefresh is 'false', but must be true while roleSearch");
    }

    @Test
    void a_dn_template_finds_its_entry_elsewhere_only_when_asked_to() throws Exception {
        String[] pattern = {"userPattern", "uid={0},ou=people", "userSearch", "(uid={0})", "userDnRefresh", "true"};

        assertThat(user(pattern).dnRefresh()).isTrue();
        assertThat(user(pattern).searches()).hasSize(1);
        assertThat(Readings.warnings(pattern)).isEmpty();
        assertThat(user("userPattern", "uid={0},ou=people", "userAttributes", "mail")
                        .dnRefresh())
                .isFalse();
    }

    @Test
    void a_refresh_that_cannot_be_is_refused() {
        assertThat(Readings.problems("userSearch", "(uid={0})", "userDnRefresh", "true"))
                .containsExactly("userDnRefresh is 'true', but must be left out while userPattern is not set: a search"
                        + " finds the real DN anyway");
        assertThat(Readings.problems("userPattern", "uid={0},ou=people", "userDnRefresh", "true"))
                .containsExactly("userDnRefresh is 'true', but must be false while userSearch is not set: nothing else"
                        + " could find the real DN");
        assertThat(Readings.problems(
                        "userPattern",
                        "(uid={0},ou=a)(uid={0},ou=b)",
                        "userSearch",
                        "(a={0})",
                        "userDnRefresh",
                        "true"))
                .singleElement()
                .asString()
                .endsWith("with several templates the one whose entry exists is bound");
        assertThat(Readings.problems(
                        "userPattern",
                        "uid={0},ou=a",
                        "userSearch",
                        "(a={0})",
                        "userDnRefresh",
                        "true",
                        "userPassword",
                        "userPassword"))
                .singleElement()
                .asString()
                .contains("it compares a stored password and never binds as the user");
    }

    @Test
    void a_comparison_reads_no_attributes_as_the_user() {
        assertThat(Readings.problems(
                        "userSearch", "(uid={0})", "userPassword", "userPassword", "attributesAsUser", "true"))
                .containsExactly(
                        "attributesAsUser is 'true', but must be false while userPassword is 'userPassword': it"
                                + " compares a stored password and never binds as the user");
    }
}
