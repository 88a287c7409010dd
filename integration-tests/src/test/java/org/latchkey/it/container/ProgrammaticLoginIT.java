package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

@OnSharedTomcat
class ProgrammaticLoginIT {
    private static final String LOGIN = "/staff/login" + FixtureRealm.ASK_ROLES;

    @Deployment(testable = false)
    static WebArchive staff() {
        return Deployments.staff();
    }

    @Test
    void request_login_on_an_unprotected_page_makes_the_caller_known_with_all_roles(SharedTomcat tomcat) {
        Answer answer = tomcat.browser().post(LOGIN, Map.of("user", "alice", "password", "alice-c4nary"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.value("remoteUser")).isEqualTo("alice");
        assertThat(answer.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
    }

    @Test
    void request_login_lasts_as_long_as_the_session_and_ends_with_logout(SharedTomcat tomcat) {
        Browser alice = tomcat.browser();
        alice.post(LOGIN, Map.of("user", "alice", "password", "alice-c4nary", "remember", "true"));

        assertThat(alice.get("/staff/public").value("remoteUser")).isEqualTo("alice");
        assertThat(alice.post("/staff/logout", Map.of()).value("remoteUser")).isEmpty();
        assertThat(alice.get("/staff/public").value("remoteUser")).isEmpty();
    }

    @Test
    void wrong_password_unknown_user_and_empty_password_cannot_be_told_apart(SharedTomcat tomcat) {
        Answer wrong = tomcat.browser().post(LOGIN, Map.of("user", "alice", "password", "wrong-c4nary"));
        Answer unknown = tomcat.browser().post(LOGIN, Map.of("user", "nobody", "password", "wrong-c4nary"));
        Answer empty = tomcat.browser().post(LOGIN, Map.of("user", "alice", "password", ""));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.value("remoteUser")).isEmpty();
        assertThat(wrong.roles()).isEmpty();
        assertThat(unknown.anonymous()).isEqualTo(wrong.anonymous());
        assertThat(empty.anonymous()).isEqualTo(wrong.anonymous());
    }
}
