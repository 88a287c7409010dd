package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.net.WebServer;
import org.latchkey.it.slapd.OpenLdap;

/** A real Apache before a real Tomcat, both set up by the examples: it checks passwords in the directory and names users. */
class ApacheProxyIT {
    @RegisterExtension
    static final OpenLdap directory = OpenLdap.shared();

    private static ProxiedTomcat tomcat;
    private static WebServer http;
    private static WebServer ajp;

    @BeforeAll
    static void start(@TempDir Path wars) {
        WebServer.apache().demand();
        tomcat = new ProxiedTomcat("ApacheProxyIT", FixtureRealm.at(directory), wars);
        http = WebServer.apache(
                ProxiedTomcat.example("apache/latchkey-http.conf"),
                "127.0.0.1:8081",
                places("127.0.0.1:8080", tomcat.port()),
                Map.of("/etc/apache2/latchkey-secret.conf", "Define LATCHKEY_SECRET " + ProxiedTomcat.SECRET + "\n"));
        ajp = WebServer.apache(
                ProxiedTomcat.example("apache/latchkey-ajp.conf"),
                "127.0.0.1:8083",
                places("127.0.0.1:8009", tomcat.ajpPort()),
                Map.of(
                        "/etc/apache2/latchkey-ajp-secret.conf",
                        "Define LATCHKEY_AJP_SECRET " + ProxiedTomcat.AJP_SECRET + "\n"));
    }

    private static Map<String, String> places(String backend, int port) {
        return Map.of(
                backend,
                "127.0.0.1:" + port,
                "127.0.0.1:389",
                URI.create(directory.url()).getAuthority(),
                "ou=people,dc=example,dc=org",
                Fixture.PEOPLE,
                "cn=reader,dc=example,dc=org",
                Fixture.READER_DN,
                "\"change-me\"",
                '"' + Fixture.READER_PASSWORD + '"');
    }

    @AfterAll
    static void stop() {
        Stream.of(ajp, http).filter(Objects::nonNull).forEach(WebServer::close);
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private static Answer asAlice(WebServer server, String path) {
        return new Browser(server.url()).get(path + FixtureRealm.ASK_ROLES, "alice", "alice-c4nary");
    }

    @Test
    void whom_apache_has_let_in_is_inside_with_the_directory_s_roles() {
        Answer answer = asAlice(http, "/probe/inside");
        assertThat(answer.value("remoteUser")).isEqualTo("alice");
        assertThat(answer.value("authType")).isEqualTo("HEADER");
        assertThat(answer.value("secure")).isEqualTo("false");
        assertThat(answer.value("header.X-User-Mail")).isEqualTo("alice@example.org");
        assertThat(answer.value("request.mail")).isEqualTo("alice@example.org");
        assertThat(answer.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
    }

    @Test
    void over_ajp_too() {
        Answer answer = asAlice(ajp, "/ajp/inside");
        assertThat(answer.value("remoteUser")).isEqualTo("alice");
        assertThat(answer.value("authType")).isEqualTo("AJP");
        assertThat(answer.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
    }

    @Test
    void a_wrong_password_does_not_come_past_apache() {
        assertThat(new Browser(http.url())
                        .get("/probe/inside", "alice", "wrong-c4nary")
                        .status())
                .isEqualTo(401);
        assertThat(new Browser(ajp.url())
                        .get("/ajp/inside", "alice", "wrong-c4nary")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void nobody_is_somebody_on_an_open_page() {
        assertThat(new Browser(http.url()).get("/probe/open").value("remoteUser"))
                .isEqualTo("null");
        assertThat(new Browser(ajp.url()).get("/ajp/open").value("remoteUser")).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-User: bob", "x-forwarded-user: bob", "Remote-User: bob", "REMOTE_USER: bob"})
    void who_sends_a_header_through_apache_is_who_they_are(String line) {
        String basic = "Authorization: Basic YWxpY2U6YWxpY2UtYzRuYXJ5";
        assertThat(ProxiedTomcat.ask(http.url(), "/probe/inside", line, basic)).contains("remoteUser=alice");
        assertThat(ProxiedTomcat.ask(http.url(), "/probe/open", line)).contains("remoteUser=null");
        assertThat(ProxiedTomcat.ask(ajp.url(), "/ajp/inside", line, basic)).contains("remoteUser=alice");
        assertThat(ProxiedTomcat.ask(ajp.url(), "/ajp/open", line)).contains("remoteUser=null");
    }

    @Test
    void another_spelling_of_the_header_gets_nobody_in() {
        String basic = "Authorization: Basic YWxpY2U6YWxpY2UtYzRuYXJ5";
        assertThat(ProxiedTomcat.ask(http.url(), "/probe/inside", "X_Forwarded_User: bob", basic))
                .doesNotContain("remoteUser=bob");
        assertThat(ProxiedTomcat.ask(http.url(), "/probe/open", "X_Forwarded_User: bob"))
                .doesNotContain("remoteUser=bob");
    }

    @Test
    void a_browser_that_apache_spoke_tls_with_is_secure_for_the_application() {
        String proto = "X-Forwarded-Proto: https";
        String[] lines = {"X-Forwarded-User: alice", "X-Proxy-Secret: " + ProxiedTomcat.SECRET};
        assertThat(tomcat.askDirectly("/probe/inside", lines[0], lines[1], proto))
                .contains("secure=true");
    }

    @Test
    void past_apache_a_header_is_nothing() {
        assertThat(tomcat.askDirectly("/probe/inside", "X-Forwarded-User: alice"))
                .startsWith("HTTP/1.1 401");
        assertThat(tomcat.askDirectly("/probe/inside", "X-Forwarded-User: alice", "X-Proxy-Secret: guess"))
                .startsWith("HTTP/1.1 401");
        assertThat(tomcat.askDirectly("/probe/open")).contains("remoteUser=null");
        assertThat(tomcat.askDirectly("/ajp/inside", "X-Forwarded-User: alice")).startsWith("HTTP/1.1 401");
    }
}
