package org.latchkey.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.faults.FaultRow;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** Servers with certificates that are not in order: nobody's password is sent to them, and health says what is wrong. */
class CertificateIT {
    private static final String CA = TestAuthority.shared().caPem().toString();
    private static final String STRANGER = TestAuthority.stranger().caPem().toString();

    @RegisterExtension
    static final OpenLdap GOOD = OpenLdap.named("tls-good").build();

    @RegisterExtension
    static final OpenLdap EXPIRED =
            OpenLdap.named("tls-expired").certificate(ServerCertificate.EXPIRED).build();

    @RegisterExtension
    static final OpenLdap EARLY = OpenLdap.named("tls-early")
            .certificate(ServerCertificate.NOT_YET_VALID)
            .build();

    @RegisterExtension
    static final OpenLdap ELSEWHERE = OpenLdap.named("tls-elsewhere")
            .certificate(ServerCertificate.WRONG_NAME)
            .build();

    @RegisterExtension
    static final OpenLdap SUBJECT_ONLY =
            OpenLdap.named("tls-subject").certificate(ServerCertificate.CN_ONLY).build();

    @RegisterExtension
    static final OpenLdap OTHER_NAME = OpenLdap.named("tls-other-name")
            .certificate(ServerCertificate.OTHER_ALTERNATIVE_NAME)
            .build();

    static Stream<Object[]> wrong() {
        Object[][] kinds = {
            {EXPIRED, "127.0.0.1", CA, "the server's certificate has expired: it ended on 2"},
            {EARLY, "127.0.0.1", CA, "the server's certificate is not valid yet: it begins on 2"},
            {ELSEWHERE, "127.0.0.1", CA, "names another host: it is for 'ldap.other.test', not for '127.0.0.1'"},
            {ELSEWHERE, "localhost", CA, "names another host: it is for 'ldap.other.test', not for 'localhost'"},
            {OTHER_NAME, "localhost", CA, "names another host: it is for 'ldap.other.test', not for 'localhost'"},
            {SUBJECT_ONLY, "localhost", CA, "names no host in a subject alternative name, not for 'localhost'"},
            {GOOD, "localhost", STRANGER, "an authority that is not trusted here: 'CN=Test CA,O=Latchkey Tests'"},
        };
        return Arrays.stream(Way.values())
                .flatMap(way ->
                        Arrays.stream(kinds).map(kind -> new Object[] {way, kind[0], kind[1], kind[2], kind[3]}));
    }

    @FaultRow(11)
    @ParameterizedTest(name = "{0} {2} {4}", autoCloseArguments = false)
    @MethodSource("wrong")
    void nobody_binds_at_a_server_whose_certificate_is_wrong_and_health_says_why(
            Way way, OpenLdap server, String host, String ca, String reason) throws Exception {
        try (Engine engine = way.engineAt(server, host, "caCertificateFile", ca)) {
            Operations seen = server.during(() -> {
                assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.TLS_FAILURE);
                engine.probe();
            });
            assertThat(seen.binds()).isZero();
            assertThat(seen.searches()).isZero();
            assertThat(engine.isUp()).isFalse();
            assertThat(engine.lastFault()).contains(reason).doesNotContain("c4nary");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_authority_from_a_file_a_folder_or_a_store_is_trusted(Way way) throws Exception {
        Path folder = Path.of(CA).resolveSibling("authorities");
        Files.createDirectories(folder);
        Files.copy(Path.of(CA), folder.resolve("test.crt"), StandardCopyOption.REPLACE_EXISTING);
        assertLogsIn(way, "caCertificateFile", CA);
        assertLogsIn(way, "caCertificateFile", folder.toString());
        for (String type : new String[] {"PKCS12", "JKS"}) {
            String store = TestAuthority.shared().trustStore(type).toString();
            assertLogsIn(way, "trustStoreFile", store, "trustStorePassword", TestAuthority.STORE_PASSWORD);
            assertLogsIn(
                    way,
                    "trustStoreFile",
                    store,
                    "trustStoreType",
                    type,
                    "trustStorePassword",
                    TestAuthority.STORE_PASSWORD);
        }
    }

    private static void assertLogsIn(Way way, String... pairs) throws Exception {
        try (Engine engine = way.engine(GOOD, pairs)) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_verification_a_wrong_certificate_is_no_obstacle(Way way) throws Exception {
        for (OpenLdap server : new OpenLdap[] {EXPIRED, ELSEWHERE, SUBJECT_ONLY}) {
            try (Engine engine = way.engine(server, "certificateVerification", "never")) {
                assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            }
        }
    }
}
