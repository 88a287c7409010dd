package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.CertificateFile;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.SecretSource;
import org.latchkey.config.ServerUrl;
import org.latchkey.config.StoreFile;
import org.latchkey.config.TlsConfig;
import org.latchkey.config.TlsMaterial;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.spi.DirectoryException;

/** Connections that trust what one directory's own files say, over ldaps and after StartTLS. */
class OwnTrustTest {

    private static final TlsMaterial ANYBODY = new TlsMaterial(false, null, null, null);

    @TempDir
    private Path folder;

    enum Mode {
        LDAPS,
        START_TLS;

        TestDirectory start(SSLContext tls) throws Exception {
            return this == LDAPS ? TestDirectory.ldaps(tls) : TestDirectory.startTls(tls);
        }

        ServerUrl url(String host, int port) {
            return ServerUrl.of(this == LDAPS, host, port);
        }

        JndiConnectionFactory factory(TlsMaterial material) {
            return factory(material, null);
        }

        JndiConnectionFactory factory(TlsMaterial material, @Nullable String verifier) {
            TlsConfig tls = new TlsConfig(this == START_TLS, List.of(), List.of(), null, verifier, material);
            return new JndiConnectionFactory(Configs.with(Configs.SERVICE, tls, Duration.ofSeconds(5), Map.of()));
        }
    }

    private TlsMaterial trusting(String pem) throws Exception {
        Path file = Files.writeString(folder.resolve("ca" + pem.hashCode() + ".pem"), pem);
        return new TlsMaterial(true, new CertificateFile(file.toString()), null, null);
    }

    private static TlsMaterial store(Path file) {
        SecretSource word = SecretSource.parse(TestTls.STORE_PASSWORD);
        return new TlsMaterial(
                true, null, new StoreFile(ConfigKey.TRUST_STORE_FILE, file.toString(), null, word), null);
    }

    private static void assertOpens(Mode mode, TlsMaterial material, SSLContext server) throws Exception {
        try (TestDirectory directory = mode.start(server);
                DirectoryConnection connection =
                        mode.factory(material).openForService(mode.url("127.0.0.1", directory.port()))) {
            assertThat(directory.binds).containsExactly(TestDirectory.SERVICE);
        }
    }

