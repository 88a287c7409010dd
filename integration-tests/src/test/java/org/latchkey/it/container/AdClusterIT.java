package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.samba.SambaAd;

/** Sessions that have gone over to another node, and what becomes of them when Active Directory changes its mind. */
class AdClusterIT {
    private static final Duration NOTICED = Duration.ofSeconds(15);

    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    @TempDir
    private Path wars;

    @Test
    void the_node_that_takes_sessions_over_notices() {
        RealmXml realm = AdRealm.at(DC).with("rolesRefreshInterval", "1s");
        Path probe = ProbeWar.writeDistributable(wars, "probe");
        try (ChangingDomain domain = new ChangingDomain(DC);
                TwoNodes nodes = new TwoNodes("AdClusterIT", realm, base -> base.deploy(probe))) {
            domain.enrol("fo-disabled", "fo-locked", "fo-gone", "fo-member");
            domain.foundFor("fo-crew", "fo-member");
            Map<String, Browser> browsers = new TreeMap<>();
            for (String user : Set.of("fo-disabled", "fo-locked", "fo-gone", "fo-member")) {
                browsers.put(user, loggedIn(nodes.one(), user));
            }

            nodes.one().close();
            browsers.replaceAll((user, browser) -> browser.at(nodes.two().root()));
            browsers.forEach((user, browser) ->
                    assertThat(browser.get("/probe/inside").value("remoteUser")).isEqualTo(user));
            assertThat(roles(browsers.get("fo-member"))).containsExactly("employee", "fo-crew");

            domain.disable("fo-disabled");
            domain.lockByWrongPasswords("fo-locked");
            domain.delete("fo-gone");
            domain.leave("fo-crew", "fo-member");
            for (String user : Set.of("fo-disabled", "fo-locked", "fo-gone")) {
                awaitOut(browsers.get(user));
            }
            Awaitility.await()
                    .atMost(NOTICED)
                    .until(() -> roles(browsers.get("fo-member")).equals(Set.of("employee")));
        }
    }

    private static Browser loggedIn(TomcatProcess node, String user) {
        Browser browser = node.browser();
        browser.get("/probe/inside");
        assertThat(browser.fillIn("/probe", user, ChangingDomain.password(user)).value("remoteUser"))
                .isEqualTo(user);
        return browser;
    }

    private static void awaitOut(Browser browser) {
        Awaitility.await()
                .atMost(NOTICED)
                .until(() -> browser.get("/probe/inside").body().equals("login"));
    }

    private static Set<String> roles(Browser browser) {
        return browser.get("/probe/inside?role=employee&role=fo-crew").roles();
    }
}
