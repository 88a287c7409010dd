package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.slapd.OpenLdap;

/** Browsers that are logged in, and what becomes of them when a real directory changes its mind. */
class LiveSessionsIT {
    private static final Duration NOTICED = Duration.ofSeconds(10);
    private static final Duration TWO_INTERVALS = Duration.ofSeconds(2);
    private static final String AS_OF = "attribute.ldap.asOf";
    private static final String KEEP_LOGINS = "<Manager pathname=\"SESSIONS.ser\" persistAuthentication=\"true\"/>";

    @RegisterExtension
    static final OpenLdap server = ChangingDirectory.named("live-sessions");

    private static final ChangingDirectory directory = new ChangingDirectory(server);

    private static CatalinaBase base;
    private static TomcatProcess tomcat;

    @BeforeAll
    static void start(@TempDir Path wars) {
        base = CatalinaBase.named("LiveSessionsIT")
                .engineRealm(FixtureRealm.at(server).with("rolesRefreshInterval", "1s"))
                .everyContext(KEEP_LOGINS)
                .deploy(ProbeWar.write(wars, "probe", "FORM"));
        tomcat = TomcatProcess.running(base);
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    private static Browser loggedIn(String user) {
        Browser browser = tomcat.browser();
        browser.get("/probe/inside");
        assertThat(browser.fillIn("/probe", user, user + "-c4nary").value("remoteUser"))
                .isEqualTo(user);
        return browser;
    }

    private static void awaitOut(Browser browser) {
        Awaitility.await()
                .atMost(NOTICED)
                .until(() -> browser.get("/probe/inside").body().equals("login"));
        assertThat(browser.get("/probe/open").value("remoteUser")).isEqualTo("null");
    }

    private static Set<String> roles(Browser browser) {
        return browser.get("/probe/inside" + FixtureRealm.ASK_ROLES).roles();
    }

    @Test
    void whoever_is_deleted_is_out() {
        Browser bob = loggedIn("bob");
        assertThat(bob.get("/probe/inside").value("remoteUser")).isEqualTo("bob");
        directory.delete("bob");
        awaitOut(bob);
    }

    @Test
    void whoever_is_locked_by_wrong_passwords_is_out() {
        Browser lockable = loggedIn("lockable");
        directory.lockByWrongPasswords("lockable");
        awaitOut(lockable);
    }

    @Test
    void a_role_goes_with_the_group_in_the_middle_of_a_session_and_the_session_goes_on() {
        Browser alice = loggedIn("alice");
        assertThat(roles(alice)).contains("users");
        directory.leave("users", "alice");
        try {
            Awaitility.await().atMost(NOTICED).until(() -> !roles(alice).contains("users"));
            assertThat(alice.get("/probe/inside").value("remoteUser")).isEqualTo("alice");
        } finally {
            directory.join("users", "alice");
        }
        Awaitility.await().atMost(NOTICED).until(() -> roles(alice).contains("users"));
    }

    @Test
    void an_outage_and_a_restart_of_tomcat_end_no_session_and_what_happened_meanwhile_is_noticed() {
        Browser jose = loggedIn("josé");
        server.stop();
        String asOf = jose.get("/probe/inside").value(AS_OF);
        Awaitility.await()
                .during(TWO_INTERVALS)
                .atMost(NOTICED)
                .until(() -> jose.get("/probe/inside").value(AS_OF).equals(asOf));
        tomcat.close();
        tomcat = TomcatProcess.running(base);
        assertThat(jose.get("/probe/inside").value("remoteUser")).isEqualTo("josé");
        server.start();
        Awaitility.await()
                .atMost(NOTICED.multipliedBy(2))
                .until(() -> !jose.get("/probe/inside").value(AS_OF).equals(asOf));
        directory.delete("josé");
        awaitOut(jose);
    }
}
