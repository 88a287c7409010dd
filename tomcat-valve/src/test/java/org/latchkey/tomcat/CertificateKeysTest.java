package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.X509UsernameRetriever;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins by client certificate: which name in it counts, and whether it must stand in the entry. */
class CertificateKeysTest {

    private TestDirectory directory;

    /** Takes whatever it is shown for alice's. */
    public static final class Alice implements X509UsernameRetriever {
        @Override
        public String getUsername(X509Certificate certificate) {
            return "alice";
        }
    }

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private static Principal shown(TestRealm realm, String alias) {
        return realm.outermost()
                .authenticate(new X509Certificate[] {TestTls.get().certificate(alias)});
    }

    private void store(String attribute, String... aliases) throws Exception {
        List<String> lines =
                new ArrayList<>(List.of("dn: " + TestDirectory.ALICE, "changetype: modify", "replace: " + attribute));
        for (String alias : aliases) {
            byte[] encoded = TestTls.get().certificate(alias).getEncoded();
            lines.add(attribute + ":: " + Base64.getEncoder().encodeToString(encoded));
        }
        directory.modify(lines.toArray(new String[0]));
    }

    @Test
    @Proves("certificateUser")
    void name_is_taken_from_where_the_key_says() {
        for (Map.Entry<String, String> pair : Map.of(
                        "email", "(mail={0})",
                        "CN", "(uid={0})",
                        "/CN=([a-z]+), OU=people/", "(uid={0})")
                .entrySet()) {
            TestRealm.Line line = TestRealm.searching(directory)
                    .with("certificateUser", pair.getKey())
                    .with("userSearch", pair.getValue())
                    .with("userNameAttribute", "uid");
            try (TestRealm realm = line.start()) {
                assertThat(shown(realm, TestTls.NAMED).getName())
                        .as(pair.getKey())
                        .isEqualTo("alice");
                assertThat(TestRealm.rolesOf(shown(realm, TestTls.NAMED))).containsExactly("staff");
            }
        }
        TestRealm.Line line = TestRealm.searching(directory).with("certificateUser", "upn");
        try (TestRealm realm = line.with("usernameDomain", "corp.example").start()) {
            GenericPrincipal alice = (GenericPrincipal) shown(realm, TestTls.NAMED);
            assertThat(alice.getName()).isEqualTo("alice");
            assertThat(alice.getAttribute("ldap.username")).isEqualTo("alice@corp.example");
        }
    }

    @Test
    void certificate_without_the_name_is_an_answer_and_costs_nothing() {
        try (TestRealm realm =
                TestRealm.searching(directory).with("certificateUser", "email").start()) {
            directory.operations().forget();
            assertThat(shown(realm, TestTls.ALICE)).isNull();
            assertThat(realm.ldap().isAvailable()).isTrue();
            assertThat(directory.operations().all()).isEmpty();
        }
    }

    @Test
    void both_ways_to_a_name_at_once_are_refused_at_the_start() {
        assertThat(TestRealm.searching(directory)
                        .with("certificateUser", "subject")
                        .with("x509UsernameRetrieverClassName", Alice.class.getName())
                        .refusal())
                .contains("x509UsernameRetrieverClassName", "certificateUser is 'subject'");
    }

    @Test
    void template_alone_is_enough_and_makes_nobody_up() {
        TestRealm.Line line = TestRealm.binding(directory).with("certificateUser", "CN");
        try (TestRealm realm = line.start()) {
            assertThat(shown(realm, TestTls.ALICE).getName()).isEqualTo("alice");
            assertThat(shown(realm, TestTls.LOCALHOST)).isNull();
        }
    }

    @Test
    void name_in_a_certificate_needs_no_format_that_applications_see() {
        TestRealm.Line line =
                TestRealm.searching(directory).with("certificateUser", "CN").with("principalNameFormat", "ldap_{0}");
        try (TestRealm realm = line.start()) {
            assertThat(shown(realm, TestTls.ALICE).getName()).isEqualTo("ldap_alice");
            assertThat(realm.outermost().authenticate("alice")).isNull();
        }
    }

