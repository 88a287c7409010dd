package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What Tomcat keeps in the session is asked of the directory once. */
@OnSharedTomcat
class SessionCacheIT {
    @Deployment(name = "portal", testable = false)
    static WebArchive portal() {
        return Deployments.portal();
    }

    @Deployment(name = "staff", testable = false)
    static WebArchive staff() {
        return Deployments.staff();
    }

    @Test
    void a_form_session_asks_the_directory_no_more(SharedTomcat tomcat) throws Exception {
        Browser alice = tomcat.browser();
        alice.get("/portal/desk/");
        alice.fillIn("/portal/desk", "alice", "alice-c4nary");

        var asked = tomcat.directory().during(() -> {
            for (int page = 0; page < 5; page++) {
                Answer answer = alice.get("/portal/desk/whoami" + FixtureRealm.ASK_ROLES);
                assertThat(answer.value("remoteUser")).isEqualTo("alice");
                assertThat(answer.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
            }
        });

        assertThat(asked.total()).as(asked.toString()).isZero();
    }

    @Test
    void a_session_on_basic_pages_asks_the_directory_no_more(SharedTomcat tomcat) throws Exception {
        Browser alice = tomcat.browser();
        alice.post("/staff/login", Map.of("user", "alice", "password", "alice-c4nary", "remember", "true"));

        var asked = tomcat.directory().during(() -> {
            for (int page = 0; page < 5; page++) {
                assertThat(alice.get("/staff/engineering/").value("remoteUser")).isEqualTo("alice");
            }
        });

        assertThat(asked.total()).as(asked.toString()).isZero();
    }

    @Test
    void without_a_session_the_password_is_verified_anew(SharedTomcat tomcat) throws Exception {
        var asked =
                tomcat.directory().during(() -> tomcat.browser().get("/staff/engineering/", "alice", "alice-c4nary"));

        assertThat(asked.bindDns()).contains("uid=alice,ou=people,dc=example,dc=org");
    }
}
