package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that say which attribute is the stable id, and which hold bytes. */
class EntryAttributeKeysTest {

    @Test
    void the_id_is_read_and_needs_the_entry() throws Exception {
        UserConfig user = Readings.read("userPattern", "uid={0},dc=x", "userIdAttribute", "entryUUID")
                .realm()
                .user();
        assertThat(user.idAttribute()).isEqualTo("entryUUID");
        assertThat(Readings.read("userSearch", "(uid={0})").realm().user().idAttribute())
                .isNull();
        assertThat(Readings.read("userPattern", "{0}@corp.example", "userIdAttribute", "objectGUID")
                        .realm()
                        .user()
                        .dnRefresh())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "userIdAttribute,userPassword",
        "userIdAttribute,2.5.4.3",
        "userIdAttribute,'cn,sn'",
        "binaryAttributes,unicodePwd",
        "binaryAttributes,'jpegPhoto,,x'",
        "binaryAttributes,'a b'",
    })
    void passwords_and_what_is_no_name_are_refused(String key, String value) {
        assertThat(Readings.problems("userSearch", "(uid={0})", key, value))
                .singleElement()
                .asString()
                .startsWith(key + " is '" + value + "'");
    }

    @Test
    void the_attribute_compared_with_is_no_id() {
        assertThat(Readings.problems(
                        "userSearch", "(uid={0})", "userPassword", "description", "userIdAttribute", "Description"))
                .singleElement()
                .asString()
                .startsWith("userIdAttribute is 'Description', but must not show description");
    }

    @Test
    void binary_attributes_reach_jndi_beside_those_known() throws Exception {
        String site = Readings.read("userSearch", "(uid={0})", "binaryAttributes", "voice, jpegPhoto")
                .realm()
                .directory()
                .environment()
                .get(BinaryAttributes.PROPERTY);
        assertThat(site).isEqualTo("voice jpegPhoto");
        assertThat(BinaryAttributes.with(site).split(" ")).contains("objectGUID", "objectSid", "voice", "jpegPhoto");
        assertThat(BinaryAttributes.with("")).startsWith("objectGUID").doesNotEndWith(" ");
    }

    @Test
    void both_ways_to_name_them_count() throws Exception {
        assertThat(Readings.read(
                                "userSearch",
                                "(uid={0})",
                                "binaryAttributes",
                                "voice",
                                "environment.java.naming.ldap.attributes.binary",
                                " sound  smell ")
                        .realm()
                        .directory()
                        .environment())
                .containsEntry(BinaryAttributes.PROPERTY, "voice sound smell");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userNameAttribute -> cn -> cn",
                "userRoleName -> title,memberOf -> MEMBEROF",
                "userRoleAttribute -> gid -> gid;x-a",
                "roleName -> cn -> CN",
                "requireAttribute -> employeeType=staff -> employeeType",
                "userSearch -> (mail={0}) -> mail",
                "userPattern -> uid={0},dc=x -> uid",
                "groupType -> memberOf -> memberOf",
            })
    void what_is_needed_as_text_cannot_be_bytes(String row) {
        String[] parts = row.split(" -> ");
        boolean finds = parts[0].equals("userSearch") || parts[0].equals("userPattern");
        String[] finding = finds ? new String[] {parts[0], parts[1]} : new String[] {"userSearch", "(uid={0})"};
        String[] keys = {finding[0], finding[1], parts[0], parts[1], "binaryAttributes", "voice," + parts[2]};
        assertThat(Readings.problems(keys))
                .singleElement()
                .asString()
                .contains("but must not name '" + parts[2] + "' while binaryAttributes is 'voice," + parts[2]
                        + "': its values are needed as text");
        assertThat(Readings.problems(
                        finding[0],
                        finding[1],
                        parts[0],
                        parts[1],
                        "environment.java.naming.ldap.attributes.binary",
                        parts[2]))
                .singleElement()
                .asString()
                .contains("environment.java.naming.ldap.attributes.binary is set: its values are needed as text");
    }

    @Test
    void login_attributes_are_needed_as_text_too() {
        assertThat(Readings.problems("userLoginAttribute", "uid,mail", "binaryAttributes", "mail"))
                .singleElement()
                .asString()
                .startsWith("userLoginAttribute is 'uid,mail', but must not name 'mail'");
    }
}
