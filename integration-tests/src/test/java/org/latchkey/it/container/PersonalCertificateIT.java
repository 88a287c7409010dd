package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.latchkey.it.tls.PeopleAuthority.mail;
import static org.latchkey.it.tls.PeopleAuthority.principalName;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.support.FreePort;
import org.latchkey.it.tls.PeopleAuthority;
import org.latchkey.it.tls.PeopleAuthority.Card;
import org.latchkey.it.tls.ServerCertificate;
import org.latchkey.it.tls.TestAuthority;

/** Certificates of people, from an authority that also takes them back, with the files that administrators get. */
class PersonalCertificateIT {
    private static final String ADMIN = "cn=admin," + Fixture.BASE;
    private static final String ADMIN_PASSWORD = "admin-c4nary";
    private static final String ALICE = "CN=Alice,O=Example";
    private static final PeopleAuthority PEOPLE = new PeopleAuthority("People CA");
    private static final PeopleAuthority STRANGERS = new PeopleAuthority("Other CA");
    private static final Card CARD = PEOPLE.card(ALICE, mail("alice@example.org"), principalName("alice@corp.example"));
    private static final Card NOT_IN_ENTRY =
            PEOPLE.card(ALICE, mail("alice@example.org"), principalName("alice@corp.example"));
    private static final Card TWO_NAMES = PEOPLE.card(
            ALICE,
            mail("alice@example.org"),
            mail("bob@example.org"),
            principalName("alice@corp.example"),
            principalName("bob@corp.example"));
    private static final Card UNKNOWN =
            PEOPLE.card("CN=N", mail("nobody@example.org"), principalName("nobody@corp.example"));
    private static final Card EXPIRED =
            PEOPLE.expired(ALICE, mail("alice@example.org"), principalName("alice@corp.example"));
    private static final Card REVOKED =
            PEOPLE.card(ALICE, mail("alice@example.org"), principalName("alice@corp.example"));
    private static final Card FOREIGN =
            STRANGERS.card(ALICE, mail("alice@example.org"), principalName("alice@corp.example"));

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.named("personal-certificates")
            .database("rootdn \"" + ADMIN + "\"")
            .database("rootpw " + ADMIN_PASSWORD)
            .build();

    private static final int TLS_PORT = FreePort.next();
    private static CatalinaBase base;
    private static TomcatProcess tomcat;

    @BeforeAll
    static void start(@TempDir Path files) throws Exception {
        try (var admin = new LDAPConnection("127.0.0.1", directory.port(), ADMIN, ADMIN_PASSWORD)) {
            for (Card card : List.of(CARD, EXPIRED, REVOKED, FOREIGN)) {
                admin.modify(
                        "uid=alice," + Fixture.PEOPLE,
                        new Modification(ModificationType.ADD, "userCertificate;binary", card.encoded()));
            }
        }
        RealmXml byPrincipalName =
                FixtureRealm.at(directory).with("certificateUser", "upn").with("usernameDomain", "corp.example");
        base = CatalinaBase.named("PersonalCertificateIT");
        base.copy(PEOPLE.writeTrustStore(files.resolve("people.p12")), "conf/people-ca.p12")
                .copy(PEOPLE.revoke(REVOKED).writeRevocations(files.resolve("people.crl")), "conf/people-ca.crl")
                .copy(TestAuthority.shared().certificatePem(ServerCertificate.GOOD), "conf/server.pem")
                .copy(TestAuthority.shared().serverKeyPem(), "conf/server.key")
                .connector(BuildOutput.example("certificates/connector.xml")
                        .replace("port=\"8443\"", "address=\"127.0.0.1\" port=\"" + TLS_PORT + "\"")
                        .replace("changeit", TestAuthority.STORE_PASSWORD))
                .write("conf/Catalina/localhost/example.xml", example(ProbeWar.write(files, "example", "CLIENT-CERT")))
                .deploy(ProbeWar.write(files, "upn", "CLIENT-CERT"), byPrincipalName)
                .deploy(ProbeWar.writeWithModule(
                        files,
                        "module",
                        here(BuildOutput.example("certificates/latchkey.properties"))
                                + "commonRole=employee\nroleNested=true\n"));
        tomcat = TomcatProcess.running(base);
    }

