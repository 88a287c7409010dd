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
import org.latchkey.it.faults.FaultRow;
import org.latchkey.it.slapd.OpenLdap;

/** The life of a directory in order: away when Tomcat starts, there, away again, back. */
@TestMethodOrder(OrderAnnotation.class)
class OutageIT {
    private static final int REFUSED_IN_AN_OUTAGE = 6;

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.named("outage").build();

    private static CatalinaBase base;
    private static TomcatProcess tomcat;

    @BeforeAll
    static void startTomcatAlone() {
        directory.stop();
        base = CatalinaBase.named("OutageIT")
                .engineRealm(FixtureRealm.at(directory))
                .deploy(BuildOutput.staffWar())
                .deploy(BuildOutput.portalWar());
        tomcat = TomcatProcess.running(base);
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    @Test
    @Order(1)
    @FaultRow(1)
    void tomcat_starts_without_its_directory_and_lets_nobody_in() {
        assertEverybodyIsRefusedAndPublicPagesAreNot();
    }

    @Test
    @Order(2)
    @FaultRow(1)
    void people_get_in_once_the_directory_comes() {
        directory.start();

        Recovery.await(() -> basicLogin("alice-c4nary").status() == 200);
        assertThat(basicLogin("alice-c4nary").roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
        assertThat(basicLogin("wrong-c4nary").status()).isEqualTo(401);
    }

    @Test
    @Order(3)
    void in_an_outage_nobody_gets_in_and_nothing_breaks() {
        Browser inside = formLogin("alice-c4nary");
        directory.stop();

        assertEverybodyIsRefusedAndPublicPagesAreNot();
        assertThat(inside.get("/portal/desk/whoami").value("remoteUser"))
                .as("who had logged in before")
                .isEqualTo("alice");
    }

    @Test
    @Order(4)
    void people_get_in_again_once_the_directory_is_back() {
        directory.start();

        Recovery.await(() -> basicLogin("alice-c4nary").status() == 200);
        assertThat(formLogin("alice-c4nary").get("/portal/desk/whoami").value("remoteUser"))
                .isEqualTo("alice");
        assertThat(requestLogin("alice-c4nary").status()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void each_attempt_in_an_outage_is_told_as_one_and_never_as_a_wrong_password() {
        assertThat(base.logs().lines("latchkey-login.", line -> line.contains(" UNAVAILABLE ")))
                .as("those in both outages, and who came just before the directory was back")
                .hasSizeBetween(2 * REFUSED_IN_AN_OUTAGE, 2 * REFUSED_IN_AN_OUTAGE + 20)
                .allMatch(
                        line -> line.contains(" WARNING ") && line.contains(" reason=") && line.contains("\"alice\""));
        assertThat(base.logs().lines("latchkey-login.", line -> line.contains(" REJECTED ")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("BAD_PASSWORD"));
    }

    private static void assertEverybodyIsRefusedAndPublicPagesAreNot() {
        for (String password : new String[] {"alice-c4nary", "wrong-c4nary"}) {
            assertThat(basicLogin(password).status()).as("BASIC").isEqualTo(401);
            assertThat(requestLogin(password).status()).as("request.login()").isEqualTo(401);
            assertThat(formLogin(password).get("/portal/desk/").body())
                    .as("FORM")
                    .contains("id=\"login\"");
        }
        assertThat(tomcat.browser().get("/staff/public").status()).isEqualTo(200);
        assertThat(tomcat.browser().get("/portal/public").status()).isEqualTo(200);
    }

    private static Answer basicLogin(String password) {
        return tomcat.browser().get("/staff/employee/" + FixtureRealm.ASK_ROLES, "alice", password);
    }

    private static Answer requestLogin(String password) {
        return tomcat.browser().post("/staff/login", Map.of("user", "alice", "password", password));
    }

    private static Browser formLogin(String password) {
        Browser browser = tomcat.browser();
        browser.get("/portal/desk/");
        assertThat(browser.fillIn("/portal/desk", "alice", password).status()).isEqualTo(200);
        return browser;
    }
}