    private static void assertRefused(Mode mode, TlsMaterial material, SSLContext server, String host, String... says)
            throws Exception {
        try (TestDirectory directory = mode.start(server);
                Relay relay = new Relay(directory.port())) {
            assertThatThrownBy(() -> mode.factory(material).openForService(mode.url(host, relay.port())))
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.TLS_FAILURE))
                    .message()
                    .contains(says);
            assertThat(directory.binds).isEmpty();
            assertThat(relay.sawInClear("c4nary")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_authority_from_a_file_a_folder_or_a_store_is_trusted(Mode mode) throws Exception {
        TlsMaterial file = trusting(TestTls.authorityPem());
        assertOpens(mode, file, TestTls.good());
        assertOpens(mode, new TlsMaterial(true, new CertificateFile(folder.toString()), null, null), TestTls.good());
        assertOpens(mode, store(TestTls.trustStore(folder.resolve("a.p12"), "PKCS12")), TestTls.good());
        assertOpens(mode, store(TestTls.trustStore(folder.resolve("b.jks"), "JKS")), TestTls.good());
    }

    @ParameterizedTest
    @EnumSource
    void an_authority_that_is_not_trusted_is_named(Mode mode) throws Exception {
        String[] says = {"was issued by an authority that is not trusted here", "'CN=Authority'"};
        assertRefused(mode, trusting(TestTls.strangerPem()), TestTls.good(), "127.0.0.1", says);
        assertRefused(mode, TlsMaterial.OF_THE_JVM, TestTls.good(), "127.0.0.1", says);
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_out_of_date_is_refused_with_the_date(Mode mode) throws Exception {
        TlsMaterial trusting = trusting(TestTls.authorityPem());
        assertRefused(
                mode, trusting, TestTls.expired(), "127.0.0.1", "the server's certificate has expired: it ended on 2");
        assertRefused(
                mode,
                trusting,
                TestTls.notYetValid(),
                "127.0.0.1",
                "the server's certificate is not valid yet: it begins on 2");
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_for_other_hosts_is_refused_with_their_names(Mode mode) throws Exception {
        TlsMaterial trusting = trusting(TestTls.authorityPem());
        assertRefused(
                mode,
                trusting,
                TestTls.forAnotherHost(),
                "127.0.0.1",
                "the server's certificate names another host: it is for '127.0.0.9', not for '127.0.0.1'");
        String[] many = IntStream.range(0, 20).mapToObj(i -> "h" + i + ".test").toArray(String[]::new);
        assertRefused(
                mode, trusting, TestTls.named(many), "localhost", "'h0.test', ", "'h7.test' and 12 more, not for");
        assertRefused(
                mode,
                trusting,
                TestTls.named("evil\u001b[31m.test"),
                "localhost",
                "it is for 'evil\\u001b[31m.test', not for 'localhost'");
    }

    static Stream<Mode> modes() {
        return Stream.of(Mode.values());
    }

    @ParameterizedTest
    @MethodSource("modes")
    void a_certificate_that_names_its_host_in_the_subject_alone_is_refused(Mode mode) throws Exception {
        assertRefused(
                mode,
                trusting(TestTls.authorityPem()),
                TestTls.namedInSubjectOnly(),
                "localhost",
                "names no host in a subject alternative name, not for 'localhost'");
    }

    @ParameterizedTest
    @EnumSource
    void a_name_cut_in_two_by_a_nul_is_refused_even_beside_a_right_one(Mode mode) throws Exception {
        TlsMaterial trusting = trusting(TestTls.authorityPem());
        String evil = "localhost\0.evil";
        assertRefused(mode, trusting, TestTls.named(evil), "localhost", "certificate");
        assertRefused(mode, trusting, TestTls.named("localhost", evil), "localhost", "certificate");
    }

    @ParameterizedTest
    @EnumSource
    void without_verification_any_certificate_for_any_host_does(Mode mode) throws Exception {
        assertOpens(mode, ANYBODY, TestTls.forAnotherHost());
        assertOpens(mode, ANYBODY, TestTls.expired());
        assertOpens(mode, ANYBODY, TestTls.namedInSubjectOnly());
    }

    @Test
    void a_sites_verifier_may_accept_what_trusted_authorities_signed_for_others_and_nothing_else() throws Exception {
        TlsMaterial trusting = trusting(TestTls.authorityPem());
        String any = TestTls.AnyHost.class.getName();
        try (TestDirectory directory = TestDirectory.startTls(TestTls.forAnotherHost())) {
            ServerUrl url = Configs.ldap(directory.port());
            Mode.START_TLS.factory(trusting, any).openForService(url).close();
            JndiConnectionFactory strict = Mode.START_TLS.factory(trusting(TestTls.strangerPem()), any);
            assertThatThrownBy(() -> strict.openForService(url)).hasMessageContaining("not trusted here");
            assertThat(directory.binds).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void directories_with_different_authorities_live_side_by_side_and_touch_nothing_of_the_jvm(Mode mode)
            throws Exception {
        SSLContext context = SSLContext.getDefault();
        Properties properties = (Properties) System.getProperties().clone();
        try (TestDirectory directory = mode.start(TestTls.good())) {
            ServerUrl url = mode.url("127.0.0.1", directory.port());
            JndiConnectionFactory right = mode.factory(trusting(TestTls.authorityPem()));
            JndiConnectionFactory wrong = mode.factory(trusting(TestTls.strangerPem()));
            JndiConnectionFactory jvm = mode.factory(TlsMaterial.OF_THE_JVM);
            for (int round = 0; round < 2; round++) {
                right.openForService(url).close();
                for (JndiConnectionFactory other : List.of(wrong, jvm)) {
                    assertThatThrownBy(() -> other.openForService(url)).hasMessageContaining("not trusted here");
                }
            }
            assertThat(directory.binds).hasSize(2);
        }
        assertThat(SSLContext.getDefault()).isSameAs(context);
        assertThat(System.getProperties()).isEqualTo(properties);
    }

    @ParameterizedTest
    @EnumSource
    void a_session_is_not_resumed_beyond_the_end_of_its_certificate(Mode mode) throws Exception {
        SSLContext server = TestTls.goodFor(Duration.ofSeconds(4));
        try (TestDirectory directory = mode.start(server)) {
            ServerUrl url = mode.url("127.0.0.1", directory.port());
            JndiConnectionFactory factory = mode.factory(trusting(TestTls.authorityPem()));
            factory.openForService(url).close();
            Awaiting.until(() -> {
                try {
                    factory.openForService(url).close();
                    return false;
                } catch (DirectoryException e) {
                    assertThat(e).hasMessageContaining("the server's certificate has expired");
                    return true;
                }
            });
        }
    }
}