    @Test
    @Proves("certificateAttribute")
    void certificate_must_stand_in_the_entry_that_is_read_once() throws Exception {
        TestRealm.Line line = TestRealm.searching(directory)
                .without("roleBase", "roleName", "roleSearch")
                .with("certificateUser", "CN")
                .with("certificateAttribute", "userCertificate");
        try (TestRealm realm = line.start()) {
            assertThat(shown(realm, TestTls.ALICE)).as("none in the entry").isNull();
            store("userCertificate", TestTls.NAMED);
            assertThat(shown(realm, TestTls.ALICE))
                    .as("another of the same person's")
                    .isNull();
            store("userCertificate", TestTls.NAMED, TestTls.ALICE);
            directory.operations().forget();
            assertThat(shown(realm, TestTls.ALICE)).isNotNull();
            assertThat(directory.operations().all()).hasSize(1);
            assertThat(realm.outermost().authenticate("alice"))
                    .as("a name that came without a certificate")
                    .isNotNull();
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"userCertificate;binary", "description"})
    void certificate_is_found_however_the_directory_calls_its_bytes(String attribute) throws Exception {
        store(attribute, TestTls.ALICE);
        TestRealm.Line line =
                TestRealm.binding(directory).with("certificateUser", "CN").with("certificateAttribute", attribute);
        try (TestRealm realm = line.start()) {
            assertThat(shown(realm, TestTls.ALICE)).isNotNull();
            assertThat(shown(realm, TestTls.NAMED)).isNull();
        }
    }

    @Test
    void certificate_that_a_hook_has_read_must_stand_in_the_entry_too() throws Exception {
        TestRealm.Line line = TestRealm.searching(directory)
                .with("x509UsernameRetrieverClassName", Alice.class.getName())
                .with("certificateAttribute", "userCertificate");
        store("userCertificate", TestTls.ALICE);
        try (TestRealm realm = line.start()) {
            assertThat(shown(realm, TestTls.ALICE)).isNotNull();
            assertThat(shown(realm, TestTls.LOCALHOST)).isNull();
        }
    }

    @Test
    void certificates_reach_an_application_only_where_it_asks_for_them() throws Exception {
        store("userCertificate", TestTls.ALICE);
        TestRealm.Line line = TestRealm.searching(directory)
                .with("certificateUser", "CN")
                .with("certificateAttribute", "userCertificate")
                .with("userAttributes", "*");
        try (TestRealm realm = line.start()) {
            GenericPrincipal alice = (GenericPrincipal) shown(realm, TestTls.ALICE);
            assertThat(Collections.list(alice.getAttributeNames()))
                    .contains("mail")
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("usercertificate"));
        }
        try (TestRealm realm = line.with("userAttributes", "userCertificate").start()) {
            GenericPrincipal alice = (GenericPrincipal) shown(realm, TestTls.ALICE);
            assertThat((List<?>) alice.getAttribute("userCertificate")).hasOnlyElementsOfType(byte[].class);
        }
    }

    @Test
    void several_directories_each_compare_with_their_own_entry() throws Exception {
        try (TestDirectory other = TestDirectory.start()) {
            store("userCertificate", TestTls.NAMED);
            TestRealm.Line line = new TestRealm.Line()
                    .with("directories", "one,two")
                    .with("userBase", TestDirectory.PEOPLE)
                    .with("userSearch", "(uid={0})")
                    .with("certificateUser", "CN")
                    .with("one.connectionURL", directory.url())
                    .with("one.certificateAttribute", "userCertificate")
                    .with("two.connectionURL", other.url());
            try (TestRealm realm = line.start()) {
                assertThat(shown(realm, TestTls.ALICE))
                        .as("the first directory knows alice, and the second is not asked")
                        .isNull();
                store("userCertificate", TestTls.ALICE);
                assertThat(shown(realm, TestTls.ALICE)).isNotNull();
            }
        }
    }
}
