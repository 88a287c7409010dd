package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

/** Kerberos: Tomcat's authenticator has verified the ticket, the realm says what its owner may do. */
class SpnegoIT {
    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    @RegisterExtension
    static final KerberosClient WORKSTATION = new KerberosClient();

    private static final String ROLES = "/inside?role=staff&role=employee&role=nest-0";
    private static final String[] DELEGATING = {"--delegation", "always"};
    /** By default Tomcat's authenticator keeps nobody in a session. */
    private static final String IN_SESSIONS =
            "<Valve className=\"org.apache.catalina.authenticator.SpnegoAuthenticator\" alwaysUseSession=\"true\"/>";

    private static final Pattern SESSION = Pattern.compile("JSESSIONID=(\\w+)");
    private static final ChangingDomain DOMAIN = new ChangingDomain(DC);

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
        WORKSTATION.loginAs("bob", "mallory", AdDomain.person("mallory").password());
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
                .write("conf/Catalina/localhost/kept.xml", kept(war(files, "kept")))
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

    private static String kept(Path war) {
        return example(war)
                .replace("useDelegatedCredential=", "rolesRefreshInterval=\"1s\" useDelegatedCredential=")
                .replace("</Context>", IN_SESSIONS + "</Context>");
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
        return Answer.ofCurl(path, WORKSTATION.get(account, host, base.port(), path, more));
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

    /** Active Directory gives mallory, whose userPrincipalName it is, a ticket in the name of bob. */
    @ParameterizedTest
    @ValueSource(strings = {"example", "template"})
    void a_ticket_in_a_name_that_two_accounts_have_is_nobody_s(String application) {
        String told = toldOf(
                () -> assertThat(get("mallory", "/" + application + "/inside").status())
                        .isEqualTo(401));

        assertThat(told).contains("REJECTED reason=AMBIGUOUS_USER user=\"bob");
    }

    @Test
    void who_was_disabled_since_the_ticket_was_given_is_refused() {
        assertThat(get("leaver", "/example/inside").status()).isEqualTo(200);
        DOMAIN.disable("leaver");
        try {
            for (String application : List.of("example", "template")) {
                String told = toldOf(() -> assertThat(
                                get("leaver", "/" + application + "/inside").status())
                        .isEqualTo(401));
                assertThat(told).contains("REJECTED reason=ACCOUNT_DISABLED");
            }
        } finally {
            DOMAIN.enable("leaver");
        }
        assertThat(get("leaver", "/example/inside").status()).isEqualTo(200);
    }

    /** The cookie alone, so that what is seen is the session's end and not the refusal of one more ticket. */
    @Test
    void a_session_that_a_ticket_began_ends_when_its_owner_is_disabled() {
        Answer login = get("leaver", "/kept/inside", "--include");
        assertThat(login.value("remoteUser")).isEqualTo("leaver");
        String session = SESSION.matcher(login.body())
                .results()
                .map(found -> found.group(1))
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(inSession(session)).contains("remoteUser=leaver", "authType=SPNEGO");
        DOMAIN.disable("leaver");
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> inSession(session).startsWith("HTTP/1.1 401"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(tomcat.console())
                            .containsOnlyOnce("The session of \"leaver\" ends: ACCOUNT_DISABLED"));
        } finally {
            DOMAIN.enable("leaver");
        }
        assertThat(inSession(session)).startsWith("HTTP/1.1 401");
    }

    private static String inSession(String id) {
        return ProxiedTomcat.ask(tomcat.root(), "/kept/inside", "Cookie: JSESSIONID=" + id);
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
