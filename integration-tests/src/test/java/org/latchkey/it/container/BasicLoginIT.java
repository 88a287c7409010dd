package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

@OnSharedTomcat
class BasicLoginIT {
    @Deployment(testable = false)
    static WebArchive staff() {
        return Deployments.staff();
    }

    @Test
    void alice_is_known_by_name_and_by_the_roles_her_nested_groups_give(SharedTomcat tomcat) {
        Answer answer = tomcat.browser().get("/staff/engineering/" + FixtureRealm.ASK_ROLES, "alice", "alice-c4nary");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.value("remoteUser")).isEqualTo("alice");
        assertThat(answer.value("principal")).isEqualTo("alice");
        assertThat(answer.value("authType")).isEqualTo("BASIC");
        assertThat(answer.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
    }

    @Test
    void bob_is_known_and_yet_has_no_business_with_engineering(SharedTomcat tomcat) {
        Browser bob = tomcat.browser();

        assertThat(bob.get("/staff/employee/", "bob", "bob-c4nary").status()).isEqualTo(200);
        assertThat(bob.get("/staff/engineering/", "bob", "bob-c4nary").status()).isEqualTo(403);
        assertThat(bob.get("/staff/nobody/", "bob", "bob-c4nary").status()).isEqualTo(403);
    }

    @Test
    void a_name_typed_in_capitals_reaches_the_application_as_the_directory_has_it(SharedTomcat tomcat) {
        Answer answer = tomcat.browser().get("/staff/employee/", "ALICE", "alice-c4nary");

        assertThat(answer.value("remoteUser")).isEqualTo("alice");
    }

    @Test
    void nobody_gets_in_without_credentials_and_everybody_sees_the_public_page(SharedTomcat tomcat) {
        Browser stranger = tomcat.browser();

        assertThat(stranger.get("/staff/employee/").status()).isEqualTo(401);
        assertThat(stranger.get("/staff/public").status()).isEqualTo(200);
        assertThat(stranger.get("/staff/public").value("remoteUser")).isEmpty();
    }

    @Test
    void wrong_password_unknown_user_and_empty_password_cannot_be_told_apart(SharedTomcat tomcat) {
        Answer wrong = tomcat.browser().get("/staff/employee/", "alice", "wrong-c4nary");
        Answer unknown = tomcat.browser().get("/staff/employee/", "nobody", "wrong-c4nary");
        Answer empty = tomcat.browser().get("/staff/employee/", "alice", "");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=\"Staff pages\"");
        assertThat(unknown.anonymous()).isEqualTo(wrong.anonymous());
        assertThat(empty.anonymous()).isEqualTo(wrong.anonymous());
    }

    @Test
    void blanks_of_a_password_arrive_as_they_were_typed(SharedTomcat tomcat) {
        assertThat(tomcat.browser()
                        .get("/staff/employee/", "pw-trail", "trail-c4nary ")
                        .status())
                .isEqualTo(200);
        assertThat(tomcat.browser().get("/staff/employee/", "pw-space", " ").status())
                .isEqualTo(200);
        assertThat(tomcat.browser()
                        .get("/staff/employee/", "pw-trail", "trail-c4nary")
                        .status())
                .isEqualTo(401);
    }
}
