package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.it.net.TicketFiles;
import org.latchkey.it.net.WebServer;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.KerberosClient;
import org.latchkey.it.samba.SambaAd;

/** A real Apache before a real Tomcat, both set up by the examples: it verifies tickets and names their owners. */
class ApacheKerberosIT {
    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    @RegisterExtension
    static final KerberosClient WORKSTATION = new KerberosClient();

    private static final String EXAMPLE = "apache/latchkey-gssapi.conf";
    private static final String INSIDE = "/probe/inside?role=staff&role=employee&role=nest-0";
    private static final ChangingDomain DOMAIN = new ChangingDomain(DC);

    private static ProxiedTomcat tomcat;
    private static WebServer apache;
    private static WebServer localNames;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        WebServer.apacheWithKerberos().demand();
        WORKSTATION.join(DC.address());
        DOMAIN.enrol("ap-leaver");
        WORKSTATION.login("ap-leaver", ChangingDomain.password("ap-leaver"));
        WORKSTATION.login("alice", AdDomain.person("alice").password());
        WORKSTATION.loginAs("bob", "mallory", AdDomain.person("mallory").password());
        WORKSTATION.loginAs("robert", "bob", AdDomain.person("bob").password());
        WORKSTATION.login("Administrator", AdDomain.ADMINISTRATOR_PASSWORD);
        tomcat = new ProxiedTomcat("ApacheKerberosIT", AdRealm.at(DC), folder);
        Path cutting = folder.resolve("cutting.conf");
        Files.writeString(cutting, BuildOutput.example(EXAMPLE).replace("GssapiLocalName Off", "GssapiLocalName On"));
        Path keytab = folder.resolve("keytab");
        DC.exportKeytab("HTTP/" + AdDomain.WEB_HOST, keytab);
        apache = apache(ProxiedTomcat.example(EXAMPLE), keytab);
        localNames = apache(cutting, keytab);
    }

    private static WebServer apache(Path site, Path keytab) throws IOException {
        TicketFiles tickets = TicketFiles.make(AdDomain.REALM);
        Files.copy(keytab, tickets.keytab());
        return WebServer.apacheWithKerberos(
                site,
                "127.0.0.1:8084",
                Map.of(
                        "127.0.0.1:8080",
                        "127.0.0.1:" + tomcat.port(),
                        "/etc/apache2/latchkey.keytab",
                        tickets.keytab().toString()),
                Map.of("/etc/apache2/latchkey-secret.conf", "Define LATCHKEY_SECRET " + ProxiedTomcat.SECRET + "\n"),
                tickets);
    }

    @AfterAll
    static void stop() {
        Stream.of(localNames, apache).filter(Objects::nonNull).forEach(WebServer::close);
        if (tomcat != null) {
            tomcat.close();
        }
        DOMAIN.close();
    }

    private static Answer get(WebServer server, String account, String path, String... more) {
        return Answer.ofCurl(path, WORKSTATION.get(account, AdDomain.WEB_HOST, server.port(), path, more));
    }

    private static Answer get(String account, String path, String... more) {
        return get(apache, account, path, more);
    }

    private static void assertAlice(Answer answer) {
        assertThat(answer.value("remoteUser")).isEqualTo("alice");
        assertThat(answer.value("authType")).isEqualTo("HEADER");
        assertThat(answer.roles()).containsExactlyInAnyOrder("employee", "staff", "nest-0");
    }

    @Test
    void whose_ticket_apache_has_verified_is_inside_with_the_roles_of_the_directory() {
        assertAlice(get("alice", INSIDE));
        assertAlice(get(localNames, "alice", INSIDE));
    }

    /** Active Directory gives mallory, whose userPrincipalName it is, a ticket in the name of bob; robert is bob's. */
    @Test
    void a_ticket_in_a_name_that_two_accounts_have_is_nobody_s() {
        for (WebServer server : List.of(apache, localNames)) {
            assertThat(get(server, "mallory", INSIDE).status()).isEqualTo(401);
            assertThat(get(server, "bob", INSIDE).value("remoteUser")).isEqualTo("bob");
        }
        awaitRefusals(2, "AMBIGUOUS_USER", "bob");
    }

    @Test
    void without_a_ticket_one_is_asked_for_and_nobody_is_somebody_on_an_open_page() {
        Answer refused = new Browser(apache.url()).get("/probe/inside");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate");
        assertThat(new Browser(apache.url()).get("/probe/open").value("remoteUser"))
                .isEqualTo("null");
        assertThat(new Browser(apache.url())
                        .get("/probe/inside", "alice", "alice-c4nary")
                        .status())
                .as("a password is no ticket")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-User: carol", "x-forwarded-user: carol@AD.EXAMPLE.TEST", "Remote-User: carol"})
    void who_sends_a_header_through_apache_is_who_they_are(String line) {
        assertAlice(get("alice", INSIDE, "--header", line));
        assertThat(ProxiedTomcat.ask(apache.url(), "/probe/open", line)).contains("remoteUser=null");
        assertThat(ProxiedTomcat.ask(apache.url(), "/probe/inside", line)).startsWith("HTTP/1.1 401");
    }

    @Test
    void whom_the_directory_does_not_know_there_or_has_disabled_has_no_business_here_however_good_the_ticket() {
        assertRefused("Administrator", "UNKNOWN_USER");
        assertThat(get("ap-leaver", INSIDE).value("remoteUser")).isEqualTo("ap-leaver");
        DOMAIN.disable("ap-leaver");
        assertRefused("ap-leaver", "ACCOUNT_DISABLED");
    }

    private static void assertRefused(String account, String why) {
        assertThat(get(account, INSIDE).status()).isEqualTo(401);
        awaitRefusals(1, why, account);
    }

    private static void awaitRefusals(int count, String why, String name) {
        String text = "REJECTED reason=" + why + " user=\"" + name;
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> tomcat.logs()
                                .lines("latchkey-login.", line -> line.contains(text))
                                .size()
                        == count);
    }

    /** As Apache would say it of a ticket of a realm that this one trusts. */
    @Test
    void the_alice_of_another_realm_is_not_ours() {
        String secret = "X-Proxy-Secret: " + ProxiedTomcat.SECRET;
        assertThat(tomcat.askDirectly("/probe/inside", "X-Forwarded-User: alice@AD.EXAMPLE.TEST", secret))
                .contains("remoteUser=alice");
        assertThat(tomcat.askDirectly("/probe/inside", "X-Forwarded-User: alice@OTHER.TEST", secret))
                .startsWith("HTTP/1.1 401");
    }
}
