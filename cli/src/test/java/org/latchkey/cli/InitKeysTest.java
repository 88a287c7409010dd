package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.latchkey.auth.Dn;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Preset;
import org.latchkey.config.RealmConfig;
import org.latchkey.inspect.DirectoryShape;
import org.latchkey.inspect.GroupKind;
import org.latchkey.inspect.GroupsSeen;
import org.latchkey.inspect.UsersSeen;

/** Which keys are written for which directory: those that are neither default nor the preset's. */
class InitKeysTest {

    static final List<Form> FORMS = FormTest.FORMS;

    private static final String SUFFIX = "dc=corp,dc=example";
    private static final InitKeys.Access ACCESS = new InitKeys.Access(
            "ldaps://dc1.corp.example", false, null, "cn=reader," + SUFFIX, "${file:/run/secrets/ldap-reader}");
    /** A naming context and units as nobody should call them; a line end is inside a name, too. */
    private static final String HOSTILE_SUFFIX = "o=R&D \\\"the\\\" 'best' --\\>\\<!--";

    private static final String HOSTILE_PEOPLE = "ou=line\\0atwo {0} ${user.home}\\, \\\\ */ //," + HOSTILE_SUFFIX;

    private static UsersSeen users(String base, String attribute, boolean listed) {
        return new UsersSeen(Dn.parse(base).hexEscaped(), attribute, 10, Map.of(attribute, 10), listed);
    }

    private static DirectoryShape shape(Preset preset, UsersSeen users, List<GroupKind> kinds, boolean nested) {
        List<String> bases = kinds.isEmpty() ? List.of() : List.of("ou=groups," + SUFFIX);
        return new DirectoryShape(
                "X", Optional.ofNullable(preset), SUFFIX, users, new GroupsSeen(bases, kinds, nested));
    }

    private static Map<String, String> keys(DirectoryShape shape, Map<String, String> set) {
        return new PropertiesForm().read(new PropertiesForm().write(List.of(), InitKeys.of(shape, ACCESS, set)));
    }

