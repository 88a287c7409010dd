package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void a_web_socket_is_opened_by_whom_nginx_has_let_in() {
        String basic = ALICE.substring("Authorization: ".length());
        assertThat(SocketClient.open(nginx.url(), "/probe/socket", "Authorization", basic))
                .isEqualTo("alice users=true headers=false socket=alice");
        assertThat(SocketClient.open(nginx.url(), "/probe/socket", "Authorization", basic, "X-Forwarded-User", "bob"))
                .isEqualTo("alice users=true headers=false socket=alice");
        assertThat(SocketClient.open(nginx.url(), "/probe/socket")).isEqualTo("401");
    }

    @Test
    void past_nginx_a_web_socket_is_opened_by_nobody() {
        String root = "http://127.0.0.1:" + tomcat.port();
        String[] named = {"X-Forwarded-User", "alice", "X-Proxy-Secret", ProxiedTomcat.SECRET};
        assertThat(SocketClient.open(root, "/probe/socket", named))
                .as("what nginx sends")
                .isEqualTo("alice users=true headers=false socket=alice");
        assertThat(SocketClient.open(root, "/probe/socket", "X-Forwarded-User", "alice"))
                .isEqualTo("401");
        assertThat(SocketClient.open(
                        root, "/probe/socket", "X_Forwarded_User", "alice", "X-Proxy-Secret", ProxiedTomcat.SECRET))
                .isEqualTo("nobody users=false headers=false socket=nobody");
    }

    @Test
    void http_2_is_believed_and_stripped_like_any_other_and_so_is_the_request_that_begins_it() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest.Builder asking = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + tomcat.http2Port() + "/probe/inside" + FixtureRealm.ASK_ROLES));
        HttpRequest spoofed = asking.copy().header("X-Forwarded-User", "alice").build();
        HttpRequest named = asking.header("X-Forwarded-User", "alice")
                .header("X-Proxy-Secret", ProxiedTomcat.SECRET)
                .header("X-User-Mail", "made@up")
                .build();
        for (HttpRequest request : List.of(named, named)) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).contains("remoteUser=alice\n", "role.users=true", "alice@example.org");
            assertThat(answer.body()).doesNotContain("made@up");
        }
        HttpResponse<String> refused = client.send(spoofed, BodyHandlers.ofString());
        assertThat(refused.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(refused.statusCode()).isEqualTo(401);
    }
}
