package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.X509UsernameRetriever;
import org.ietf.jgss.GSSCredential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the keys do that Tomcat's own part of the realm reads, and the logins without a password. */
class TomcatKeysTest {

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    /** A site's own retriever, as {@code x509UsernameRetrieverClassName} names it. */
    public static final class CommonName implements X509UsernameRetriever {

        /** Made by name. */
        public CommonName() {}

        @Override
        public String getUsername(X509Certificate certificate) {
            String subject = certificate.getSubjectX500Principal().getName();
            return subject.replaceFirst(".*CN=([^,]+).*", "$1");
        }
    }

    /** A site's own retriever that is broken. */
    public static final class Broken implements X509UsernameRetriever {

        /** Made by name. */
        public Broken() {}

        @Override
        public String getUsername(X509Certificate certificate) {
            throw new IllegalStateException("no name");
        }
    }

    private static X509Certificate[] certificate(String alias) {
        return new X509Certificate[] {TestTls.get().certificate(alias)};
    }

    @Test
    @Proves("allRolesMode")
    void the_role_star_of_a_web_xml_means_what_the_mode_says(@TempDir Path folder) {
        TestRealm.Line line = TestRealm.searching(directory);
        assertThat(statusOfAny(folder, line, "dora")).isEqualTo(403);
        assertThat(statusOfAny(folder, line.with("allRolesMode", "authOnly"), "dora"))
                .isEqualTo(200);
        assertThat(statusOfAny(folder, line.with("allRolesMode", "strict"), "alice"))
                .isEqualTo(200);
        assertThat(statusOfAny(folder, line.with("allRolesMode", "strictAuthOnly"), "dora"))
                .isEqualTo(403);
        assertThat(line.with("allRolesMode", "lenient").refusal())
                .contains("allRolesMode", "lenient", "strictAuthOnly");
    }

    private static int statusOfAny(Path folder, TestRealm.Line line, String user) {
        try (TestTomcat tomcat = new TestTomcat(folder, TestTomcat.Level.ENGINE, line.xml()).start()) {
            return tomcat.getAs(user, user + "-c4nary", "/any").statusCode();
        }
    }

