package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import org.apache.catalina.TomcatPrincipal;
import org.apache.catalina.realm.GenericPrincipal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keys do that say which attribute is an id, and which hold bytes. */
class EntryAttributeKeysTest {

    private static final byte[] PHOTO = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0};

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private void give(String attribute, byte[] value) {
        directory.modify(
                "dn: " + TestDirectory.ALICE,
                "changetype: modify",
                "add: " + attribute,
                attribute + ":: " + Base64.getEncoder().encodeToString(value));
    }

    private static TomcatPrincipal alice(TestRealm realm) {
        return (TomcatPrincipal) realm.login("alice", "alice-c4nary");
    }

    private static byte[] bytes(TomcatPrincipal principal, String attribute) {
        return (byte[]) ((List<?>) principal.getAttribute(attribute)).get(0);
    }

    @Test
    @Proves("userIdAttribute")
    void the_id_of_a_user_is_the_same_whatever_was_typed_and_by_every_door() {
        TestRealm.Line searching = TestRealm.searching(directory).with("userSearch", "(|(uid={0})(mail={0}))");
        for (TestRealm.Line line : List.of(searching, TestRealm.binding(directory))) {
            try (TestRealm realm = line.with("userIdAttribute", "entryUUID").start()) {
                Object id = alice(realm).getAttribute("ldap.id");
                assertThat(id).asString().hasSize(36);
                assertThat(((TomcatPrincipal) realm.login("ALICE", "alice-c4nary")).getAttribute("ldap.id"))
                        .isEqualTo(id);
                assertThat(((TomcatPrincipal) realm.outermost().authenticate("alice")).getAttribute("ldap.id"))
                        .isEqualTo(id);
            }
        }
        try (TestRealm realm = searching.without("userIdAttribute").start()) {
            assertThat(alice(realm).getAttribute("ldap.id")).isNull();
        }
    }

    @Test
    @Proves("userIdAttribute")
    void an_id_that_is_not_there_or_not_one_lets_nobody_in_and_says_so() {
        for (String attribute : List.of("roomNumber", "mail")) {
            try (CapturedLog log = new CapturedLog("org.latchkey.login");
                    TestRealm realm = TestRealm.searching(directory)
                            .with("userIdAttribute", attribute)
                            .start()) {
                assertThat(alice(realm)).isNull();
                assertThat(log.of("org.latchkey.login"))
                        .singleElement()
                        .asString()
                        .contains("reason=MISCONFIGURED", "userIdAttribute", "'" + attribute + "'");
            }
        }
    }

    @Test
    @Proves("binaryAttributes")
    void bytes_come_as_bytes_where_that_is_known_or_said() {
        give("jpegPhoto", PHOTO);
        give("carLicense", PHOTO);
        TestRealm.Line line = TestRealm.searching(directory).with("userAttributes", "jpegPhoto, carLicense");
        try (TestRealm realm = line.start()) {
            assertThat(bytes(alice(realm), "jpegPhoto")).isEqualTo(PHOTO);
            assertThat((List<?>) alice(realm).getAttribute("carLicense"))
                    .as("taken for text")
                    .singleElement()
                    .isInstanceOf(String.class);
        }
        try (TestRealm realm = line.with("binaryAttributes", "carLicense").start()) {
            assertThat(bytes(alice(realm), "carLicense")).isEqualTo(PHOTO);
            assertThat(bytes(alice(realm), "jpegPhoto")).isEqualTo(PHOTO);
        }
        assertThat(line.with("binaryAttributes", "uid").refusal()).contains("userSearch is '(uid={0})'", "as text");
    }

    @Test
    @Proves("binaryAttributes")
    void a_photo_is_there_only_for_who_asks_for_it_and_survives_a_persisted_session() throws Exception {
        give("jpegPhoto", PHOTO);
        try (TestRealm realm =
                TestRealm.searching(directory).with("userAttributes", "*, +").start()) {
            assertThat(Collections.list(alice(realm).getAttributeNames())).doesNotContain("jpegPhoto");
        }
        try (TestRealm realm = TestRealm.searching(directory)
                .with("userAttributes", "jpegPhoto")
                .start()) {
            TomcatPrincipal alice = alice(realm);
            assertThat((List<?>) alice.getAttribute("jpegPhoto")).isUnmodifiable();
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(written)) {
                out.writeObject(alice);
            }
            GenericPrincipal read = (GenericPrincipal)
                    new ObjectInputStream(new ByteArrayInputStream(written.toByteArray())).readObject();
            assertThat(bytes(read, "jpegPhoto")).isEqualTo(PHOTO);
        }
    }

    @Test
    @Proves("userAttributes")
    void an_attribute_too_large_for_a_session_is_left_out_and_never_the_login() {
        give("jpegPhoto", new byte[300_000]);
        TestRealm.Line line = TestRealm.searching(directory).with("userAttributes", "jpegPhoto, title");
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestRealm realm = line.start()) {
            for (int i = 0; i < 3; i++) {
                TomcatPrincipal alice = alice(realm);
                assertThat(alice.getAttribute("jpegPhoto")).isNull();
                assertThat(alice.getAttribute("title")).isEqualTo(List.of("captain"));
            }
            assertThat(realm.outermost().authenticate("alice")).isNotNull();
            assertThat(log.at(Level.WARNING).stream().filter(warning -> warning.contains("jpegPhoto")))
                    .singleElement()
                    .asString()
                    .contains("300000 bytes", TestDirectory.ALICE);
        }
    }
}
