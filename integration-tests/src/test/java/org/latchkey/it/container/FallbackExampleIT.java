package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;

/** The example with a FallbackRealm, with the addresses of this test and nothing else changed, and a local account. */
@TestMethodOrder(OrderAnnotation.class)
class FallbackExampleIT {
    private static final String USERS = """
            <tomcat-users>
              <user username="breakglass" password="local-c4nary" roles="employee"/>
              <user username="bob" password="local-c4nary" roles="employee"/>
            </tomcat-users>
            """;

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.named("fallback-example").build();

    private static CatalinaBase base;
    private static TomcatProcess tomcat;
    private static Browser keptLocally;

    @BeforeAll
    static void startTomcat() {
        base = CatalinaBase.named("FallbackExampleIT");
        base.write("conf/server.xml", example())
                .write("conf/tomcat-users.xml", USERS)
                .deploy(BuildOutput.staffWar())
                .deploy(BuildOutput.portalWar());
        tomcat = TomcatProcess.running(base);
    }

    private static String example() {
        String xml = BuildOutput.example("tomcat/fallback-server.xml");
        Map<String, String> ours = Map.of(
                "port=\"8080\"", "port=\"" + base.port() + "\"",
                "ldaps://ldap1.corp.example ldaps://ldap2.corp.example", directory.url(),
                "cn=reader,dc=corp,dc=example", Fixture.READER_DN,
                "${file:/run/secrets/ldap-reader}", Fixture.READER_PASSWORD,
                "ou=people,dc=corp,dc=example", Fixture.PEOPLE,
                "ou=groups,dc=corp,dc=example", Fixture.GROUPS);
        for (Map.Entry<String, String> place : ours.entrySet()) {
            assertThat(xml).contains(place.getKey());
            xml = xml.replace(place.getKey(), place.getValue());
        }
        return xml;
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    private static Answer basic(String user, String password) {
        return tomcat.browser().get("/staff/employee/" + FixtureRealm.ASK_ROLES, user, password);
    }

    private static Browser form(String user, String password) {
        Browser browser = tomcat.browser();
        browser.get("/portal/desk/");
        browser.fillIn("/portal/desk", user, password);
        return browser;
    }

    @Test
    @Order(1)
    void while_the_directory_is_there_local_passwords_are_worth_nothing() {
        assertThat(basic("alice", "alice-c4nary").status()).isEqualTo(200);
        assertThat(basic("breakglass", "local-c4nary").status()).isEqualTo(401);
        assertThat(basic("bob", "local-c4nary").status()).isEqualTo(401);
    }

    @Test
    @Order(2)
    void when_it_is_gone_the_named_account_comes_in_by_every_kind_of_password_login_and_no_other() {
        directory.stop();

        assertThat(basic("breakglass", "local-c4nary").roles()).isEqualTo(Set.of("employee"));
        assertThat(tomcat.browser()
                        .post("/staff/login", Map.of("user", "breakglass", "password", "local-c4nary"))
                        .status())
                .isEqualTo(200);
        keptLocally = form("breakglass", "local-c4nary");
        assertThat(keptLocally.get("/portal/desk/whoami").value("remoteUser")).isEqualTo("breakglass");
        assertThat(basic("breakglass", "wrong-c4nary").status()).isEqualTo(401);
        assertThat(basic("bob", "local-c4nary").status()).isEqualTo(401);
        assertThat(basic("alice", "alice-c4nary").status()).isEqualTo(401);
    }

    @Test
    @Order(3)
    void when_it_is_back_it_decides_again_and_a_session_that_was_opened_locally_goes_on() {
        directory.start();

        Recovery.await(() -> basic("alice", "alice-c4nary").status() == 200);
        assertThat(basic("breakglass", "local-c4nary").status()).isEqualTo(401);
        assertThat(keptLocally.get("/portal/desk/whoami").value("remoteUser")).isEqualTo("breakglass");
    }

    @Test
    @Order(4)
    void each_use_is_one_warning() {
        assertThat(base.logs().lines("catalina.", line -> line.contains("FALLBACK ")))
                .hasSize(4)
                .allMatch(line -> line.contains("WARNING") && line.contains("user=\"breakglass\""));
    }
}
