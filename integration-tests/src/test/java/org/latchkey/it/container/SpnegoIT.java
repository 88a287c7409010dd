package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.KerberosClient;
import org.latchkey.it.samba.SambaAd;
import org.latchkey.it.tls.TestAuthority;

/** Kerberos: Tomcat's authenticator has verified the ticket, the realm says what its owner may do. */
class SpnegoIT {
    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    @RegisterExtension
    static final KerberosClient WORKSTATION = new KerberosClient();

    private static final String ROLES = "/inside?role=staff&role=employee&role=nest-0";
    private static final String[] DELEGATING = {"--delegation", "always"};
    private static final String ENABLED = "512";
    private static final String DISABLED = "514";

    private static CatalinaBase base;
    private static TomcatProcess tomcat;

    @BeforeAll
    static void start(@TempDir Path files) {
        Path keytab = files.resolve("tomcat.keytab");
        DC.exportKeytab("HTTP/" + AdDomain.WEB_HOST, keytab);
        WORKSTATION.join(DC.address());
        for (String account : List.of("alice", "leaver")) {
            WORKSTATION.login(account, AdDomain.person(account).password());
        }
        WORKSTATION.login("Administrator", AdDomain.ADMINISTRATOR_PASSWORD);
        base = CatalinaBase.named("SpnegoIT")
                .write(
                        "conf/krb5.ini",
                        BuildOutput.example("kerberos/krb5.ini")
                                .replace("kdc = " + AdDomain.CONTROLLER_HOST, "kdc = " + DC.address()))
                .write("conf/jaas.conf", BuildOutput.example("kerberos/jaas.conf"))
                .copy(keytab, "conf/tomcat.keytab")
                .write(
                        "conf/hosts",
                        "127.0.0.1 localhost " + AdDomain.WEB_HOST + "\n" + DC.address() + " "
                                + AdDomain.CONTROLLER_HOST + " dc2." + AdDomain.DNS_NAME + "\n")
                .jvmOption("-Djdk.net.hosts.file=@base@/conf/hosts")
                .write("conf/Catalina/localhost/example.xml", example(war(files, "example")))
                .deploy(war(files, "template"), template())
                .deploy(war(files, "sealed"), delegated("ldap://" + AdDomain.CONTROLLER_HOST))
                .deploy(
                        war(files, "refused"),
                        delegated(DC.ldapsUrl())
                                .with("caCertificateFile", DC.caFile().toString()))
                .deploy(war(files, "unknown"), delegated("ldap://dc2." + AdDomain.DNS_NAME));
        tomcat = TomcatProcess.running(base);
    }

    private static Path war(Path files, String name) {
        return ProbeWar.write(files, name, "SPNEGO");
    }

    /** The file that administrators get, with what is different here. */
    private static String example(Path war) {
        return BuildOutput.example("kerberos/context.xml")
                .replace("<Context>", "<Context docBase=\"" + war + "\">")
                .replace("ldaps://" + AdDomain.CONTROLLER_HOST, DC.ldapsUrl())
                .replace("${catalina.base}/conf/corp-ca.pem", DC.caFile().toString())
                .replace(
                        "${file:/etc/tomcat/ldap-password}",
                        AdDomain.person(AdDomain.READER).password())
                .replace("userBase=\"", "commonRole=\"employee\" userBase=\"OU=People,");
    }

    private static RealmXml ours() {
        return RealmXml.of("org.latchkey.tomcat.LdapRealm")
                .with("userBase", AdDomain.PEOPLE)
                .with("userSubtree", "true")
                .with("userRoleName", "memberOf")
                .with("userRoleNameFormat", "rdn")
                .with("commonRole", "employee");
    }

    /** By nothing but a name to bind with, which no ticket is ever bound by. */
    private static RealmXml template() {
        RealmXml realm = ours().with("userPattern", "{0}@" + AdDomain.DNS_NAME).with("useDelegatedCredential", "false");
        for (Map.Entry<String, String> key : DC.config().entrySet()) {
            realm = realm.with(key.getKey(), key.getValue());
        }
        return realm;
    }

