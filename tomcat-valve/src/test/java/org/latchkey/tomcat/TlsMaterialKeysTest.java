package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.listener.InMemoryRequestHandler;
import com.unboundid.ldap.listener.InMemorySASLBindHandler;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.ResultCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a realm trusts and what it shows, each shown by a server that would not be talked to without it. */
class TlsMaterialKeysTest {

    private static final TestTls TLS = TestTls.get();

    private static TestDirectory ldaps(String alias) {
        return TestDirectory.setup().ldaps(TLS.ldaps(alias)).start();
    }

    private static TestDirectory startTls(String alias) {
        return TestDirectory.setup().startTls(TLS.startTls(alias)).start();
    }

    private static void assertLogsIn(TestRealm.Line line) {
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
        }
    }

    private static void assertUnavailable(TestRealm.Line line, TestDirectory directory, String... reasons) {
        assertUnavailable(line, directory, health -> assertThat(health).contains(reasons));
    }

    private static void assertUnavailable(TestRealm.Line line, TestDirectory directory, Consumer<String> health) {
        int before = directory.operations().all().size();
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.ldap().isAvailable()).isFalse();
            health.accept(realm.ldap().getHealth());
        }
        assertThat(directory.operations().all())
                .as("nothing is sent to a server that is not trusted")
                .hasSize(before);
    }

    @Test
    @Proves("caCertificateFile")
    void an_authority_in_a_file_or_a_folder_is_trusted_over_ldaps_and_after_start_tls(@TempDir Path folder)
            throws Exception {
        Files.copy(TLS.caPem(), folder.resolve("ca.crt"));
        Files.copy(TLS.strangerPem(), folder.resolve("other.pem"));
        try (TestDirectory ldaps = ldaps(TestTls.LOCALHOST);
                TestDirectory startTls = startTls(TestTls.LOCALHOST)) {
            for (TestRealm.Line line : List.of(
                    TestRealm.searching(ldaps), TestRealm.searching(startTls).with("useStartTls", "true"))) {
                TestDirectory server = line.xml().contains("useStartTls") ? startTls : ldaps;
                assertUnavailable(line, server, "TLS_FAILURE", "not trusted here: 'CN=Latchkey test CA'");
                assertLogsIn(line.with("caCertificateFile", TLS.caPem().toString()));
                assertLogsIn(line.with("caCertificateFile", folder.toString()));
                assertUnavailable(
                        line.with("caCertificateFile", TLS.strangerPem().toString()), server, "not trusted here");
            }
        }
        try (TestDirectory directory = ldaps(TestTls.LOCALHOST)) {
            assertThat(TestRealm.searching(directory)
                            .with(
                                    "caCertificateFile",
                                    folder.resolve("none.pem").toString())
                            .refusal())
                    .contains("caCertificateFile is '" + folder.resolve("none.pem"), "certificates in PEM", "no ");
        }
    }

    @Test
    @Proves({"trustStoreFile", "trustStorePassword", "trustStoreType"})
    void an_authority_in_a_store_is_trusted() {
        try (TestDirectory ldaps = ldaps(TestTls.LOCALHOST);
                TestDirectory startTls = startTls(TestTls.LOCALHOST)) {
            TestRealm.Line line = TestRealm.searching(ldaps)
                    .with("trustStoreFile", TLS.trustStore().toString());
            assertThat(line.refusal()).contains("trustStoreFile", "needs a password");
            assertLogsIn(line.with("trustStorePassword", TLS.trustStorePassword()));
            assertLogsIn(TestRealm.searching(startTls)
                    .with("useStartTls", "true")
                    .with("trustStoreFile", TLS.trustStore().toString())
                    .with("trustStorePassword", TLS.trustStorePassword()));
            line.with("trustStoreFile", TLS.jceksTrustStore().toString());
            assertThat(line.refusal()).contains("trustStoreFile");
            assertLogsIn(line.with("trustStoreType", "JCEKS"));
            assertThat(line.with("trustStorePassword", "wrong-c4nary").refusal())
                    .contains("trustStoreFile")
                    .doesNotContain("c4nary");
        }
    }

    @Test
    @Proves({"keyStoreFile", "keyStorePassword", "keyStoreType"})
    void a_server_that_demands_a_certificate_is_shown_one() {
        try (TestDirectory ldaps = TestDirectory.setup()
                        .ldaps(TLS.ldaps(TestTls.LOCALHOST))
                        .demandCertificate()
                        .start();
                TestDirectory startTls = TestDirectory.setup()
                        .startTls(TLS.startTls(TestTls.LOCALHOST))
                        .demandCertificate()
                        .start()) {
            for (TestRealm.Line line : List.of(
                    TestRealm.searching(ldaps), TestRealm.searching(startTls).with("useStartTls", "true"))) {
                line.with("caCertificateFile", TLS.caPem().toString());
                // Which of the two depends on how far JNDI had come when the server's alert arrived.
                assertUnavailable(
                        line,
                        line.xml().contains("useStartTls") ? startTls : ldaps,
                        health -> assertThat(health)
                                .containsAnyOf(
                                        "the server had asked for a client certificate, and none was shown",
                                        "the server demands a client certificate"));
                line.with("keyStoreFile", TLS.keyStore(TestTls.ALICE, "PKCS12").toString());
                assertThat(line.refusal()).contains("keyStoreFile");
                assertLogsIn(line.with("keyStorePassword", TLS.trustStorePassword()));
                line.with("keyStoreFile", TLS.keyStore(TestTls.ALICE, "JCEKS").toString());
                assertThat(line.refusal()).contains("keyStoreFile");
                assertLogsIn(line.with("keyStoreType", "JCEKS"));
                assertThat(line.with("keyStorePassword", "wrong-c4nary").refusal())
                        .contains("keyStoreFile")
                        .doesNotContain("c4nary");
            }
        }
    }

    @Test
    @Proves({"keyStoreFile", "authentication"})
    void the_certificate_is_who_searches_where_the_bind_is_external() {
        AtomicInteger binds = new AtomicInteger();
        try (TestDirectory directory = TestDirectory.setup()
                        .ldaps(TLS.ldaps(TestTls.LOCALHOST))
                        .demandCertificate()
                        .noAnonymousSearches()
                        .mechanism(external(binds))
                        .start();
                TestRealm realm = TestRealm.searching(directory)
                        .with("caCertificateFile", TLS.caPem().toString())
                        .with(
                                "keyStoreFile",
                                TLS.keyStore(TestTls.ALICE, "PKCS12").toString())
                        .with("keyStorePassword", TLS.trustStorePassword())
                        .with("authentication", "EXTERNAL")
                        .start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(binds).hasPositiveValue();
        }
    }

    private static InMemorySASLBindHandler external(AtomicInteger binds) {
        return new InMemorySASLBindHandler() {
            @Override
            public String getSASLMechanismName() {
                return "EXTERNAL";
            }

            @Override
            public BindResult processSASLBind(
                    InMemoryRequestHandler handler,
                    int messageId,
                    DN bindDn,
                    ASN1OctetString credentials,
                    List<Control> controls) {
                binds.incrementAndGet();
                handler.setAuthenticatedDN(service());
                return new BindResult(messageId, ResultCode.SUCCESS, null, null, null, null);
            }
        };
    }

    private static DN service() {
        try {
            return new DN(TestDirectory.SERVICE);
        } catch (com.unboundid.ldap.sdk.LDAPException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Proves("certificateVerification")
    void only_none_talks_to_a_server_that_cannot_be_verified_and_it_warns_at_each_start() {
        try (TestDirectory ldaps = ldaps(TestTls.ELSEWHERE);
                TestDirectory startTls = startTls(TestTls.ELSEWHERE)) {
            for (TestRealm.Line line : List.of(
                    TestRealm.searching(ldaps), TestRealm.searching(startTls).with("useStartTls", "true"))) {
                TestDirectory server = line.xml().contains("useStartTls") ? startTls : ldaps;
                assertUnavailable(line.with("certificateVerification", "try"), server, "not trusted here");
                line.with("certificateVerification", "none");
                for (int start = 0; start < 2; start++) {
                    try (CapturedLog log = CapturedLog.ofLatchkey()) {
                        assertLogsIn(line);
                        assertThat(log.at(Level.WARNING))
                                .anySatisfy(warning -> assertThat(warning).contains("certificateVerification"));
                    }
                }
                assertThat(line.with("certificateVerification", "sometimes").refusal())
                        .contains("certificateVerification is 'sometimes', but must be required", "none");
            }
        }
    }

    @Test
    void the_names_of_a_certificate_for_another_host_are_told() {
        try (TestDirectory directory = ldaps(TestTls.ELSEWHERE)) {
            assertUnavailable(
                    TestRealm.searching(directory)
                            .with("caCertificateFile", TLS.caPem().toString()),
                    directory,
                    "it is for 'elsewhere.example', not for 'localhost'");
        }
    }

    @Test
    @Proves("requireTls")
    void clear_text_is_refused_at_the_start_where_tls_is_required() {
        try (TestDirectory directory = startTls(TestTls.LOCALHOST)) {
            TestRealm.Line line = TestRealm.searching(directory);
            assertLogsIn(line);
            assertThat(line.with("requireTls", "true").refusal())
                    .contains("requireTls is 'true' while connectionURL is '" + directory.url());
            assertLogsIn(line.with("useStartTls", "true")
                    .with("caCertificateFile", TLS.caPem().toString()));
        }
    }
}
