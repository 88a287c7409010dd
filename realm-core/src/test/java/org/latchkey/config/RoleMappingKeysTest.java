package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;

/** What is read from {@code roleMapping} and the keys beside it, and what is refused. */
class RoleMappingKeysTest {

    @TempDir
    private Path folder;

    @Test
    void rows_are_many_to_many_and_every_kind_of_left_side_is_known() throws Exception {
        assertThat(mappings("cn=staff,ou=groups,dc=x -> employee, reader; staff -> employee; APP_*_admin -> admin_$1;"
                        + " * -> everybody; 'cn=a&b,dc=x' -> r; \"R&D\" -> research;"))
                .containsExactly(
                        row(new GroupPattern.OfEntry(Dn.parse("CN=staff, OU=groups, DC=x")), "employee", "reader"),
                        row(new GroupPattern.OfName(RoleGlob.parse("staff")), "employee"),
                        row(new GroupPattern.OfName(RoleGlob.parse("APP_*_admin")), "admin_$1"),
                        row(new GroupPattern.Everybody(), "everybody"),
                        row(new GroupPattern.OfEntry(Dn.parse("cn=a&b,dc=x")), "r"),
                        row(new GroupPattern.OfName(RoleGlob.literal("R&D")), "research"));
    }

    @Test
    void what_is_in_quotes_is_no_syntax() throws Exception {
        assertThat(mappings("\"a; b -> c\" -> \"x, y\", 'z;'; \"*\" -> star; O'Reilly -> x; cn=a\\;b,dc=x -> y;"
                        + "cn=\"q;r\",dc=x -> z"))
                .containsExactly(
                        row(new GroupPattern.OfName(RoleGlob.literal("a; b -> c")), "x, y", "z;"),
                        row(new GroupPattern.OfName(RoleGlob.literal("*")), "star"),
                        row(new GroupPattern.OfName(RoleGlob.parse("O'Reilly")), "x"),
                        row(new GroupPattern.OfEntry(Dn.parse("cn=a\\;b,dc=x")), "y"),
                        row(new GroupPattern.OfEntry(Dn.parse("cn=q\\;r,dc=x")), "z"));
    }

    @Test
    void operators_make_a_group_expression_and_escapes_are_those_of_one() throws Exception {
        assertThat(mappings(
                        "staff & !'cn=a;dc=b' -> x; (R\\26D|\"a -> b\") -> y; CORP\\5cadmins -> z; A\\28*\\29 -> $1"))
                .containsExactly(
                        row(new GroupPattern.OfExpression(GroupExpression.parse("staff & !'cn=a;dc=b'")), "x"),
                        row(new GroupPattern.OfExpression(GroupExpression.parse("'R&D' | 'a -> b'")), "y"),
                        row(new GroupPattern.OfName(RoleGlob.literal("CORP\\admins")), "z"),
                        row(new GroupPattern.OfName(RoleGlob.parse("A(*)")), "$1"));
    }

