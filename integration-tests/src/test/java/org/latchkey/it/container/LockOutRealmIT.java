package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.slapd.OpenLdap;

/** Tomcat's own protection against guessing counts wrong passwords, and nothing else. */
class LockOutRealmIT {
    private static final int ALLOWED = 3;

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.named("lock-out-realm").build();

    private static TomcatProcess tomcat;

    @BeforeAll
    static void start() {
        tomcat = TomcatProcess.running(CatalinaBase.named("LockOutRealmIT")
                .engineRealm(FixtureRealm.at(directory).insideLockOutRealm(ALLOWED))
                .deploy(BuildOutput.staffWar()));
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    @Test
    void a_name_is_locked_after_so_many_wrong_passwords() {
        for (int attempt = 0; attempt < ALLOWED; attempt++) {
            assertThat(login("bob", "wrong-c4nary")).isEqualTo(401);
        }

        assertThat(login("bob", "bob-c4nary")).isEqualTo(401);
    }

    @Test
    void one_wrong_password_less_and_the_right_one_still_opens() {
        for (int attempt = 0; attempt < ALLOWED - 1; attempt++) {
            assertThat(login("carol", "wrong-c4nary")).isEqualTo(401);
        }

        assertThat(login("carol", "carol-c4nary")).isEqualTo(200);
    }

    @Test
    void an_outage_locks_nobody_whatever_was_typed_meanwhile() {
        assertThat(login("alice", "alice-c4nary")).isEqualTo(200);
        directory.stop();
        try {
            for (int attempt = 0; attempt < 2 * ALLOWED; attempt++) {
                assertThat(login("alice", "alice-c4nary")).isEqualTo(401);
                assertThat(login("dave", "wrong-c4nary")).isEqualTo(401);
            }
        } finally {
            directory.start();
        }

        Recovery.await(() -> login("alice", "alice-c4nary") == 200);
        assertThat(login("dave", "dave-c4nary")).isEqualTo(200);
    }

    private static int login(String user, String password) {
        return tomcat.browser().get("/staff/employee/", user, password).status();
    }
}
