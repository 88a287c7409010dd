package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.it.ds389.Ds389;
import org.latchkey.it.ds389.Ds389Tree;
import org.latchkey.it.samba.SambaAd;

/** A password that has expired, and a wrong one for the same account, at the error page of FORM: two directories' own words. */
class ExpiredPasswordIT {
    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    @RegisterExtension
    static final Ds389 DS389 = Ds389.shared();

    private static TomcatProcess tomcat;

    @BeforeAll
    static void start(@TempDir Path wars) {
        Path told = ProbeWar.writeTelling(wars, "told");
        Path change = ProbeWar.write(wars, "change", "FORM");
        CatalinaBase base = CatalinaBase.named("ExpiredPasswordIT");
        Map.of("ad", AdRealm.at(DC), "ds389", ds389())
                .forEach((directory, realm) -> base.deploy(directory, told, realm)
                        .deploy(directory + "-change", change, realm.with("passwordChangeUrl", "/open")));
        tomcat = TomcatProcess.running(base);
    }

    private static RealmXml ds389() {
        RealmXml realm = RealmXml.of("org.latchkey.tomcat.LdapRealm")
                .with("preset", "389ds")
                .with("userBase", Ds389Tree.PEOPLE)
                .with("roleBase", Ds389Tree.GROUPS)
                .with("commonRole", "employee");
        for (Map.Entry<String, String> key : DS389.config().entrySet()) {
            realm = realm.with(key.getKey(), key.getValue());
        }
        return realm;
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private static Answer form(String application, String user, String password) {
        Browser browser = tomcat.browser();
        browser.get(application + "/inside");
        return browser.fillIn(application, user, password);
    }

    /** Twice each, because a wrong password must not change what the right one is told; three would be a lock. */
    @ParameterizedTest
    @CsvSource({
        "ad, password-expired, PASSWORD_EXPIRED",
        "ad, must-change, PASSWORD_MUST_CHANGE",
        "ds389, expired, PASSWORD_EXPIRED",
        "ds389, must-change, PASSWORD_MUST_CHANGE"
    })
    void only_the_right_password_is_told_and_sent_where_it_is_changed(String directory, String user, String word) {
        String told = '/' + directory;
        String change = told + "-change";
        for (int time = 0; time < 2; time++) {
            assertThat(form(told, user, user + "-c4nary").body().strip()).isEqualTo("told " + word);
            assertThat(form(change, user, user + "-c4nary").path()).isEqualTo(change + "/open");
            String wrong = time == 0 ? told : change;
            assertThat(form(wrong, user, "wrong-c4nary"))
                    .as("a wrong password")
                    .usingRecursiveComparison()
                    .ignoringFields("headers")
                    .isEqualTo(form(wrong, "no-such-user", "wrong-c4nary"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ad, alice, wrong-c4nary",
        "ad, no-such-user, wrong-c4nary",
        "ad, disabled, disabled-c4nary",
        "ad, account-expired, account-expired-c4nary",
        "ad, locked, locked-c4nary",
        "ds389, alice, wrong-c4nary",
        "ds389, no-such-user, wrong-c4nary",
        "ds389, inactive, inactive-c4nary",
        "ds389, locked, locked-c4nary",
        "ds389, locked, wrong-c4nary"
    })
    void everything_else_that_is_refused_looks_the_same(String directory, String user, String password) {
        assertThat(form('/' + directory, user, password).body().strip()).isEqualTo("told REFUSED");
        String change = '/' + directory + "-change";
        assertThat(form(change, user, password).path()).isEqualTo(change + "/j_security_check");
    }

    @ParameterizedTest
    @CsvSource({"ad", "ds389"})
    void whose_password_is_good_is_inside(String directory) {
        assertThat(form('/' + directory, "alice", "alice-c4nary").value("remoteUser"))
                .isEqualTo("alice");
        assertThat(form('/' + directory + "-change", "alice", "alice-c4nary").path())
                .isEqualTo('/' + directory + "-change/inside");
    }
}
