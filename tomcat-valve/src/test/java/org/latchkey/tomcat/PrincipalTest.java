package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.TomcatPrincipal;
import org.apache.catalina.realm.GenericPrincipal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application, and a session store, gets to see of a user. */
class PrincipalTest {

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private static byte[] written(Principal principal) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(principal);
        }
        return bytes.toByteArray();
    }

    @Test
    void a_principal_survives_a_persisted_session_whole() throws Exception {
        try (TestRealm realm = TestRealm.searching(directory)
                .with("userAttributes", "mail, title")
                .start()) {
            byte[] bytes = written(realm.login("alice", "alice-c4nary"));
            GenericPrincipal alice =
                    (GenericPrincipal) new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
            assertThat(alice.getName()).isEqualTo("alice");
            assertThat(alice.getRoles()).containsExactly("staff");
            assertThat(alice.getAttribute("title")).isEqualTo(List.of("captain"));
            assertThat(alice.getAttribute("mail")).isEqualTo(List.of("alice@example.org", "a.ames@example.org"));
            assertThat(realm.outermost().hasRole(null, alice, "staff")).isTrue();
        }
    }

    @Test
    void a_persisted_principal_needs_no_class_of_ours_and_holds_no_password() throws Exception {
        try (TestRealm realm =
                TestRealm.searching(directory).with("userAttributes", "*").start()) {
            String bytes = new String(written(realm.login("alice", "alice-c4nary")), StandardCharsets.ISO_8859_1);
            assertThat(bytes).contains("alice@example.org").doesNotContain("latchkey", "c4nary");
        }
    }

    @Test
    void every_attribute_never_means_a_password_one() {
        directory.modify(
                "dn: " + TestDirectory.ALICE,
                "changetype: modify",
                "replace: description",
                "description: stored-c4nary");
        TestRealm.Line line = TestRealm.searching(directory).with("userAttributes", "*, +");
        try (TestRealm realm = line.start()) {
            TomcatPrincipal alice = (TomcatPrincipal) realm.login("alice", "alice-c4nary");
            assertThat(Collections.list(alice.getAttributeNames()))
                    .contains("mail", "title", "description")
                    .noneMatch(name -> name.equalsIgnoreCase("userPassword"));
        }
        try (TestRealm realm = line.with("userPassword", "description").start()) {
            TomcatPrincipal alice = (TomcatPrincipal) realm.login("alice", "stored-c4nary");
            assertThat(Collections.list(alice.getAttributeNames()))
                    .as("the attribute that passwords are compared with is one too")
                    .contains("mail")
                    .doesNotContain("description");
        }
    }

    @Test
    void attributes_cannot_be_changed_by_an_application() {
        try (TestRealm realm =
                TestRealm.searching(directory).with("userAttributes", "mail").start()) {
            TomcatPrincipal alice = (TomcatPrincipal) realm.login("alice", "alice-c4nary");
            List<?> mail = (List<?>) alice.getAttribute("mail");
            assertThat(mail).isNotEmpty().isUnmodifiable();
        }
    }
}
