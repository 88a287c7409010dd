package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.slapd.OpenLdap;

/** Two nodes that copy their sessions, with the files that are handed to administrators. */
class ClusterIT {
    private static final Duration NOTICED = Duration.ofSeconds(15);

    @RegisterExtension
    static final OpenLdap server = ChangingDirectory.named("cluster");

    private static final ChangingDirectory directory = new ChangingDirectory(server);

    @TempDir
    private Path wars;

    private TwoNodes nodes;
    private TomcatProcess one;
    private TomcatProcess two;

    @BeforeEach
    void start() {
        nodes = new TwoNodes("ClusterIT", FixtureRealm.at(server).with("rolesRefreshInterval", "1s"), this::deployed);
        one = nodes.one();
        two = nodes.two();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private CatalinaBase deployed(CatalinaBase base) {
        return base.deploy(ProbeWar.writeDistributable(wars, "probe"))
                .deploy(ProbeWar.writeDistributable(wars, "other"))
                .write("conf/proxy-secret", ProxiedTomcat.SECRET)
                .write("conf/Catalina/localhost/proxied.xml", BuildOutput.example("tomcat/context-header.xml"))
                .deploy(ProbeWar.writeDistributable(wars, "proxied"));
    }

    private Browser loggedIn(String user) {
        Browser browser = one.browser();
        browser.get("/probe/inside");
        assertThat(browser.fillIn("/probe", user, user + "-c4nary").value("remoteUser"))
                .isEqualTo(user);
        return browser;
    }

    private static void awaitOut(Browser browser) {
        Awaitility.await()
                .atMost(NOTICED)
                .until(() -> browser.get("/probe/inside").body().equals("login"));
        assertThat(browser.get("/other/open").value("remoteUser")).isEqualTo("null");
    }

    private static Set<String> roles(Browser browser) {
        return browser.get("/probe/inside" + FixtureRealm.ASK_ROLES).roles();
    }

    @Test
    void what_one_node_learns_the_other_knows_and_after_fail_over_the_other_goes_on_learning() {
        Browser bob = loggedIn("bob");
        Browser alice = loggedIn("alice");
        assertThat(alice.get("/other/inside").value("remoteUser"))
                .as("one login for both applications")
                .isEqualTo("alice");
        assertThat(alice.at(two.root()).get("/probe/inside").value("remoteUser"))
                .as("the other node")
                .isEqualTo("alice");

        directory.delete("bob");
        awaitOut(bob);
        assertThat(bob.at(two.root()).get("/probe/inside").body()).isEqualTo("login");

        directory.join("admins", "alice");
        Awaitility.await().atMost(NOTICED).until(() -> roles(alice).contains("admins"));
        assertThat(roles(alice.at(two.root()))).contains("admins", "users");

        Browser lockable = loggedIn("lockable");
        Browser carol = loggedIn("carol");
        Browser named = one.browser();
        assertThat(proxied(named, "alice", "?put=cart")).isEqualTo("alice cart");
        directory.lockByWrongPasswords("lockable");
        directory.disable("carol");

        one.close();
        awaitOut(lockable.at(two.root()));
        awaitOut(carol.at(two.root()));
        Browser moved = alice.at(two.root());
        assertThat(moved.get("/probe/inside").value("remoteUser")).isEqualTo("alice");
        directory.leave("users", "alice");
        Awaitility.await().atMost(NOTICED).until(() -> !roles(moved).contains("users"));
        assertThat(proxied(named.at(two.root()), "alice", "")).isEqualTo("alice cart");
        assertThat(proxied(named.at(two.root()), "dave", ""))
                .as("with her cookie")
                .isEqualTo("dave null");
        assertThat(proxied(named.at(two.root()), "alice", "")).as("it is over").isEqualTo("alice null");
        directory.delete("alice");
        awaitOut(moved);
        assertThat(two.consoleLines()).noneMatch(line -> line.contains("Exception") && line.contains("latchkey"));
    }

    /** Whom the application sees, and what it has put into the session. */
    private static String proxied(Browser browser, String user, String query) {
        Answer answer = browser.getNamed("/proxied/inside" + query, user, ProxiedTomcat.SECRET);
        return answer.value("remoteUser") + ' ' + answer.value("kept");
    }
}