    @Test
    @Proves("transportGuaranteeRedirectStatus")
    void the_redirect_to_https_has_the_status_named(@TempDir Path folder) {
        TestRealm.Line line = TestRealm.searching(directory);
        for (String status : List.of("302", "308")) {
            line.with("transportGuaranteeRedirectStatus", status);
            try (TestTomcat tomcat = new TestTomcat(folder, TestTomcat.Level.HOST, line.xml()).start()) {
                HttpResponse<String> answer = tomcat.get("/safe");
                assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(status));
                assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("https:");
            }
        }
        assertThat(line.with("transportGuaranteeRedirectStatus", "200").refusal())
                .contains("transportGuaranteeRedirectStatus", "200", "302");
    }

    @Test
    @Proves("validate")
    void certificates_out_of_date_are_refused_unless_dates_are_not_to_be_checked() {
        TestRealm.Line line =
                TestRealm.searching(directory).with("x509UsernameRetrieverClassName", CommonName.class.getName());
        try (TestRealm realm = line.start()) {
            directory.operations().forget();
            assertThat(realm.outermost().authenticate(certificate(TestTls.STALE)))
                    .isNull();
            assertThat(directory.operations().all()).isEmpty();
            assertThat(realm.outermost().authenticate(certificate(TestTls.ALICE)))
                    .isNotNull();
        }
        try (TestRealm realm = line.with("validate", "false").start()) {
            assertThat(realm.outermost().authenticate(certificate(TestTls.STALE)))
                    .isNotNull();
        }
    }

    @Test
    @Proves("x509UsernameRetrieverClassName")
    void the_name_in_a_certificate_is_the_whole_subject_or_what_the_class_takes_from_it() {
        TestRealm.Line line = TestRealm.searching(directory);
        try (TestRealm realm = line.with("userSearch", "(description={0})")
                .with("userNameAttribute", "uid")
                .start()) {
            assertThat(realm.outermost().authenticate(certificate(TestTls.ALICE)))
                    .isNull();
            directory.modify(
                    "dn: " + TestDirectory.ALICE,
                    "changetype: modify",
                    "replace: description",
                    "description: CN=alice, OU=people");
            assertThat(realm.outermost().authenticate(certificate(TestTls.ALICE)))
                    .isNotNull();
        }
        line.without("userNameAttribute").with("userSearch", "(uid={0})");
        try (TestRealm realm = line.with("x509UsernameRetrieverClassName", CommonName.class.getName())
                .start()) {
            GenericPrincipal alice = (GenericPrincipal) realm.outermost().authenticate(certificate(TestTls.ALICE));
            assertThat(alice.getName()).isEqualTo("alice");
            assertThat(alice.getRoles()).containsExactly("staff");
        }
        try (TestRealm realm = line.with("x509UsernameRetrieverClassName", Broken.class.getName())
                .start()) {
            assertThat(realm.outermost().authenticate(certificate(TestTls.ALICE)))
                    .isNull();
            assertThat(realm.ldap().isAvailable())
                    .as("a broken class is no wrong password")
                    .isFalse();
        }
        for (String unusable : List.of("org.example.Missing", "java.lang.String", "java.util.List")) {
            assertThat(line.with("x509UsernameRetrieverClassName", unusable).refusal())
                    .contains("x509UsernameRetrieverClassName", unusable, X509UsernameRetriever.class.getName());
        }
    }

    @Test
    @Proves("stripRealmForGss")
    void a_kerberos_name_is_cut_at_the_at_sign_unless_it_is_to_be_kept() {
        TestRealm.Line line = TestRealm.searching(directory)
                .with("userSearch", "(|(uid={0})(mail={0}))")
                .with("userNameAttribute", "uid");
        for (String strip : List.of("true", "false")) {
            try (TestRealm realm = line.with("stripRealmForGss", strip).start()) {
                boolean stripped = strip.equals("true");
                assertThat(realm.outermost().authenticate(StubTicket.name("bob@OTHER.EXAMPLE"), null) != null)
                        .isEqualTo(stripped);
                assertThat(realm.outermost().authenticate(StubTicket.name("a.ames@example.org"), null) != null)
                        .isNotEqualTo(stripped);
                assertThat(realm.outermost().authenticate(StubTicket.name("@bob"), null))
                        .as("nothing would be left of it")
                        .isNull();
                assertThat(realm.outermost().authenticate(StubTicket.context("bob", null), true))
                        .isNotNull();
            }
        }
    }

    @Test
    void a_kerberos_realm_that_is_no_domain_of_the_directory_is_not_cut_off() {
        TestRealm.Line line = TestRealm.searching(directory).with("usernameDomain", "example.org");
        try (TestRealm realm = line.start()) {
            assertThat(realm.outermost().authenticate(StubTicket.name("bob@OTHER.EXAMPLE"), null))
                    .isNull();
            assertThat(realm.outermost()
                            .authenticate(StubTicket.name("bob@EXAMPLE.ORG"), null)
                            .getName())
                    .isEqualTo("bob");
        }
    }

    @Test
    @Proves("useDelegatedCredential")
    void a_delegated_credential_searches_only_where_that_is_wanted_and_is_kept_for_the_application() {
        try (StubGssapi mechanism = new StubGssapi();
                TestDirectory kerberized =
                        TestDirectory.setup().mechanism(StubGssapi.server()).start()) {
            GSSCredential delegated = StubTicket.credential();
            TestRealm.Line line = TestRealm.searching(kerberized);
            try (TestRealm realm = line.start()) {
                kerberized.operations().forget();
                GenericPrincipal alice = (GenericPrincipal)
                        realm.outermost().authenticate(StubTicket.context("alice@EXAMPLE.ORG", delegated), true);
                assertThat(alice).isNotNull();
                assertThat(alice.getGssCredential()).isSameAs(delegated);
                assertThat(StubGssapi.CREDENTIALS).isNotEmpty().containsOnly(delegated);
                assertThat(kerberized.operations().searches())
                        .isNotEmpty()
                        .allSatisfy(search -> assertThat(search.boundAs()).isEqualTo("SASL GSSAPI"));
            }
            StubGssapi.CREDENTIALS.clear();
            try (TestRealm realm = line.with("useDelegatedCredential", "false").start()) {
                GenericPrincipal alice = (GenericPrincipal)
                        realm.outermost().authenticate(StubTicket.context("alice@EXAMPLE.ORG", delegated), true);
                assertThat(alice.getGssCredential()).isSameAs(delegated);
                assertThat(alice.getRoles()).containsExactly("staff");
                assertThat(StubGssapi.CREDENTIALS).isEmpty();
            }
        }
    }

    @Test
    @Proves("spnegoDelegationQop")
    void the_quality_of_protection_reaches_the_mechanism() {
        try (StubGssapi mechanism = new StubGssapi();
                TestDirectory kerberized =
                        TestDirectory.setup().mechanism(StubGssapi.server()).start()) {
            TestRealm.Line line = TestRealm.searching(kerberized);
            for (String quality : List.of("auth-conf", "auth-int")) {
                StubGssapi.QUALITIES.clear();
                try (TestRealm realm = line.with("spnegoDelegationQop", quality).start()) {
                    assertThat(realm.outermost()
                                    .authenticate(StubTicket.context("alice", StubTicket.credential()), true))
                            .isNotNull();
                    assertThat(StubGssapi.QUALITIES).isNotEmpty().containsOnly(quality);
                }
            }
        }
    }

    @Test
    @Proves("realmPath")
    void the_realm_is_known_to_jmx_by_its_path() {
        try (TestRealm realm =
                TestRealm.searching(directory).with("realmPath", "/people").start()) {
            assertThat(realm.ldap().getObjectName().getKeyProperty("realmPath")).isEqualTo("/people");
        }
        try (TestRealm realm = TestRealm.searching(directory).start()) {
            assertThat(realm.ldap().getObjectName().getKeyProperty("realmPath")).isEqualTo("/realm0");
        }
    }

    @Test
    @Proves("throwOnFailure")
    void a_failed_start_throws_unless_told_otherwise_and_never_lets_anybody_in() {
        TestRealm.Line line = TestRealm.searching(directory).with("userSearch", "(uid={0}");
        try (TestRealm realm = TestRealm.of(line.xml())) {
            assertThatThrownBy(realm::startNow).isInstanceOf(LifecycleException.class);
        }
        try (TestRealm realm = TestRealm.of(line.with("throwOnFailure", "false").xml())) {
            assertThatCode(realm::startNow).doesNotThrowAnyException();
            assertThat(realm.outermost().getState()).isEqualTo(LifecycleState.FAILED);
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.outermost().authenticate("alice")).isNull();
            assertThat(realm.ldap().isAvailable()).isFalse();
        }
        assertThat(TestRealm.searching(directory).with("throwOnFailure", "no").refusal())
                .contains("throwOnFailure", "no", "true", "false");
    }

    @Test
    void a_name_proved_elsewhere_must_be_in_the_directory() {
        try (TestRealm realm = TestRealm.searching(directory).start()) {
            assertThat(TestRealm.rolesOf(realm.outermost().authenticate("alice")))
                    .containsExactly("staff");
            assertThat(realm.outermost().authenticate("nobody")).isNull();
            assertThat(realm.ldap().isAvailable()).isTrue();
            assertThat(realm.outermost().authenticate((String) null)).isNull();
        }
        try (TestRealm realm = TestRealm.binding(directory).start()) {
            assertThat(realm.outermost().authenticate("alice")).isNotNull();
            assertThat(realm.outermost().authenticate("bogus"))
                    .as("a DN made from the name proves nothing")
                    .isNull();
        }
    }
}
