package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

@OnSharedTomcat
class FormLoginIT {
    @Deployment(testable = false)
    static WebArchive portal() {
        return Deployments.portal();
    }

    @Test
    void the_note_posted_before_the_login_is_delivered_after_it(SharedTomcat tomcat) {
        Browser alice = tomcat.browser();

        Answer asked = alice.post("/portal/desk/", Map.of("note", "buy milk"));
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body()).contains("id=\"login\"");

        Answer delivered = alice.fillIn("/portal/desk", "alice", "alice-c4nary");
        assertThat(delivered.status()).isEqualTo(200);
        assertThat(delivered.path()).isEqualTo("/portal/desk/");
        assertThat(delivered.body()).contains("Welcome, alice", "<q>buy milk</q>");
    }

    @Test
    void whoever_has_logged_in_keeps_name_and_roles_on_every_page(SharedTomcat tomcat) {
        Browser alice = loggedIn(tomcat, "alice");

        for (String page : new String[] {"/portal/desk/whoami", "/portal/public"}) {
            Answer answer = alice.get(page + FixtureRealm.ASK_ROLES);
            assertThat(answer.value("remoteUser")).isEqualTo("alice");
            assertThat(answer.value("authType")).isEqualTo("FORM");
            assertThat(answer.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
        }
    }

    @Test
    void a_name_and_a_password_beyond_ascii_arrive_unharmed(SharedTomcat tomcat) {
        Browser jose = loggedIn(tomcat, "josé");

        assertThat(jose.get("/portal/public").value("remoteUser")).isEqualTo("josé");
    }

    @Test
    void bob_may_sit_at_his_desk_and_not_in_the_leads_room(SharedTomcat tomcat) {
        Browser bob = loggedIn(tomcat, "bob");

        assertThat(bob.get("/portal/desk/whoami").status()).isEqualTo(200);
        assertThat(bob.get("/portal/lead/whoami").status()).isEqualTo(403);
    }

    @Test
    void wrong_password_unknown_user_and_empty_password_lead_to_the_very_same_page(SharedTomcat tomcat) {
        Answer wrong = refused(tomcat, "alice", "wrong-c4nary");
        Answer unknown = refused(tomcat, "nobody", "wrong-c4nary");
        Answer empty = refused(tomcat, "alice", "");

        assertThat(wrong.body()).contains("id=\"refused\"");
        assertThat(unknown.anonymous()).isEqualTo(wrong.anonymous());
        assertThat(empty.anonymous()).isEqualTo(wrong.anonymous());
    }

    @Test
    void a_refused_attempt_leaves_nobody_logged_in(SharedTomcat tomcat) {
        Browser browser = tomcat.browser();
        browser.get("/portal/desk/");
        browser.fillIn("/portal/desk", "alice", "wrong-c4nary");

        assertThat(browser.get("/portal/desk/").body()).contains("id=\"login\"");
        assertThat(browser.get("/portal/public").value("remoteUser")).isEmpty();
    }

    private static Browser loggedIn(SharedTomcat tomcat, String user) {
        Browser browser = tomcat.browser();
        browser.get("/portal/desk/");
        assertThat(browser.fillIn("/portal/desk", user, user + "-c4nary").body())
                .contains("Welcome");
        return browser;
    }

    private static Answer refused(SharedTomcat tomcat, String user, String password) {
        Browser browser = tomcat.browser();
        browser.get("/portal/desk/");
        return browser.fillIn("/portal/desk", user, password);
    }
}
