package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;

class UserKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "(uid=*) -> it would find the same entries for every name",
                "(uid={1}) -> it would find the same entries for every name",
                "(&(uid={0})(x={1})) -> the other place could never be filled",
                "(uid={0} -> ')' is expected at position 8",
                "(uid='{0}') -> would never be filled",
                "(uid={user}) -> does not begin with a place",
                "`` -> userSearch is empty, but must be a search filter",
                "` ` -> userSearch is empty, but must be a search filter",
            })
    void a_user_search_that_cannot_tell_one_user_is_refused(String filter, String reason) {
        assertThat(Readings.problems("userSearch", filter))
                .singleElement()
                .asString()
                .startsWith("userSearch is ")
                .contains(reason)
                .contains("but must be a search filter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(&(uid={0})(ou=O'Brien))", "(&(uid={0})(ou=O''Brien))"})
    void an_apostrophe_in_a_search_stands_for_itself_single_or_doubled(String filter) throws Exception {
        UserConfig user = Readings.read("userSearch", filter).realm().user();

        assertThat(user.searches().get(0).filter().fill(List.of(org.latchkey.auth.FilterText.Argument.value("x"))))
                .contains("(&(uid=x)(ou=O'Brien))");
    }

    @Test
    void a_base_stands_below_the_dn_of_the_url() throws Exception {
        assertThat(Readings.read(
                                "userSearch",
                                "(uid={0})",
                                "userBase",
                                " ou=People ",
                                "connectionURL",
                                "ldap://localhost/dc=x")
                        .realm()
                        .user()
                        .base())
                .isEqualTo(Dn.parse("ou=people,dc=x"));
    }

    @Test
    void an_empty_base_is_the_dn_of_the_url() throws Exception {
        assertThat(Readings.read("userSearch", "(uid={0})", "userBase", "", "connectionURL", "ldap://localhost/dc=x")
                        .realm()
                        .user()
                        .base())
                .isEqualTo(Dn.parse("dc=x"));
    }

    @Test
    void a_base_that_is_no_name_is_refused() {
        assertThat(Readings.problems("userSearch", "(uid={0})", "userBase", "people"))
                .containsExactly("userBase is 'people', but must be a distinguished name such as"
                        + " ou=people,dc=corp,dc=example: 'people' is not a distinguished name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "uid={0},ou=people,dc=x -> uid={0},ou=people,dc=x",
                "(uid={0},dc=x) -> uid={0},dc=x",
                "(uid={0},dc=x)(cn={0},dc=x) -> uid={0},dc=x ! cn={0},dc=x",
                "( uid={0},dc=x) (cn={0},dc=x) ->  uid={0},dc=x ! cn={0},dc=x",
                "(|(uid={0},dc=x)(cn={0},dc=x)) -> uid={0},dc=x ! cn={0},dc=x",
                "(| (uid={0},dc=x) (cn={0},dc=x) ) -> uid={0},dc=x ! cn={0},dc=x",
                "(uid={0},dc=x)(uid={0},dc=x) -> uid={0},dc=x",
                "cn={0} \\(staff\\),dc=x -> cn={0} (staff),dc=x",
                "(cn={0} \\(a\\),dc=x)(cn={0},dc=x) -> cn={0} (a),dc=x ! cn={0},dc=x",
                "uid={0},ou=O''Brien -> uid={0},ou=O''Brien",
            })
    void patterns_are_read_as_old_files_write_them(String text, String expected) throws Exception {
        assertThat(Readings.read("userPattern", text).realm().user().patterns().stream()
                        .map(pattern -> pattern.toString().strip()))
                .containsExactly(expected.strip().split(" ! "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "uid=alice,dc=x -> must have {0} for the user name",
                "uid={1},dc=x -> must have {0} for the user name",
                "uid={0},ou={1},dc=x -> and no other place",
                "uid='{0}',dc=x -> would never be filled",
                "uid={user},dc=x -> does not begin with a place",
                "(uid={0},dc=x)(cn=y,dc=x) -> 'cn=y,dc=x' must have {0}",
                "uid={0},ou=people,dc -> has an equals sign but is not a distinguished name",
                "cn=#{0},dc=x -> has an equals sign but is not a distinguished name",
                "{0}=x,dc=x -> must stand for a value",
                "(uid={0},dc=x -> the parentheses do not pair up",
                "uid={0},dc=x) -> the parentheses do not pair up",
                "(uid={0},dc=x)y -> the parentheses do not pair up",
                "cn={0} (staff),dc=x -> the parentheses do not pair up",
                "(|) -> the parentheses do not pair up",
                "() -> must have {0} for the user name",
                "({0}@a.example)({0}@b.example) -> only one template that is no DN",
                "(uid={0},dc=x)({0}@a.example) -> cannot be mixed",
                "`` -> userPattern is empty",
            })
    void a_pattern_that_cannot_name_one_user_is_refused(String text, String reason) {
        assertThat(Readings.problems("userPattern", text))
                .singleElement()
                .asString()
                .startsWith("userPattern is ")
                .contains(reason)
                .contains("but must be one template such as uid={0}");
    }

    @Test
    void parentheses_without_end_are_refused_in_good_time() {
        assertThat(Readings.problems("userPattern", "(".repeat(20_000)))
                .singleElement()
                .asString()
                .contains("do not pair up");
    }

    @Test
    void one_of_pattern_and_search_must_be_there() {
        assertThat(Readings.problems("connectionURL", "ldap://localhost"))
                .containsExactly(
                        "userPattern, userSearch and userLoginAttribute are not set, but one of them must be: they find the"
                                + " user's entry");
    }

    @Test
    void a_search_beside_dn_templates_warns_that_it_is_not_used() throws Exception {
        Configuration read = Readings.read("userPattern", "uid={0},dc=x", "userSearch", "(uid={0})");

        assertThat(read.realm().warnings())
                .containsExactly("userSearch is not used, because the DN templates of userPattern name the entry");
        assertThat(read.realm().user().searches()).isEmpty();
        assertThat(read.realm().user().nameAttribute()).isNull();
    }

    @Test
    void several_templates_and_anonymous_searches_warn() throws Exception {
        assertThat(Readings.warnings("userPattern", "(uid={0},dc=x)(cn={0},dc=x)"))
                .singleElement()
                .asString()
                .contains("a password is tried on one DN after the other");
        assertThat(Readings.warnings(
                        "userPattern", "(uid={0},dc=x)(cn={0},dc=x)",
                        "connectionName", "cn=a",
                        "connectionPassword", "service-c4nary"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}@corp.example", "CORP\\{0}", "{0}"})
    void a_name_form_alone_warns_that_the_typed_name_is_seen(String pattern) throws Exception {
        Configuration read = Readings.read("userPattern", pattern);

        assertThat(read.realm().warnings()).singleElement().asString().contains("applications see the name as typed");
        assertThat(read.realm().user().patterns().get(0).distinguished()).isFalse();
        assertThat(read.realm().user().patterns().get(0).fillName("a,b")).contains("a,b");
    }

    @Test
    void a_name_form_keeps_its_search() throws Exception {
        UserConfig user = Readings.read("userPattern", "CORP\\{0}", "userSearch", "(sAMAccountName={0})")
                .realm()
                .user();

        assertThat(user.searches())
                .singleElement()
                .extracting(UserSearch::filter)
                .hasToString("(sAMAccountName={0})");
        assertThat(user.nameAttribute()).isEqualTo("sAMAccountName");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "(uid={0}) -> uid",
                "(|(mail={0})(uid={0})) -> mail",
                "(&(objectClass=person)(cn;lang-de={0})) -> cn",
            })
    void the_name_comes_from_the_first_clause_that_holds_it(String search, String attribute) throws Exception {
        assertThat(Readings.read("userSearch", search).realm().user().nameAttribute())
                .isEqualTo(attribute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(:caseExactMatch:={0})", "(0.9.2342.19200300.100.1.1={0})"})
    void a_search_that_names_no_attribute_asks_for_one(String search) throws Exception {
        assertThat(Readings.problems("userSearch", search))
                .singleElement()
                .asString()
                .startsWith("userNameAttribute is not set while userSearch is '" + search + "'");
        assertThat(Readings.read("userSearch", search, "userNameAttribute", "uid")
                        .realm()
                        .user()
                        .nameAttribute())
                .isEqualTo("uid");
        assertThat(Readings.problems("userSearch", search, "principalName", "typed"))
                .isEmpty();
    }

    @Test
    void a_dn_template_takes_the_name_from_an_attribute_only_if_told() throws Exception {
        assertThat(Readings.read("userPattern", "uid={0},dc=x").realm().user().nameAttribute())
                .isNull();
        assertThat(Readings.read("userPattern", "uid={0},dc=x", "userNameAttribute", "uid")
                        .realm()
                        .user()
                        .nameAttribute())
                .isEqualTo("uid");
    }

    @Test
    void the_typed_name_warns() throws Exception {
        Configuration read = Readings.read("userSearch", "(uid={0})", "principalName", "typed");

        assertThat(read.realm().user().typedName()).isTrue();
        assertThat(read.realm().warnings()).singleElement().asString().startsWith("principalName is 'typed'");
    }

    @Test
    void the_typed_name_comes_from_no_attribute() {
        assertThat(Readings.problems("userSearch", "(uid={0})", "principalName", "typed", "userNameAttribute", "uid"))
                .containsExactly(
                        "userNameAttribute is 'uid', but must be left out while principalName is 'typed': the name"
                                + " as typed comes from no attribute");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "userSearchAsUser -> true -> userSearchAsUser is 'true', but must be false while userPassword is",
                "roleSearchAsUser -> true -> roleSearchAsUser is 'true', but must be false while userPassword is",
                "connectionName -> {0}@x.example -> connectionName is '{0}@x.example', but must have no {0} while userPassword",
                "userPattern -> {0}@x.example -> userPattern is '{0}@x.example', but must make a DN while userPassword is",
            })
    void comparing_and_binding_as_the_user_contradict_each_other(String key, String value, String problem) {
        List<String> problems =
                Readings.problems("userSearch", "(uid={0})", "userPassword", "userPassword", key, value);

        assertThat(problems).singleElement().asString().startsWith(problem).contains("never binds as the user");
    }

    @Test
    void a_stored_password_can_be_compared() throws Exception {
        assertThat(Readings.read("userSearch", "(uid={0})", "userPassword", "userPassword")
                        .realm()
                        .user()
                        .passwordAttribute())
                .isEqualTo("userPassword");
    }

    @Test
    void searching_as_the_user_needs_a_search() {
        assertThat(Readings.problems("userPattern", "uid={0},dc=x", "userSearchAsUser", "true"))
                .containsExactly(
                        "userSearchAsUser is 'true', but must be false while userSearch is not set: there is no"
                                + " search to make");
    }

    @Test
    void two_ways_to_bind_as_the_user_are_refused() {
        assertThat(Readings.problems(
                        "userPattern", "{0}@x.example", "userSearch", "(uid={0})", "userSearchAsUser", "true"))
                .singleElement()
                .asString()
                .contains("userSearchAsUser is 'true', but must be false while userPattern is '{0}@x.example'");
        assertThat(Readings.problems(
                        "connectionName", "{0}@x.example", "userSearch", "(uid={0})", "userSearchAsUser", "true"))
                .singleElement()
                .asString()
                .contains("userSearchAsUser is 'true', but must be false while connectionName is '{0}@x.example'");
        assertThat(Readings.problems("connectionName", "{0}@x.example", "userPattern", "uid={0},dc=x"))
                .singleElement()
                .asString()
                .contains("connectionName is '{0}@x.example', but must have no {0} while userPattern is");
    }

    @Test
    void searches_can_be_made_as_the_user() throws Exception {
        assertThat(Readings.read("userSearch", "(uid={0})", "userSearchAsUser", "true")
                        .realm()
                        .user()
                        .searchAsUser())
                .isTrue();
    }

    @Test
    void attributes_follow_their_small_grammar() throws Exception {
        assertThat(Readings.read(
                                "userSearch",
                                "(uid={0})",
                                "userAttributes",
                                "mail, firstName = givenName|cn, email=mail:lower, m=mail|{name}@corp.example, sn;lang-de, *, +")
                        .realm()
                        .user()
                        .attributes())
                .containsExactly(
                        new AttributeRule("mail", List.of("mail"), false, null),
                        new AttributeRule("firstName", List.of("givenName", "cn"), false, null),
                        new AttributeRule("email", List.of("mail"), true, null),
                        new AttributeRule("m", List.of("mail"), false, "{name}@corp.example"),
                        new AttributeRule("sn;lang-de", List.of("sn;lang-de"), false, null),
                        new AttributeRule("*", List.of("*"), false, null),
                        new AttributeRule("+", List.of("+"), false, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "userPassword -> 'userPassword' holds passwords",
                "USERPASSWORD -> 'USERPASSWORD' holds passwords",
                "pw=userPassword;x-old -> 'userPassword;x-old' holds passwords",
                "x=mail|unicodePwd -> 'unicodePwd' holds passwords",
                "authPassword -> holds passwords",
                "sambaNTPassword -> holds passwords",
                "sambaLMPassword -> holds passwords",
                "krbPrincipalKey -> holds passwords",
                "mail,,cn -> there is an empty item",
                "mail,cn=sn,cn -> 'cn' is there twice",
                "x=*  -> '*' is not an attribute's short name",
                "2.5.4.35 -> is not an attribute's short name",
                "ldap.dn=mail -> names beginning with 'ldap.'",
                "1x=mail -> '1x' is not a name for a principal's attribute",
                "x= -> '' is not an attribute's short name",
                "m=mail|{user}@x -> is not an attribute's short name",
                "m=mail|{name}{x} -> has braces other than {name}",
                "m={name}@x -> is not an attribute's short name",
                "mail:upper -> is not an attribute's short name",
            })
    void an_attribute_list_that_shows_passwords_or_makes_no_sense_is_refused(String text, String reason) {
        assertThat(Readings.problems("userSearch", "(uid={0})", "userAttributes", text))
                .singleElement()
                .asString()
                .startsWith("userAttributes is '" + text.strip() + "', but must be a comma list")
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"userRoleName", "userRoleAttribute", "userNameAttribute", "roleName"})
    void no_other_key_shows_passwords_either(String key) {
        assertThat(Readings.problems("userSearch", "(uid={0})", key, "userPassword"))
                .singleElement()
                .asString()
                .startsWith(key + " is 'userPassword'")
                .contains("holds passwords");
    }

    @Test
    void the_attribute_compared_with_is_not_shown_whatever_its_name() {
        assertThat(Readings.problems(
                        "userSearch",
                        "(uid={0})",
                        "userPassword",
                        "description",
                        "userAttributes",
                        "about=Description"))
                .containsExactly(
                        "userAttributes is 'about=Description', but must not show description while userPassword is"
                                + " 'description': it holds passwords");
        assertThat(Readings.problems(
                        "userSearch", "(uid={0})", "userPassword", "description", "userRoleName", "cn,DESCRIPTION;x-a"))
                .hasSize(1);
    }

    @Test
    void role_attributes_are_a_list() throws Exception {
        assertThat(Readings.read("userSearch", "(uid={0})", "userRoleName", "memberOf , title,memberOf")
                        .realm()
                        .user()
                        .roleAttributes())
                .containsExactly("memberOf", "title");
    }

    @Test
    void password_attributes_are_known_in_any_case_and_on_a_turkish_machine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(PasswordAttributes.contains("KRBPRINCIPALKEY")).isTrue();
            assertThat(PasswordAttributes.contains("unicodePwd;binary")).isTrue();
            assertThat(PasswordAttributes.contains("mail")).isFalse();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void two_spellings_of_one_template_are_refused() {
        assertThat(Readings.problems("userPattern", "(uid={0},ou=people,dc=x)(UID={0}, ou=People, dc=x)"))
                .singleElement()
                .asString()
                .contains("two of the templates make the same DN");
    }
}
