package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** What the TLS keys do, each shown by a server that would not be talked to without it. */
class TlsKeysTest {

    private static final TestTls TLS = TestTls.get();
    private static final String OWN_FACTORY = OwnAuthoritySocketFactory.class.getName();

    /** A site's own verifier, as {@code hostnameVerifierClassName} names it. */
    public static final class AnyHost implements HostnameVerifier {

        static final List<String> ASKED = new ArrayList<>();

        /** Made by name. */
        public AnyHost() {}

        @Override
        public boolean verify(String host, SSLSession session) {
            ASKED.add(host);
            return true;
        }
    }

    private static TestDirectory ldaps(String alias) {
        return TestDirectory.setup().ldaps(TLS.ldaps(alias)).start();
    }

    private static TestDirectory startTls(String alias) {
        return TestDirectory.setup().startTls(TLS.startTls(alias)).start();
    }

    private static TestRealm.Line trusting(TestDirectory directory) {
        return TestRealm.searching(directory).with("sslSocketFactoryClassName", OWN_FACTORY);
    }

    private static void assertUnavailable(TestRealm.Line line, TestDirectory directory) {
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.ldap().isAvailable()).isFalse();
            assertThat(directory.operations().all())
                    .as("nothing is sent without the TLS asked for")
                    .isEmpty();
        }
    }

    @Test
    @Proves("protocol")
    void ssl_speaks_tls_from_the_first_byte_on_a_plain_url() {
        try (TestDirectory directory = ldaps(TestTls.LOCALHOST)) {
            TestRealm.Line line =
                    trusting(directory).with("connectionURL", directory.url().replace("ldaps:", "ldap:"));
            assertThat(line.refusal()).contains("sslSocketFactoryClassName");
            try (TestRealm realm = line.with("protocol", "ssl").start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            }
            assertThat(line.with("protocol", "TLSv1.3").refusal()).contains("protocol", "TLSv1.3", "ssl");
        }
    }

    @Test
    @Proves("sslSocketFactoryClassName")
    void a_site_s_own_factory_is_used_for_ldaps_and_for_start_tls() {
        try (TestDirectory directory = ldaps(TestTls.LOCALHOST)) {
            assertUnavailable(TestRealm.searching(directory), directory);
            int before = OwnAuthoritySocketFactory.SOCKETS.get();
            try (TestRealm realm = trusting(directory).start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            }
            assertThat(OwnAuthoritySocketFactory.SOCKETS).hasValueGreaterThan(before);
            TestRealm.Line alias = TestRealm.searching(directory).with("sslSocketFactory", OWN_FACTORY);
            try (TestRealm realm = alias.start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            }
        }
        try (TestDirectory directory = startTls(TestTls.LOCALHOST)) {
            assertUnavailable(TestRealm.searching(directory).with("useStartTls", "true"), directory);
            try (TestRealm realm =
                    trusting(directory).with("useStartTls", "true").start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            }
        }
        try (TestDirectory directory = TestDirectory.start()) {
            assertThat(TestRealm.searching(directory)
                            .with("useStartTls", "true")
                            .with("sslSocketFactoryClassName", "org.example.NoSuchFactory")
                            .refusal())
                    .contains(
                            "sslSocketFactoryClassName", "org.example.NoSuchFactory", "javax.net.ssl.SSLSocketFactory");
        }
    }

    @Test
    @Proves("useStartTls")
    void nothing_is_sent_in_clear_when_start_tls_is_asked_for() {
        try (TestDirectory directory = startTls(TestTls.LOCALHOST)) {
            try (TestRealm realm =
                    trusting(directory).with("useStartTls", "true").start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            }
        }
        try (TestDirectory without = TestDirectory.start()) {
            assertUnavailable(trusting(without).with("useStartTls", "true"), without);
        }
    }

    @Test
    void a_certificate_for_another_host_is_refused_for_ldaps_and_for_start_tls() {
        try (TestDirectory directory = ldaps(TestTls.ELSEWHERE)) {
            assertUnavailable(trusting(directory), directory);
        }
        try (TestDirectory directory = startTls(TestTls.ELSEWHERE)) {
            assertUnavailable(trusting(directory).with("useStartTls", "true"), directory);
        }
    }

    @Test
    @Proves("hostnameVerifierClassName")
    void a_site_s_own_verifier_is_asked_only_when_the_jdk_s_check_has_failed() {
        AnyHost.ASKED.clear();
        try (TestDirectory directory = startTls(TestTls.LOCALHOST);
                TestRealm realm = trusting(directory)
                        .with("useStartTls", "true")
                        .with("hostnameVerifierClassName", AnyHost.class.getName())
                        .start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(AnyHost.ASKED).isEmpty();
        }
        try (TestDirectory directory = startTls(TestTls.ELSEWHERE);
                TestRealm realm = trusting(directory)
                        .with("useStartTls", "true")
                        .with("hostnameVerifierClassName", AnyHost.class.getName())
                        .start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(AnyHost.ASKED).contains("localhost");
        }
    }

    @Test
    @Proves("sslProtocol")
    void only_the_protocol_named_is_spoken_with_the_jvm_s_own_trust() throws Exception {
        SSLContext before = SSLContext.getDefault();
        try (JvmTrust trust = new JvmTrust();
                TestDirectory newer = TestDirectory.setup()
                        .ldaps(TLS.ldaps(TestTls.LOCALHOST, "TLSv1.3"))
                        .start();
                TestDirectory older = TestDirectory.setup()
                        .startTls(TLS.startTls(TestTls.LOCALHOST, "TLSv1.2"))
                        .start()) {
            assertUnavailable(TestRealm.searching(newer).with("sslProtocol", "TLSv1.2"), newer);
            try (TestRealm realm =
                    TestRealm.searching(newer).with("sslProtocol", "TLSv1.3").start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            }
            try (TestRealm realm = TestRealm.searching(older)
                    .with("useStartTls", "true")
                    .with("sslProtocol", "TLSv1.2")
                    .start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            }
        }
        assertThat(SSLContext.getDefault()).isSameAs(before);
    }

    /** Makes the JVM trust the test's authority for a while. */
    private static final class JvmTrust implements AutoCloseable {

        private static final String STORE = "javax.net.ssl.trustStore";
        private static final String WORD = "javax.net.ssl.trustStorePassword";

        private final SSLContext context = SSLContext.getDefault();
        private final String store = System.getProperty(STORE);
        private final String word = System.getProperty(WORD);

        JvmTrust() throws NoSuchAlgorithmException {
            System.setProperty(STORE, TLS.trustStore().toString());
            System.setProperty(WORD, TLS.trustStorePassword());
            SSLContext.setDefault(TLS.client());
        }

        @Override
        public void close() {
            SSLContext.setDefault(context);
            restore(STORE, store);
            restore(WORD, word);
        }

        private static void restore(String property, String before) {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }

    @Test
    @Proves("sslProtocol")
    void the_protocol_named_holds_for_a_site_s_own_factory_too() {
        try (TestDirectory newer = TestDirectory.setup()
                .ldaps(TLS.ldaps(TestTls.LOCALHOST, "TLSv1.3"))
                .start()) {
            assertUnavailable(trusting(newer).with("sslProtocol", "TLSv1.2"), newer);
        }
    }

    @Test
    @Proves("sslProtocol")
    void a_protocol_the_jvm_does_not_know_fails_the_start() {
        try (TestDirectory directory = startTls(TestTls.LOCALHOST)) {
            assertThat(trusting(directory)
                            .with("useStartTls", "true")
                            .with("sslProtocol", "TLSv9")
                            .refusal())
                    .contains("sslProtocol", "TLSv9");
        }
    }

    @Test
    @Proves("cipherSuites")
    void only_the_cipher_suites_named_are_offered() {
        String one = "TLS_AES_128_GCM_SHA256";
        String other = "TLS_AES_256_GCM_SHA384";
        try (TestDirectory ldaps = TestDirectory.setup()
                        .ldaps(TLS.ldaps(TestTls.LOCALHOST, "TLSv1.3", one))
                        .start();
                TestDirectory startTls = TestDirectory.setup()
                        .startTls(TLS.startTls(TestTls.LOCALHOST, "TLSv1.3", one))
                        .start()) {
            assertUnavailable(trusting(ldaps).with("cipherSuites", other), ldaps);
            try (TestRealm realm =
                    trusting(ldaps).with("cipherSuites", other + ", " + one).start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            }
            TestRealm.Line line = trusting(startTls).with("useStartTls", "true");
            assertUnavailable(line.with("cipherSuites", other), startTls);
            try (TestRealm realm = line.with("cipherSuites", one).start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            }
            assertThat(line.with("cipherSuites", "TLS_NO_SUCH_SUITE").refusal())
                    .contains("cipherSuites", "TLS_NO_SUCH_SUITE");
        }
    }
}
