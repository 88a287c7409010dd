package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.samba.SambaAd;

/** Browsers that are logged in, and what becomes of them when Active Directory changes its mind. */
class AdSessionsIT {
    private static final Duration NOTICED = Duration.ofSeconds(10);
    private static final String ASK_ROLES = "?role=employee&role=ls-crew&role=ls-fleet";
    /** In 100 ns since 1601, in the year 2009. */
    private static final String LONG_AGO = "129000000000000000";

    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    private static final ChangingDomain DOMAIN = new ChangingDomain(DC);

    private static TomcatProcess tomcat;

    /** Somebody of whom nothing is changed while others are. */
    private static Browser bystander;

    @BeforeAll
    static void start(@TempDir Path wars) {
        DOMAIN.enrol("ls-stays", "ls-gone", "ls-sailor", "ls-member");
        DOMAIN.enrol("ls-disabled", "ls-locked", "ls-ended", "ls-reset");
        DOMAIN.foundFor("ls-crew", "ls-sailor", "ls-member");
        DOMAIN.found("ls-fleet", ChangingDomain.group("ls-crew"));
        RealmXml realm = AdRealm.at(DC).with("rolesRefreshInterval", "1s");
        Path probe = ProbeWar.write(wars, "probe", "FORM");
        tomcat = TomcatProcess.running(CatalinaBase.named("AdSessionsIT")
                .engineRealm(realm)
                .deploy(probe)
                .deploy("crew", probe, realm.with("requireGroup", ChangingDomain.group("ls-crew"))));
        bystander = loggedIn("/probe", "ls-stays");
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
        DOMAIN.close();
    }

    private static Browser loggedIn(String application, String user) {
        Browser browser = tomcat.browser();
        browser.get(application + "/inside");
        assertThat(browser.fillIn(application, user, ChangingDomain.password(user))
                        .value("remoteUser"))
                .isEqualTo(user);
        return browser;
    }

    /** By the session's end and by nothing else: the log says why. */
    private static void endsOnce(String application, String user, Consumer<String> change, String why) {
        Browser browser = loggedIn(application, user);
        change.accept(user);
        Awaitility.await()
                .atMost(NOTICED)
                .until(() -> browser.get(application + "/inside").body().equals("login"));
        assertThat(browser.get(application + "/open").value("remoteUser")).isEqualTo("null");
        Awaitility.await()
                .atMost(NOTICED)
                .untilAsserted(() -> assertThat(tomcat.consoleLines())
                        .filteredOn(line -> line.contains("The session of \"" + user + "\" ends: "))
                        .singleElement()
                        .asString()
                        .endsWith(why));
        assertThat(bystander.get("/probe/inside").value("remoteUser")).isEqualTo("ls-stays");
    }

    @Test
    void whoever_is_disabled_is_out_and_comes_in_by_a_new_login_only() {
        endsOnce("/probe", "ls-disabled", DOMAIN::disable, "ACCOUNT_DISABLED");
        assertThat(tomcat.browser()
                        .fillIn("/probe", "ls-disabled", ChangingDomain.password("ls-disabled"))
                        .body())
                .isEqualTo("login");
        DOMAIN.enable("ls-disabled");
        loggedIn("/probe", "ls-disabled");
    }

    @Test
    void whoever_is_locked_by_wrong_passwords_is_out_until_the_lock_is_taken_off() {
        endsOnce("/probe", "ls-locked", DOMAIN::lockByWrongPasswords, "ACCOUNT_LOCKED");
        DOMAIN.unlock("ls-locked");
        loggedIn("/probe", "ls-locked");
    }

    @Test
    void whose_account_or_password_has_come_to_its_end_is_out() {
        endsOnce("/probe", "ls-ended", user -> DOMAIN.set(user, "accountExpires", LONG_AGO), "ACCOUNT_EXPIRED");
        endsOnce("/probe", "ls-reset", user -> DOMAIN.set(user, "pwdLastSet", "0"), "PASSWORD_MUST_CHANGE");
    }

    @Test
    void whoever_is_deleted_is_out() {
        endsOnce("/probe", "ls-gone", DOMAIN::delete, "UNKNOWN_USER");
    }

    @Test
    void roles_go_with_the_group_those_of_the_groups_above_too_and_the_session_goes_on() {
        Browser sailor = loggedIn("/probe", "ls-sailor");
        assertThat(roles(sailor)).containsExactly("employee", "ls-crew", "ls-fleet");
        DOMAIN.leave("ls-crew", "ls-sailor");
        Awaitility.await().atMost(NOTICED).until(() -> roles(sailor).equals(Set.of("employee")));
        DOMAIN.join("ls-crew", "ls-sailor");
        Awaitility.await().atMost(NOTICED).until(() -> roles(sailor).equals(Set.of("employee", "ls-crew", "ls-fleet")));
    }

    private static Set<String> roles(Browser browser) {
        return browser.get("/probe/inside" + ASK_ROLES).roles();
    }

    @Test
    void whoever_loses_the_group_that_is_required_is_out_there_and_nowhere_else() {
        Browser elsewhere = loggedIn("/probe", "ls-member");
        endsOnce("/crew", "ls-member", user -> DOMAIN.leave("ls-crew", user), "MISSING_GROUP");
        assertThat(elsewhere.get("/probe/inside").value("remoteUser")).isEqualTo("ls-member");
    }
}