    @Test
    void an_equals_sign_stands_for_the_arrow_after_a_plain_name() throws Exception {
        assertThat(mappings("staff=employee, reader; Domain Admins = admin"))
                .containsExactly(
                        row(new GroupPattern.OfName(RoleGlob.parse("staff")), "employee", "reader"),
                        row(new GroupPattern.OfName(RoleGlob.parse("Domain Admins")), "admin"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "staff -> => in 'staff ->' a role is empty",
                "staff -> a,,b => a role is empty",
                "staff= => a role is empty",
                "-> a => there is no group to the left",
                "'' -> a => a group is missing",
                "; => there is no row",
                "staff => there is no ->",
                "cn=staff,dc=x => there is no ->",
                "APP_*=x => there is no ->",
                "'cn=staff,dc=x'=x => there is no ->",
                "a -> b -> c => there is more than one ->",
                "cn=staff,ou -> a => 'cn=staff,ou' is not a distinguished name",
                "cn=APP_*,dc=x -> a => a pattern with * or ? is of one name only",
                "'a b'* -> a => a pattern with * or ? is of one name only",
                "a, b* -> a => a pattern with * or ? is of one name only",
                "APP_* & !b -> a => a pattern with * or ? is of one name only",
                "a*\\2A -> b => a pattern with * or ? is of one name only",
                "a| -> c => a group is missing at the end",
                "Admins (EU) -> c => an operator is missing",
                "cn=R&D,dc=x -> c => a DN that holds &|!() stands in quotes",
                "cn=a,dc=x|cn=b,dc=x -> c => it reads as one DN and as an expression",
                "a, b -> c => groups are joined by | or &",
                "CORP\\users -> c => a backslash takes two hex digits",
                "'a -> b => the quote ' is not closed",
                "'a'b -> c => an operator is missing",
                "a -> 'b'c => something stands beside what is in quotes",
                "a -> * => to a container * and ** stand for all roles and all users",
                "a -> b, ** => to a container * and ** stand for all roles and all users",
                "a -> b # why => a comment has a line of its own",
                "a -> b=c => a role with ; or = must stand in quotes",
                "a** -> b => two stars",
                "a -> b_$1 => $1 could never be filled: stars to the left of it: 0",
                "a* -> b_$2 => $2 could never be filled: stars to the left of it: 1",
                "a* -> b_$0 => $0 could never be filled: stars to the left of it: 1",
                "* -> b_$1 => $1 could never be filled",
                "a* -> b_$99999999999 => $99999999999 could never be filled"
            })
    void what_is_no_mapping_is_refused_with_the_row_and_the_reason(String given, String reason) {
        assertThat(problems("roleMapping", given))
                .singleElement()
                .asString()
                .startsWith("roleMapping is '" + given + "', but must be one or more group -> role")
                .contains(reason);
    }

    @Test
    void every_wrong_row_is_named_at_once() {
        assertThat(problems("roleMapping", "a ->; b -> c; d -> *"))
                .singleElement()
                .asString()
                .contains("in 'a ->' a role is empty; in 'd -> *' to a container");
    }

    @Test
    void a_file_has_one_mapping_a_line_and_comments() throws Exception {
        Path file = file(
                "\uFEFF# who may do what\r\n\r\n  cn=a;ou=b,dc=x -> \"one\", two\r\nC# team = developer\n  # -> none\n");

        assertThat(read("roleMappingFile", file.toString(), "roleMapping", "x -> y")
                        .mappings())
                .containsExactly(
                        row(new GroupPattern.OfName(RoleGlob.parse("x")), "y"),
                        row(new GroupPattern.OfEntry(Dn.parse("cn=a,ou=b,dc=x")), "one", "two"),
                        row(new GroupPattern.OfName(RoleGlob.parse("C# team")), "developer"));
    }

    @Test
    void every_wrong_line_of_a_file_is_named_with_its_number() throws Exception {
        Path file = file("a -> b\n\nstaff ->\n# fine\nc -> d; e -> f\ng -> h;i\n");

        assertThat(problems("roleMappingFile", file.toString()))
                .singleElement()
                .asString()
                .startsWith("roleMappingFile is '" + file + "', but must be a file in UTF-8 with one group -> role")
                .contains(
                        "line 3, 'staff ->': a role is empty",
                        "line 5, 'c -> d; e -> f': there is more than one ->",
                        "line 6, 'g -> h;i': a role with ; or =");
    }

    @Test
    void a_file_that_cannot_be_used_is_refused_with_the_reason() throws Exception {
        assertThat(problems("roleMappingFile", folder.resolve("none").toString()))
                .singleElement()
                .asString()
                .contains("there is no ");
        assertThat(problems("roleMappingFile", folder.toString()))
                .singleElement()
                .asString()
                .contains("is no file");
        assertThat(problems("roleMappingFile", file("# nothing\n").toString()))
                .singleElement()
                .asString()
                .contains("there is no mapping in it");
        Path latin = folder.resolve("latin1");
        Files.write(latin, "M\u00FCller -> x".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems("roleMappingFile", latin.toString()))
                .singleElement()
                .asString()
                .contains("it is not UTF-8 text");
    }

    @Test
    void only_mapped_roles_without_a_mapping_would_be_none_at_all() {
        assertThat(problems("roleMappingOnly", "true"))
                .containsExactly("roleMappingOnly is 'true', but roleMapping or roleMappingFile must be given then:"
                        + " nobody would get a role from a group");
        assertThat(problems("roleMappingOnly", "true", "roleMapping", "a -> b")).isEmpty();
        assertThat(problems("roleMappingOnly", "yes"))
                .containsExactly("roleMappingOnly is 'yes', but must be true or false");
    }

    @Test
    void rules_for_the_directory_s_names_warn_where_these_are_no_roles() throws Exception {
        assertThat(Readings.warnings(keys(
                        "roleMappingOnly", "true", "roleMapping", "a -> b", "rolePrefix", "x_", "roleCase", "lower")))
                .containsExactly("no name of the directory is a role by itself, because of roleMappingOnly; not used:"
                        + " rolePrefix, roleCase");
    }

    @Test
    void the_rules_for_the_directory_s_names_are_read() throws Exception {
        RoleNaming naming = read(
                        "roleCase",
                        "Lower",
                        "roleIncludes",
                        " app_* , staff ",
                        "roleExcludes",
                        "*-gui",
                        "rolePrefix",
                        " ldap_ ")
                .naming();

        assertThat(naming)
                .isEqualTo(new RoleNaming(
                        RoleCase.LOWER,
                        List.of(RoleGlob.parse("app_*"), RoleGlob.parse("staff")),
                        List.of(RoleGlob.parse("*-gui")),
                        "ldap_"));
        assertThat(read()).isEqualTo(RoleRules.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "roleIncludes => a,,b => must be role names separated by commas",
                "roleExcludes => a** => must be role names separated by commas",
                "roleCase => camel => must be keep, lower or upper",
                "roleIncludes => `` => is empty",
                "rolePrefix => ` ` => is empty"
            })
    void a_rule_that_says_nothing_is_refused(String key, String value, String reason) {
        assertThat(problems(key, value))
                .singleElement()
                .asString()
                .startsWith(key)
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userRoleName=title",
                "groupType=member",
                "groupType=memberOf",
                "roleName=cn,roleSearch=(member={0})"
            })
    void a_directory_that_could_name_a_container_s_own_roles_warns(String given) throws Exception {
        String[] found = given.split("[,=]", given.contains(",") ? 4 : 2);

        assertThat(warnings(found))
                .containsExactly("the directory can give the role manager-gui, manager-script, manager-jmx,"
                        + " manager-status, admin-gui, admin-script: whoever may name a group so there governs a container"
                        + " whose manager application asks this realm. Give roleExcludes, rolePrefix or roleMappingOnly, or"
                        + " names in roleIncludes, to rule it out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "roleExcludes => MANAGER-*, admin-*",
                "roleIncludes => app_*",
                "rolePrefix => ldap_",
                "roleCase => upper",
                "roleMappingOnly => true"
            })
    void one_rule_that_keeps_them_out_is_enough(String key, String value) throws Exception {
        assertThat(warnings("userRoleName", "title", key, value, "roleMapping", "boss -> manager-gui; APP_* -> app_$1"))
                .isEmpty();
    }

