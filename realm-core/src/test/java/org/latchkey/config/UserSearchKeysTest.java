package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/** The keys that make a search out of attributes' names, and those that say where and how far it goes. */
class UserSearchKeysTest {

    private static List<UserSearch> searches(String... keys) throws Exception {
        return Readings.read(keys).realm().user().searches();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "uid -> (uid={0}) -> uid",
                "uid, mail -> (|(uid={0})(mail={0})) -> uid",
                "mail,uid,mail -> (|(mail={0})(uid={0})) -> mail",
                "cn;lang-de -> (cn;lang-de={0}) -> cn",
            })
    void any_login_attribute_may_hold_what_was_typed_and_the_first_tells_the_name(
            String attributes, String filter, String name) throws Exception {
        UserConfig user =
                Readings.read("userLoginAttribute", attributes).realm().user();

        assertThat(user.searches())
                .singleElement()
                .extracting(UserSearch::filter)
                .hasToString(filter);
        assertThat(user.nameAttribute()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "uid, mail -> corp.example -> (|(uid={0})(mail={0}))",
                "userprincipalname -> corp.example ->"
                        + " (|(userprincipalname={0})(userprincipalname={0}@corp.example))",
                "sAMAccountName,userPrincipalName -> a.example, CORP, b.example -> (|(sAMAccountName={0})"
                        + "(userPrincipalName={0})(userPrincipalName={0}@a.example)(userPrincipalName={0}@b.example))",
                "userPrincipalName -> (x)*.org, {1}.org -> (|(userPrincipalName={0})(userPrincipalName={0}@\\28x\\29\\2a.org))",
                "userPrincipalName -> CORP -> (userPrincipalName={0})"
            })
    void a_principal_name_is_compared_with_the_domain_that_was_taken_off(
            String attributes, String domains, String filter) throws Exception {
        assertThat(searches("userLoginAttribute", attributes, "usernameDomain", domains))
                .singleElement()
                .extracting(UserSearch::filter)
                .hasToString(filter);
    }

    @Test
    void the_name_may_be_told_by_another_attribute() throws Exception {
        assertThat(Readings.read("userLoginAttribute", "mail, uid", "userNameAttribute", "uid")
                        .realm()
                        .user()
                        .nameAttribute())
                .isEqualTo("uid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "userLoginAttribute -> uid -> (&(uid={0})(objectClass=person))",
                "userSearch -> uid={0} -> (&(uid={0})(objectClass=person))",
            })
    void an_object_class_narrows_the_search_and_what_is_read_by_its_name(String key, String value, String filter)
            throws Exception {
        RealmConfig realm =
                Readings.read(key, value, "userObjectClass", "person").realm();

        assertThat(realm.user().searches().get(0).filter()).hasToString(filter);
        assertThat(realm.admission().entryFilter()).contains("(objectClass=person)");
        assertThat(Readings.read(key, value, "userObjectClass", "person", "userFilter", "(a=b)")
                        .realm()
                        .admission()
                        .entryFilter())
                .contains("(&(objectClass=person)(a=b))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}", "person)(x=*", "2.5.6.6", "a b"})
    void an_object_class_is_one_name(String text) {
        assertThat(Readings.problems("userSearch", "(uid={0})", "userObjectClass", text))
                .singleElement()
                .asString()
                .startsWith("userObjectClass is '" + text + "'");
    }

    @Test
    void a_filter_by_hand_and_login_attributes_exclude_each_other() {
        assertThat(Readings.problems("userSearch", "(uid={0})", "userLoginAttribute", "uid,mail"))
                .containsExactly(
                        "userLoginAttribute is 'uid,mail' while userSearch is '(uid={0})', but only one of them"
                                + " may be given: the first makes the filter that the second writes by hand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userPassword", "uid,USERPASSWORD;x-a", "", "uid,,mail", "(uid={0})", "uid={0}", "0.9.2"})
    void what_is_no_list_of_attributes_or_holds_passwords_is_refused(String text) {
        assertThat(Readings.problems("userLoginAttribute", text))
                .singleElement()
                .asString()
                .startsWith("userLoginAttribute is ")
                .contains("but must be attribute names separated by commas");
    }

    @Test
    void the_attribute_compared_with_is_no_login_attribute() {
        assertThat(Readings.problems(
                        "userLoginAttribute", "uid,description", "userPassword", "description", "userAttributes", "cn"))
                .singleElement()
                .asString()
                .startsWith("userLoginAttribute is 'uid,description', but must not show description");
    }

    @Test
    void login_attributes_beside_dn_templates_warn_that_they_are_not_used() throws Exception {
        Configuration read = Readings.read("userPattern", "uid={0},dc=x", "userLoginAttribute", "uid,mail");

        assertThat(read.realm().warnings())
                .containsExactly(
                        "userLoginAttribute is not used, because the DN templates of userPattern name the entry");
        assertThat(read.realm().user().searches()).isEmpty();
    }

    @Test
    void login_attributes_find_the_entry_of_a_template_that_is_no_dn() throws Exception {
        Configuration read = Readings.read(
                "userPattern", "CORP\\{0}", "userLoginAttribute", "sAMAccountName", "userAttributes", "mail");

        assertThat(read.realm().user().searches())
                .singleElement()
                .extracting(UserSearch::filter)
                .hasToString("(sAMAccountName={0})");
    }

    @Test
    void an_object_class_needs_the_entry() throws Exception {
        assertThat(Readings.read("userPattern", "{0}@corp.example", "userObjectClass", "person")
                        .realm()
                        .user()
                        .dnRefresh())
                .isTrue();
        assertThat(Readings.read("userPattern", "uid={0},dc=x", "userObjectClass", "person")
                        .realm()
                        .admission()
                        .needsEntry())
                .isTrue();
    }

    @Test
    void searching_as_the_user_works_by_login_attributes_too() throws Exception {
        assertThat(Readings.read("userLoginAttribute", "uid", "userSearchAsUser", "true")
                        .realm()
                        .user()
                        .searchAsUser())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"base,BASE", "one,ONE", "subtree,SUBTREE", "SubTree,SUBTREE"})
    void a_scope_says_how_far_the_search_reaches(String text, UserScope scope) throws Exception {
        assertThat(searches("userLoginAttribute", "uid", "userScope", text))
                .singleElement()
                .extracting(UserSearch::scope)
                .isEqualTo(scope);
    }

    @ParameterizedTest
    @CsvSource({"true,SUBTREE", "false,ONE"})
    void without_a_scope_the_old_switch_says_it(String text, UserScope scope) throws Exception {
        assertThat(searches("userLoginAttribute", "uid", "userSubtree", text))
                .singleElement()
                .extracting(UserSearch::scope)
                .isEqualTo(scope);
    }

    @ParameterizedTest
    @CsvSource({
        "true,subtree,",
        "false,one,",
        "true,one,subtree",
        "true,base,subtree",
        "false,subtree,one",
        "false,base,one"
    })
    void a_scope_and_the_old_switch_must_agree(String subtree, String scope, String instead) {
        List<String> problems =
                Readings.problems("userLoginAttribute", "uid", "userSubtree", subtree, "userScope", scope);

        assertThat(problems)
                .isEqualTo(
                        instead == null
                                ? List.of()
                                : List.of("userScope is '" + scope + "', but must be " + instead
                                        + ", or left out, while userSubtree is '" + subtree
                                        + "': both say how far the user search reaches"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "BASE -> ou=a,dc=x -> true",
                "BASE -> uid=u,ou=a,dc=x -> false",
                "ONE -> OU=A, DC=X -> false",
                "ONE -> uid=u,ou=a,dc=x -> true",
                "ONE -> uid=u,ou=b,ou=a,dc=x -> false",
                "ONE -> uid=u,ou=b,dc=x -> false",
                "SUBTREE -> ou=a,dc=x -> true",
                "SUBTREE -> uid=u,ou=b,OU=A,dc=x -> true",
                "SUBTREE -> uid=u,dc=x -> false",
                "SUBTREE -> uid=u,ou=aa,dc=x -> false",
            })
    void an_entry_is_in_reach_or_not(UserScope scope, String entry, boolean reached) {
        assertThat(scope.reaches(Dn.parse("ou=a,dc=x"), Dn.parse(entry))).isEqualTo(reached);
    }

    private static final String[] TWO = {
        "connectionURL", "ldap://localhost/dc=x", "userLoginAttribute", "uid", "userBase", "ou=a", "userBase.2", "ou=b"
    };

    private static String[] two(String... more) {
        String[] all = Arrays.copyOf(TWO, TWO.length + more.length);
        System.arraycopy(more, 0, all, TWO.length, more.length);
        return all;
    }

    @Test
    void what_a_further_base_does_not_say_itself_is_as_for_the_first() throws Exception {
        FilterText uid = searches(two()).get(0).filter();

        assertThat(searches(two("userScope", "subtree")))
                .extracting(
                        UserSearch::base,
                        UserSearch::scope,
                        search -> search.filter().toString())
                .containsExactly(
                        tuple(Dn.parse("ou=a,dc=x"), UserScope.SUBTREE, uid.toString()),
                        tuple(Dn.parse("ou=b,dc=x"), UserScope.SUBTREE, uid.toString()));
        assertThat(searches(two("userScope", "subtree", "userScope.2", "one", "userSearch.2", "(cn={0})")))
                .extracting(UserSearch::scope, search -> search.filter().toString())
                .containsExactly(tuple(UserScope.SUBTREE, "(uid={0})"), tuple(UserScope.ONE, "(cn={0})"));
        assertThat(Readings.read(two()).realm().user().base()).isEqualTo(Dn.parse("ou=a,dc=x"));
    }

    @Test
    void what_every_entry_must_match_counts_under_each_base() throws Exception {
        assertThat(searches(two("userFilter", "(a=b)", "userSearch.2", "(cn={0})")))
                .extracting(search -> search.filter().toString())
                .containsExactly("(&(uid={0})(a=b))", "(&(cn={0})(a=b))");
    }

    @Test
    void a_scope_of_its_own_may_differ_from_the_switch_of_the_first() throws Exception {
        assertThat(searches(two("userSubtree", "true", "userScope.2", "base")))
                .extracting(UserSearch::scope)
                .containsExactly(UserScope.SUBTREE, UserScope.BASE);
    }

    @Test
    void mistakes_under_a_further_base_are_told_once_and_by_their_names() {
        assertThat(Readings.problems(two("userSearch.2", "(cn=*)")))
                .singleElement()
                .asString()
                .startsWith("userSearch.2 is '(cn=*)'")
                .contains("it would find the same entries for every name");
        assertThat(Readings.problems(
                        "userSearch", "(uid=*)", "userBase", "ou=a", "userBase.2", "ou=b", "userBase.3", "ou=c"))
                .hasSize(1);
        assertThat(Readings.problems(two("userScope.2", "all")))
                .containsExactly("userScope.2 is 'all', but must be base, one or subtree");
        assertThat(Readings.problems(two("userScope.3", "one")))
                .singleElement()
                .asString()
                .contains("must not come without userBase.3");
        assertThat(Readings.problems("userLoginAttribute", "uid", "userBase.2", "ou=b"))
                .containsExactly(
                        "userBase is '' by default while userBase.2 is 'ou=b', but must be given: it is the first of several");
        assertThat(Readings.problems(two("userLoginAttribute.2", "cn")))
                .singleElement()
                .asString()
                .contains("userLoginAttribute is given once, without a number");
    }
}
