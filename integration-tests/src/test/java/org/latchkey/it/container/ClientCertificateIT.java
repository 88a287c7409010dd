package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.container.probe.CommonNameRetriever;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.support.FreePort;
import org.latchkey.it.tls.ServerCertificate;
import org.latchkey.it.tls.TestAuthority;

/** CLIENT-CERT: Tomcat has verified the person, the realm says what they may do. */
class ClientCertificateIT {
    private static final ClientCertificate ALICE_BY_DN = ClientCertificate.of("uid=alice," + Fixture.PEOPLE);
    private static final ClientCertificate ALICE_BY_NAME = ClientCertificate.of("CN=alice,O=Example");
    private static final ClientCertificate STRANGER = ClientCertificate.of("CN=nobody,O=Example");

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.shared();

    private static final int TLS_PORT = FreePort.next();
    private static TomcatProcess tomcat;

    @BeforeAll
    static void start(@TempDir Path files) {
        RealmXml bySubject = FixtureRealm.at(directory).with("userSearch", "(entryDN={0})");
        RealmXml byCommonName =
                FixtureRealm.at(directory).with("x509UsernameRetrieverClassName", CommonNameRetriever.class.getName());
        tomcat = TomcatProcess.running(CatalinaBase.named("ClientCertificateIT")
                .connector(connector(ClientCertificate.writeTrustStore(files, ALICE_BY_DN, ALICE_BY_NAME, STRANGER)))
                .lib(ProbeWar.writeRetriever(files))
                .deploy(ProbeWar.write(files, "by-subject", "CLIENT-CERT"), bySubject)
                .deploy(ProbeWar.write(files, "by-common-name", "CLIENT-CERT"), byCommonName));
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    @Test
    void the_subject_dn_is_the_name_that_is_searched_for() throws Exception {
        var asked = directory.during(() -> assertAlice(inside(ALICE_BY_DN, "/by-subject")));

        assertThat(asked.bindDns())
                .as("a verified person is never bound")
                .doesNotContain("uid=alice," + Fixture.PEOPLE);
    }

    @Test
    void a_site_may_take_the_name_from_the_certificate_in_its_own_way() {
        Answer answer = inside(ALICE_BY_NAME, "/by-common-name");

        assertAlice(answer);
        assertThat(answer.value("remoteUser")).isEqualTo("alice");
    }

    @Test
    void whom_the_directory_does_not_know_has_no_business_here_however_good_the_certificate() {
        assertThat(inside(STRANGER, "/by-common-name").status()).isEqualTo(401);
        assertThat(inside(STRANGER, "/by-subject").status()).isEqualTo(401);
    }

    private static void assertAlice(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
        assertThat(answer.value("authType")).isEqualTo("CLIENT_CERT");
        assertThat(answer.value("attribute.mail")).isEqualTo("[alice@example.org]");
    }

    private static Answer inside(ClientCertificate shown, String application) {
        return new Browser("https://127.0.0.1:" + TLS_PORT, shown.context())
                .get(application + "/inside" + FixtureRealm.ASK_ROLES);
    }

    private static String connector(Path believed) {
        try {
            TestAuthority authority = TestAuthority.shared();
            return Files.readString(BuildOutput.template("client-cert-connector.xml"))
                    .replace("@port@", Integer.toString(TLS_PORT))
                    .replace("@believed@", believed.toString())
                    .replace("@password@", TestAuthority.STORE_PASSWORD)
                    .replace(
                            "@certificate@",
                            authority.certificatePem(ServerCertificate.GOOD).toString())
                    .replace("@key@", authority.serverKeyPem().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
