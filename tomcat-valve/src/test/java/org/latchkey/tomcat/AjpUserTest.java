package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.tomcat.ProxiedTomcat.OUTSIDE;
import static org.latchkey.tomcat.ProxiedTomcat.PROXY;
import static org.latchkey.tomcat.ProxiedTomcat.SECRET;
import static org.latchkey.tomcat.ProxiedTomcat.valve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.tomcat.ProxiedTomcat.Login;
import org.latchkey.tomcat.RawHttp.Answer;

/** The remote user of an AJP connection, who is looked up as everybody is. */
class AjpUserTest {

    private static final String AJP_SECRET = "ajp-c4nary";

    @TempDir
    private Path folder;

    private TestDirectory directory;
    private Connector ajp;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private ProxiedTomcat tomcat(Login login, TestValve valve, String... settings) {
        ajp = new Connector("AJP/1.3");
        ajp.setPort(0);
        ajp.setProperty("address", PROXY);
        ajp.setProperty("secret", AJP_SECRET);
        ajp.setProperty("tomcatAuthentication", "false");
        ajp.setProperty("allowedRequestAttributesPattern", ".*");
        for (int i = 0; i < settings.length; i += 2) {
            ajp.setProperty(settings[i], settings[i + 1]);
        }
        return new ProxiedTomcat(folder, TestRealm.searching(directory).xml(), login, valve)
                .with(tomcat -> tomcat.getService().addConnector(ajp))
                .start();
    }

    private AjpClient client(String from) {
        return new AjpClient(from, ajp.getLocalPort()).secret(AJP_SECRET);
    }

    private TestValve ajpValve() {
        return valve(folder).without("proxySecretHeader", "proxySecretFile").with("ajpRemoteUser", "true");
    }

    @ParameterizedTest
    @EnumSource
    void the_user_is_looked_up_and_has_the_directory_s_roles(Login login) {
        for (String authorization : new String[] {"false", "true"}) {
            try (ProxiedTomcat tomcat = tomcat(login, ajpValve(), "tomcatAuthorization", authorization)) {
                Answer answer = client(PROXY).user("alice").get("/app/private");
                assertThat(answer.said("user")).isEqualTo("alice");
                assertThat(answer.said("staff")).isEqualTo("true");
                assertThat(answer.said("type")).isEqualTo("AJP");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whom_the_directory_refuses_is_nobody_although_tomcat_would_let_them_in_without_roles(Login login) {
        for (String authorization : new String[] {"false", "true"}) {
            try (ProxiedTomcat tomcat = tomcat(login, ajpValve(), "tomcatAuthorization", authorization)) {
                assertThat(client(PROXY).user("disabled-user").get("/app/open").said("user"))
                        .isEqualTo("null");
                if (login != Login.NO_AUTHENTICATOR) {
                    assertThat(client(PROXY)
                                    .user("disabled-user")
                                    .get("/app/private")
                                    .status())
                            .isEqualTo(401);
                }
            }
        }
    }

    @Test
    @Proves("ajpRemoteUser")
    void without_the_key_the_connector_s_user_is_nobody() {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, valve(folder))) {
            assertThat(client(PROXY).user("alice").get("/app/open").said("user"))
                    .isEqualTo("null");
            assertThat(client(PROXY).user("alice").get("/app/private").status()).isEqualTo(401);
        }
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, ajpValve())) {
            assertThat(client(PROXY).user("alice").get("/app/private").said("user"))
                    .isEqualTo("alice");
        }
    }

    @Test
    void from_another_address_the_connector_s_user_is_nobody() {
        try (ProxiedTomcat tomcat = tomcat(Login.NONE, ajpValve())) {
            assertThat(client(OUTSIDE).user("alice").get("/app/open").said("user"))
                    .isEqualTo("null");
            assertThat(client(OUTSIDE).user("alice").get("/app/private").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_connector_that_asks_for_no_secret_names_nobody_unless_the_secret_is_waived() {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, ajpValve(), "secretRequired", "false", "secret", "")) {
            assertThat(new AjpClient(PROXY, ajp.getLocalPort())
                            .user("alice")
                            .get("/app/open")
                            .status())
                    .isEqualTo(401);
        }
        TestValve waived = ajpValve().with("allowLoopbackWithoutSecret", "true");
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, waived, "secretRequired", "false", "secret", "")) {
            assertThat(new AjpClient(PROXY, ajp.getLocalPort())
                            .user("alice")
                            .get("/app/private")
                            .said("user"))
                    .isEqualTo("alice");
        }
    }

    @Test
    void a_client_s_header_that_the_web_server_passes_on_is_never_a_name() {
        TestValve both = valve(folder).with("ajpRemoteUser", "true");
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, both)) {
            Answer answer = client(PROXY)
                    .header("X-Forwarded-User", "alice")
                    .header("X-Proxy-Secret", SECRET)
                    .get("/app/open");
            assertThat(answer.said("user")).isEqualTo("null");
            assertThat(answer.headersSeen()).containsExactly("host");
            assertThat(client(PROXY)
                            .user("bob")
                            .header("X-Forwarded-User", "alice")
                            .get("/app/private")
                            .said("user"))
                    .isEqualTo("bob");
            assertThat(tomcat.asProxy("/private", "X-Forwarded-User: alice").said("user"))
                    .isEqualTo("alice");
        }
    }

    @Test
    void a_header_is_read_over_ajp_as_over_http_where_the_key_is_not_set() {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, valve(folder))) {
            Answer answer = client(PROXY)
                    .header("X-Forwarded-User", "alice")
                    .header("X-Proxy-Secret", SECRET)
                    .get("/app/private");
            assertThat(answer.said("user")).isEqualTo("alice");
        }
    }

    @Test
    void the_name_is_read_as_strictly_as_a_header() {
        directory.add(
                "dn: uid=dreßler,ou=people,dc=example,dc=org",
                "objectClass: inetOrgPerson",
                "uid: dreßler",
                "cn: Dreßler",
                "sn: Dreßler");
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, ajpValve())) {
            String wire = new String("dreßler".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            assertThat(client(PROXY).user(wire).get("/app/open").said("user")).isEqualTo("dreßler");
            for (String bad : new String[] {"al\u00ffice", "(null)", "alice,bob", " "}) {
                assertThat(client(PROXY).user(bad).get("/app/open").status())
                        .as(bad)
                        .isEqualTo(401);
            }
        }
    }
}
