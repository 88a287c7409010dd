package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session of a login on a page notices what becomes of its caller. */
class LiveCallersTest {

    private static final String ALICE = "uid=alice,ou=people,dc=example,dc=org";
    private static final String STAFF = "cn=staff,ou=groups,dc=example,dc=org";

    private final TestDirectory directory = new TestDirectory();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        directory.close();
    }

    private ProtectedTomcat tomcat(String... keys) {
        String[] all = Arrays.copyOf(keys, keys.length + 2);
        all[keys.length] = "mechanism";
        all[keys.length + 1] = "FORM";
        return new ProtectedTomcat(folder, directory.keys(all)).start();
    }

    private static Browser alice(ProtectedTomcat tomcat) {
        Browser browser = tomcat.browser();
        assertThat(browser.follow(browser.logIn(browser.get("/private"), "alice", "alice-c4nary"))
                        .body())
                .contains("user=alice", "staff=true");
        return browser;
    }

    private void takeStaff() {
        directory.change("dn: " + STAFF, "changetype: modify", "delete: member", "member: " + ALICE);
    }

    private static void eventually(Browser browser, String path, String seen) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(browser.get(path).body()).contains(seen));
    }

    @Test
    @Proves("rolesRefreshInterval")
    void roles_are_read_again_and_whoever_is_gone_is_out() {
        try (ProtectedTomcat tomcat = tomcat("rolesRefreshInterval", "1ms")) {
            Browser alice = alice(tomcat);
            Browser other = alice(tomcat);
            String session = alice.session();
            takeStaff();
            eventually(alice, "/open", "staff=false");
            assertThat(alice.get("/open").body()).contains("user=alice", "type=FORM");
            assertThat(alice.get("/private").statusCode()).isEqualTo(403);
            assertThat(tomcat.sessionBytes()).contains("ldap.asOf").doesNotContain("c4nary", "org.latchkey.auth");
            directory.change("dn: " + ALICE, "changetype: delete");
            eventually(alice, "/open", "user=null");
            assertThat(alice.get("/private").body()).contains("j_security_check");
            assertThat(alice.session()).isNotEqualTo(session);
            assertThat(other.get("/private").body()).contains("j_security_check");
            assertThat(other.get("/open").body()).contains("user=null");
        }
    }

    @Test
    void a_session_keeps_its_id_while_its_user_says_the_same() {
        try (ProtectedTomcat tomcat = tomcat("rolesRefreshInterval", "1ms")) {
            Browser alice = alice(tomcat);
            String session = alice.session();
            for (int request = 0; request < 5; request++) {
                assertThat(alice.get("/private").body()).contains("user=alice");
            }
            assertThat(alice.session()).isEqualTo(session);
        }
    }

    @Test
    void before_the_interval_is_over_and_without_the_key_nobody_is_asked() {
        for (String[] keys : new String[][] {{}, {"rolesRefreshInterval", "1h"}}) {
            try (ProtectedTomcat tomcat = tomcat(keys)) {
                Browser alice = alice(tomcat);
                directory.goDown();
                assertThat(alice.get("/private").body()).contains("user=alice", "staff=true");
                directory.comeBack();
            }
        }
    }

    @Test
    @Proves("rolesMaxAge")
    void an_outage_ends_a_session_only_where_its_roles_are_too_old() {
        try (ProtectedTomcat tomcat = tomcat("rolesRefreshInterval", "1ms")) {
            Browser alice = alice(tomcat);
            directory.goDown();
            for (int request = 0; request < 5; request++) {
                assertThat(alice.get("/private").body()).contains("user=alice", "staff=true");
            }
            directory.comeBack();
        }
        try (ProtectedTomcat tomcat = tomcat("rolesRefreshInterval", "1ms", "rolesMaxAge", "2ms")) {
            Browser alice = alice(tomcat);
            directory.goDown();
            eventually(alice, "/open", "user=null");
            assertThat(alice.get("/private").body()).contains("j_security_check");
        }
    }
}