    @Test
    void active_directory_needs_nothing_but_its_preset() {
        DirectoryShape shape = new DirectoryShape(
                "AD",
                Optional.of(Preset.ACTIVE_DIRECTORY),
                SUFFIX,
                users(SUFFIX, "sAMAccountName", true),
                new GroupsSeen(List.of(SUFFIX), List.of(GroupKind.MEMBER), true));
        assertThat(keys(shape, Map.of()))
                .containsOnlyKeys("preset", "connectionURL", "connectionName", "connectionPassword", "roleExcludes")
                .containsEntry("connectionURL", "ldaps://dc1.corp.example/" + SUFFIX);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENLDAP, MEMBER, ",
        "OPENLDAP, MEMBER_UID, ",
        "OPENLDAP, ROLE_OCCUPANT, organizationalRole",
        "DS389, UNIQUE_MEMBER, ",
        "DS389, MEMBER_UID, posix",
        "FREEIPA, MEMBER, ",
        ", MEMBER, member",
        ", UNIQUE_MEMBER, uniqueMember",
        ", MEMBER_URL, memberURL"
    })
    void groups_are_found_by_the_preset_or_by_their_kind(Preset preset, GroupKind kind, String type) {
        Map<String, String> keys =
                keys(shape(preset, users("ou=people," + SUFFIX, "uid", false), List.of(kind), false), Map.of());
        assertThat(keys.get("groupType")).isEqualTo(type);
        assertThat(keys).containsEntry("roleBase", "ou=groups").containsEntry("roleExcludes", "manager-*, admin-*");
        assertThat(keys.containsKey("roleSubtree")).isEqualTo(preset == null);
    }

    @Test
    void kinds_that_the_preset_does_not_know_are_all_asked_for() {
        List<GroupKind> kinds = List.of(GroupKind.MEMBER, GroupKind.MEMBER_URL);
        assertThat(keys(shape(Preset.DS389, users(SUFFIX, "uid", false), kinds, true), Map.of()))
                .containsEntry("groupType", "auto")
                .doesNotContainKeys("roleNested", "userBase", "userLoginAttribute");
    }

    @Test
    void where_only_entries_list_their_groups_they_are_read_there() {
        assertThat(keys(shape(Preset.OPENLDAP, users(SUFFIX, "uid", true), List.of(), false), Map.of()))
                .containsEntry("groupType", "memberOf");
    }

    @Test
    void without_groups_there_is_no_role_search_and_so_no_preset() {
        assertThat(keys(shape(Preset.OPENLDAP, users(SUFFIX, "uid", false), List.of(), false), Map.of()))
                .containsOnlyKeys(
                        "connectionURL", "connectionName", "connectionPassword", "userLoginAttribute", "userSubtree");
    }

    @Test
    void what_was_asked_for_wins_and_takes_the_place_of_what_cannot_stand_beside_it() {
        DirectoryShape shape = shape(null, users(SUFFIX, "uid", false), List.of(GroupKind.MEMBER), false);
        assertThat(keys(shape, Map.of("userSearch", "(&(uid={0})(a=b))", "roleSearch", "(member={0})")))
                .containsEntry("userSearch", "(&(uid={0})(a=b))")
                .doesNotContainKeys("userLoginAttribute", "groupType");
        assertThat(keys(shape, Map.of("roleNested", "false", "userScope", "subtree")))
                .doesNotContainKeys("roleNested", "userSubtree");
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void hostile_names_of_the_directory_survive(Form form) throws Exception {
        DirectoryShape shape = new DirectoryShape(
                "a server --> */ called <x>",
                Optional.of(Preset.OPENLDAP),
                Dn.parse(HOSTILE_SUFFIX).hexEscaped(),
                users(HOSTILE_PEOPLE, "uid", false),
                new GroupsSeen(
                        List.of(Dn.parse(HOSTILE_PEOPLE).hexEscaped(), "ou=jürgen," + HOSTILE_SUFFIX),
                        List.of(GroupKind.MEMBER),
                        true));
        Draft draft = Draft.of(form, List.of("for " + shape.vendor()), InitKeys.of(shape, ACCESS, Map.of()));
        Map<String, String> keys = new HashMap<>(draft.keys());
        keys.put("connectionPassword", "x");
        RealmConfig realm = ConfigReader.read(form.door(), keys).realm();
        assertThat(realm.user().searches().get(0).base()).isEqualTo(Dn.parse(HOSTILE_PEOPLE));
        assertThat(realm.roles().ranges().get(0).base()).isEqualTo(Dn.parse(HOSTILE_PEOPLE));
        assertThat(realm.roles().ranges().get(1).base()).isEqualTo(Dn.parse("ou=jürgen," + HOSTILE_SUFFIX));
    }

    @Test
    void a_value_that_the_container_would_replace_is_refused() {
        assertThatThrownBy(() -> Draft.of(
                        new ServerXmlForm(),
                        List.of(),
                        List.of(new Setting("userFilter", "(cn=${java.version})", "x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("userFilter");
    }

    @ParameterizedTest
    @CsvSource({
        "ldap://dc1.corp.example, ldaps://dc1.corp.example",
        "ldap://dc1.corp.example:389/dc=corp, ldaps://dc1.corp.example/dc=corp",
        "LDAP://10.0.0.1, ldaps://10.0.0.1",
        "ldap://[fe80::1], ldaps://[fe80::1]",
        "ldap://[fe80::1]:389, ldaps://[fe80::1]",
        "ldap://dc1.corp.example:1389, ",
        "ldap:///dc=corp, "
    })
    void the_same_server_is_asked_for_ldaps_where_its_port_is_the_usual_one(String url, String beside) {
        assertThat(InitSurvey.beside(url)).isEqualTo(Optional.ofNullable(beside));
    }
}