    /** Nobody but users may search: the service has no account. */
    private static RealmXml delegated(String url) {
        return ours().with("connectionURL", url).with("userSearch", "(sAMAccountName={0})");
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private static Answer getFrom(String host, String account, String path, String... more) {
        String said = WORKSTATION.get(account, host, base.port(), path, more);
        int end = said.lastIndexOf('\n');
        return new Answer(
                Integer.parseInt(said.substring(end + 1)),
                path,
                HttpHeaders.of(Map.of(), (name, value) -> true),
                said.substring(0, end));
    }

    private static Answer get(String account, String path, String... more) {
        return getFrom(AdDomain.WEB_HOST, account, path, more);
    }

    private static List<String> logins() {
        return base.logs().lines("latchkey-login.");
    }

    /** What the log says of the one login that a request makes. */
    private static String toldOf(Runnable request) {
        int before = logins().size();
        request.run();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> logins().size() > before);
        return logins().get(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "template"})
    void a_ticket_is_its_owner_with_the_roles_of_the_directory(String application) {
        Answer answer = get("alice", "/" + application + ROLES);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.value("remoteUser")).isEqualTo("alice");
        assertThat(answer.value("authType")).isEqualTo("SPNEGO");
        assertThat(answer.value("delegated")).isEqualTo("false");
        assertThat(answer.roles()).containsExactlyInAnyOrder("employee", "staff", "nest-0");
    }

    @Test
    void without_a_ticket_one_is_asked_for() {
        Answer answer = tomcat.browser().get("/example/inside");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Negotiate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "template"})
    void whom_the_directory_does_not_know_there_has_no_business_here_however_good_the_ticket(String application) {
        String told = toldOf(() -> assertThat(
                        get("Administrator", "/" + application + "/inside").status())
                .isEqualTo(401));

        assertThat(told).contains("REJECTED reason=UNKNOWN_USER");
    }

    @Test
    void who_was_disabled_since_the_ticket_was_given_is_refused() throws Exception {
        assertThat(get("leaver", "/example/inside").status()).isEqualTo(200);
        set("leaver", DISABLED);
        try {
            for (String application : List.of("example", "template")) {
                String told = toldOf(() -> assertThat(
                                get("leaver", "/" + application + "/inside").status())
                        .isEqualTo(401));
                assertThat(told).contains("REJECTED reason=ACCOUNT_DISABLED");
            }
        } finally {
            set("leaver", ENABLED);
        }
        assertThat(get("leaver", "/example/inside").status()).isEqualTo(200);
    }

    private static void set(String account, String control) throws Exception {
        URI server = URI.create(DC.ldapsUrl());
        try (var connection = new LDAPConnection(
                TestAuthority.shared().trustingContext().getSocketFactory(),
                server.getHost(),
                server.getPort(),
                AdDomain.ADMINISTRATOR,
                AdDomain.ADMINISTRATOR_PASSWORD)) {
            connection.modify(
                    AdDomain.person(account).dn(),
                    new Modification(ModificationType.REPLACE, "userAccountControl", control));
        }
    }

    @Test
    void a_ticket_for_another_server_opens_nothing() {
        int before = logins().size();

        assertThat(getFrom(AdDomain.OTHER_HOST, "alice", "/example/inside").status())
                .isEqualTo(401);
        assertThat(get("alice", "/example/inside").status()).isEqualTo(200);
        assertThat(logins()).as("the realm is not even asked").hasSize(before + 1);
    }

    /** The directory takes no simple bind there, and nobody but the user has a credential. */
    @Test
    void searches_are_made_with_the_delegated_credential_and_sealed() {
        Answer answer = get("alice", "/sealed" + ROLES, DELEGATING);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.value("delegated")).isEqualTo("true");
        assertThat(answer.roles()).contains("employee", "staff", "nest-0");
    }

    @Test
    void where_searches_are_the_services_the_application_has_the_delegated_credential_all_the_same() {
        Answer answer = get("alice", "/template/inside", DELEGATING);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.value("delegated")).isEqualTo("true");
    }

    @Test
    void a_directory_that_does_not_take_the_delegated_credential_is_an_answer_and_not_an_outage() {
        String told = toldOf(() ->
                assertThat(get("alice", "/refused/inside", DELEGATING).status()).isEqualTo(401));

        assertThat(told).contains("UNAVAILABLE reason=MISCONFIGURED", "the delegated credential");
    }

    @Test
    void a_directory_that_kerberos_does_not_know_is_told_in_its_own_words() {
        String told = toldOf(() ->
                assertThat(get("alice", "/unknown/inside", DELEGATING).status()).isEqualTo(401));

        assertThat(told).contains("UNAVAILABLE reason=MISCONFIGURED", "Server not found in Kerberos database");
    }
}