    @Test
    void a_rule_that_leaves_one_open_names_that_one() throws Exception {
        assertThat(warnings("userRoleName", "title", "roleExcludes", "manager-*, admin-gui"))
                .singleElement()
                .asString()
                .startsWith("the directory can give the role admin-script:");
        assertThat(warnings("userRoleName", "title", "roleMappingOnly", "true", "roleMapping", "APP_* -> manager-$1"))
                .singleElement()
                .asString()
                .startsWith(
                        "the directory can give the role manager-gui, manager-script, manager-jmx, manager-status:");
    }

    @Test
    void without_names_from_the_directory_nothing_can_come_from_there() throws Exception {
        assertThat(warnings("commonRole", "manager-gui")).isEmpty();
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("roles.txt"), text, StandardCharsets.UTF_8);
    }

    private static RoleMapping row(GroupPattern who, String... roles) {
        return new RoleMapping(who, List.of(roles));
    }

    private static List<RoleMapping> mappings(String text) throws ConfigException {
        return read("roleMapping", text).mappings();
    }

    private static RoleRules read(String... more) throws ConfigException {
        return Readings.read(keys(more)).realm().roleRules();
    }

    private static List<String> warnings(String... more) throws ConfigException {
        return Readings.warnings(keys(more));
    }

    private static List<String> problems(String... more) {
        return Readings.problems(keys(more));
    }

    private static String[] keys(String... more) {
        String[] keys = new String[more.length + 2];
        keys[0] = "userSearch";
        keys[1] = "(uid={0})";
        System.arraycopy(more, 0, keys, 2, more.length);
        return keys;
    }
}
