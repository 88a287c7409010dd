package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** Ids, bytes and everything else that an entry brings to a principal, from a real server. */
class EntryAttributesIT {
    private static final String ADMIN = "cn=admin,dc=example,dc=org";
    private static final String OCTETS = "SYNTAX 1.3.6.1.4.1.1466.115.121.1.40";

    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("entry-attributes")
            .global("attributetype ( 1.2.840.113556.1.4.2 NAME 'objectGUID' " + OCTETS + " SINGLE-VALUE )")
            .global("attributetype ( 1.2.840.113556.1.4.146 NAME 'objectSid' " + OCTETS + " SINGLE-VALUE )")
            .global("attributetype ( 1.3.6.1.4.1.99999.1 NAME 'voice' " + OCTETS + " )")
            .database("rootdn \"" + ADMIN + "\"")
            .database("rootpw admin-c4nary")
            .build();

    private static final byte[] GUID = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    private static final byte[] SID =
            HexFormat.of().parseHex("010500000000000515000000dcf4dc3b833d2b46828ba62800020000");
    private static final byte[] PHOTO = HexFormat.of().parseHex("ffd8ffe000104a464946");

    @BeforeAll
    static void enrol() throws Exception {
        try (LDAPConnection admin = new LDAPConnection("127.0.0.1", SLAPD.port(), ADMIN, "admin-c4nary")) {
            admin.add(
                    "dn: uid=octavia," + Fixture.PEOPLE,
                    "objectClass: inetOrgPerson",
                    "objectClass: extensibleObject",
                    "uid: octavia",
                    "cn: Octavia",
                    "cn;lang-la: Octavia Minor",
                    "sn: Octavia",
                    "mail: O@Example.ORG",
                    "userPassword: octavia-c4nary",
                    "objectGUID:: " + base64(GUID),
                    "objectSid:: " + base64(SID),
                    "voice:: " + base64(PHOTO),
                    "jpegPhoto:: " + base64(PHOTO),
                    "audio:: " + base64(new byte[300_000]));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Map<String, Object> attributes(Engine engine) {
        var result = engine.login("octavia", "octavia-c4nary");
        assertThat(Engine.name(result)).isEqualTo("octavia");
        Map<String, Object> proved = Engine.principal(engine.proved("octavia")).attributes();
        Map<String, Object> typed = Engine.principal(result).attributes();
        assertThat(proved.keySet()).as("the same by every door").isEqualTo(typed.keySet());
        return typed;
    }

    private static Object id(String attribute) throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "userIdAttribute", attribute)) {
            return attributes(engine).get("ldap.id");
        }
    }

    @Test
    void ids_are_written_as_their_own_tools_write_them() throws Exception {
        assertThat(id("objectGUID")).isEqualTo("33221100-5544-7766-8899-aabbccddeeff");
        assertThat(id("OBJECTSID")).isEqualTo("S-1-5-21-1004336348-1177238915-682003330-512");
        assertThat(id("entryUUID")).asString().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void an_id_comes_with_the_entry_and_costs_no_operation() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "userIdAttribute", "entryUUID")) {
            engine.loginAs("alice");
            Operations seen = SLAPD.during(() -> engine.loginAs("alice"));
            assertThat(seen.searches()).isEqualTo(2);
            assertThat(seen.binds()).isOne();
        }
    }

    @Test
    void an_id_of_several_values_or_none_is_a_fault() throws Exception {
        for (String attribute : List.of("employeeType", "roomNumber")) {
            try (Engine engine = Engine.searching(SLAPD, "userIdAttribute", attribute)) {
                assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.MISCONFIGURED);
                assertThat(Engine.cause(engine.proved("alice"))).isEqualTo(UnavailableCause.MISCONFIGURED);
                assertThat(Engine.reason(engine.login("alice", "wrong-c4nary"))).isNotNull();
            }
        }
    }

    @Test
    void bytes_arrive_whole_by_name_and_never_by_a_star() throws Exception {
        try (Engine engine = Engine.searching(
                SLAPD,
                "binaryAttributes",
                "voice",
                "userAttributes",
                "voice, photo=jpegPhoto, audio, latin=cn;lang-la, mail=mail:lower, *, +")) {
            Map<String, Object> octavia = attributes(engine);
            assertThat((List<?>) octavia.get("voice")).singleElement().isEqualTo(PHOTO);
            assertThat((List<?>) octavia.get("photo")).singleElement().isEqualTo(PHOTO);
            assertThat(octavia)
                    .containsEntry("latin", List.of("Octavia Minor"))
                    .containsEntry("mail", List.of("o@example.org"))
                    .containsEntry("cn", List.of("Octavia"))
                    .containsKeys("entryUUID", "createTimestamp")
                    .doesNotContainKeys("audio", "jpegPhoto", "objectGUID", "objectSid", "userPassword");
            assertThat(octavia.toString()).doesNotContain("c4nary");
        }
    }
}