    private static String example(Path war) {
        return here(BuildOutput.example("certificates/context.xml"))
                .replace("<Context>", "<Context docBase=\"" + war + "\">")
                .replace("certificateUser=", "commonRole=\"employee\" roleNested=\"true\" certificateUser=");
    }

    /** With what is different here. */
    private static String here(String example) {
        return example.replace("ldaps://ldap.corp.example", directory.url())
                .replace("cn=reader,dc=corp,dc=example", Fixture.READER_DN)
                .replace("${file:/etc/tomcat/ldap-password}", Fixture.READER_PASSWORD)
                .replace("dc=corp,dc=example", Fixture.BASE);
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    private static Answer get(Card card, String path) {
        return new Browser("https://127.0.0.1:" + TLS_PORT, card.context()).get(path);
    }

    private static List<String> logins() {
        return base.logs().lines("latchkey-login.");
    }

    private static String refusal(Card card, String application, int status) {
        int before = logins().size();
        assertThat(get(card, "/" + application + "/inside").status()).isEqualTo(status);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> logins().size() > before);
        return logins().get(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "upn", "module"})
    void a_person_is_known_by_the_name_in_the_certificate_and_has_the_roles_of_the_directory(String application) {
        Answer answer = get(CARD, "/" + application + "/inside" + FixtureRealm.ASK_ROLES);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.value("remoteUser")).isEqualTo("alice");
        assertThat(answer.value("authType")).isEqualTo("CLIENT_CERT");
        assertThat(answer.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
    }

    @Test
    void a_certificate_that_is_not_in_the_entry_is_refused_where_it_must_be() {
        assertThat(refusal(NOT_IN_ENTRY, "example", 401)).contains("REJECTED reason=CERTIFICATE_NOT_IN_ENTRY");
        assertThat(refusal(NOT_IN_ENTRY, "module", 403)).contains("REJECTED reason=CERTIFICATE_NOT_IN_ENTRY");
        assertThat(get(NOT_IN_ENTRY, "/upn/inside").status()).isEqualTo(200);
    }

    @Test
    void two_names_are_nobody_and_the_log_says_so() {
        assertThat(refusal(TWO_NAMES, "example", 401)).contains("REJECTED reason=NO_NAME_IN_CERTIFICATE");
        assertThat(refusal(TWO_NAMES, "upn", 401)).contains("REJECTED reason=NO_NAME_IN_CERTIFICATE");
        assertThat(refusal(TWO_NAMES, "module", 403)).contains("REJECTED reason=NO_NAME_IN_CERTIFICATE");
        assertThat(base.logs().lines(""))
                .anyMatch(line -> line.contains("certificateUser \"email\": it has 2 times a mail address"))
                .anyMatch(line -> line.contains("certificateUser \"upn\": it has 2 times a user principal name"));
    }

    @Test
    void whom_the_directory_does_not_know_is_refused() {
        assertThat(refusal(UNKNOWN, "example", 401)).contains("REJECTED reason=UNKNOWN_USER");
        assertThat(refusal(UNKNOWN, "module", 403)).contains("REJECTED reason=UNKNOWN_USER");
    }

    /** Each stands in the entry: it is the connector that refuses it, and nothing else is asked. */
    @Test
    void what_the_connector_does_not_believe_never_reaches_the_realm() {
        int before = logins().size();

        for (Card card : List.of(EXPIRED, REVOKED, FOREIGN)) {
            for (String application : List.of("example", "upn", "module")) {
                assertThatThrownBy(() -> get(card, "/" + application + "/open"))
                        .isInstanceOf(UncheckedIOException.class);
            }
        }
        assertThat(get(CARD, "/example/inside").status()).isEqualTo(200);
        assertThat(logins()).hasSize(before + 1);
    }

    @Test
    void a_session_of_the_module_is_nothing_without_the_certificate() {
        assertThat(get(CARD, "/module/open").value("remoteUser")).isEqualTo("alice");
        assertThat(tomcat.browser().get("/module/open").value("remoteUser")).isEqualTo("null");
        assertThat(tomcat.browser().get("/module/inside").status()).isEqualTo(403);
    }
}
