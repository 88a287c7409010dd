package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.it.net.WebServer;
import org.latchkey.it.slapd.OpenLdap;

/** A real nginx before a real Tomcat, both set up by the examples: it has users of its own, and the directory decides. */
class NginxProxyIT {
    private static final String ALICE = "Authorization: Basic YWxpY2U6YWxpY2UtYzRuYXJ5";

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.shared();

    private static ProxiedTomcat tomcat;
    private static WebServer nginx;

    @BeforeAll
    static void start(@TempDir Path wars) {
        WebServer.nginx().demand();
        tomcat = new ProxiedTomcat("NginxProxyIT", FixtureRealm.at(directory), wars);
        nginx = WebServer.nginx(
                ProxiedTomcat.example("nginx/latchkey.conf"),
                "127.0.0.1:8082",
                Map.of("http://127.0.0.1:8080", "http://127.0.0.1:" + tomcat.port()),
                Map.of(
                        "/etc/nginx/latchkey-secret.conf",
                        "proxy_set_header X-Proxy-Secret \"" + ProxiedTomcat.SECRET + "\";\n",
                        "/etc/nginx/latchkey-users",
                        "alice:{PLAIN}alice-c4nary\nstranger:{PLAIN}stranger-c4nary\n"));
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private static Answer as(String user, String path) {
        return new Browser(nginx.url()).get(path + FixtureRealm.ASK_ROLES, user, user + "-c4nary");
    }

    @Test
    void whom_nginx_has_let_in_is_inside_with_the_directory_s_roles() {
        Answer answer = as("alice", "/probe/inside");
        assertThat(answer.value("remoteUser")).isEqualTo("alice");
        assertThat(answer.value("authType")).isEqualTo("HEADER");
        assertThat(answer.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
    }

    @Test
    void whom_the_directory_does_not_know_is_not() {
        assertThat(as("stranger", "/probe/inside").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Forwarded-User: bob", "x-forwarded-user: bob", "X_Forwarded_User: bob", "REMOTE_USER: bob"})
    void who_sends_a_header_through_nginx_is_who_they_are(String line) {
        assertThat(ProxiedTomcat.ask(nginx.url(), "/probe/inside", line, ALICE)).contains("remoteUser=alice");
        assertThat(ProxiedTomcat.ask(nginx.url(), "/probe/open", line)).contains("remoteUser=null");
    }

    /** Where nginx checks no password its $remote_user is whatever the client says. */
    @Test
    void an_unchecked_password_on_an_open_page_names_nobody() {
        assertThat(ProxiedTomcat.ask(nginx.url(), "/probe/open", "Authorization: Basic Ym9iOnd3"))
                .contains("remoteUser=null");
    }

    @Test
    void past_nginx_a_header_is_nothing() {
        assertThat(tomcat.askDirectly("/probe/inside", "X-Forwarded-User: alice"))
                .startsWith("HTTP/1.1 401");
        assertThat(tomcat.askDirectly("/probe/open")).contains("remoteUser=null");
    }
}
