package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;

/** What a real password policy, and an outage, look like on the error page of FORM and to BASIC. */
@TestMethodOrder(OrderAnnotation.class)
class LoginFailureIT {
    private static final String OUTAGE = "<Valve className=\"org.latchkey.tomcat.OutageValve\" retryAfter=\"7s\"/>";

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.named("login-failure")
            .database("rootdn \"cn=admin," + Fixture.BASE + "\"")
            .passwordPolicy()
            .build();

    private static CatalinaBase base;
    private static TomcatProcess tomcat;

    @BeforeAll
    static void startTomcat() {
        base = CatalinaBase.named("LoginFailureIT");
        RealmXml realm = FixtureRealm.at(directory);
        base.everyContext(OUTAGE)
                .engineRealm(realm)
                .deploy(ProbeWar.writeTelling(base.directory(), "told"))
                .deploy(
                        "change",
                        ProbeWar.writeTelling(base.directory(), "change-source"),
                        realm.with("passwordChangeUrl", "/open"))
                .deploy(BuildOutput.staffWar());
        tomcat = TomcatProcess.running(base);
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    private static Answer form(String application, String user, String password) {
        Browser browser = tomcat.browser();
        browser.get(application + "/inside");
        return browser.fillIn(application, user, password);
    }

    private static String told(String user, String password) {
        return form("/told", user, password).body().strip();
    }

    @Test
    @Order(1)
    void only_the_right_password_is_told_that_it_has_expired_or_must_be_changed() {
        assertThat(told("expired", "expired-c4nary")).isEqualTo("told PASSWORD_EXPIRED");
        assertThat(told("must-change", "must-change-c4nary")).isEqualTo("told PASSWORD_MUST_CHANGE");
        for (String user : new String[] {"expired", "must-change", "locked", "alice", "nobody"}) {
            assertThat(told(user, "wrong-c4nary")).as(user).isEqualTo("told REFUSED");
        }
        assertThat(told("locked", "locked-c4nary")).isEqualTo("told REFUSED");
    }

    @Test
    @Order(2)
    void who_must_change_a_password_is_sent_where_that_is_done_and_nobody_else() {
        for (String user : new String[] {"expired", "must-change"}) {
            assertThat(form("/change", user, user + "-c4nary").path()).isEqualTo("/change/open");
            assertThat(form("/change", user, "wrong-c4nary").path()).isEqualTo("/change/j_security_check");
        }
        assertThat(form("/change", "alice", "alice-c4nary").path()).isEqualTo("/change/inside");
    }

    @Test
    @Order(3)
    void an_outage_is_503_with_retry_after_for_form_and_basic_and_ends_with_it() {
        assertThat(basic("wrong-c4nary").status()).isEqualTo(401);
        directory.stop();
        for (Answer answer : new Answer[] {basic("alice-c4nary"), form("/told", "alice", "alice-c4nary")}) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
        assertThat(tomcat.browser().get("/staff/public").status()).isEqualTo(200);
        assertThat(tomcat.browser()
                        .post("/staff/login", Map.of("user", "nobody", "password", ""))
                        .status())
                .as("refused without asking the directory")
                .isEqualTo(401);
        directory.start();
        Recovery.await(() -> basic("alice-c4nary").status() == 200);
    }

    private static Answer basic(String password) {
        return tomcat.browser().get("/staff/employee/", "alice", password);
    }
}
