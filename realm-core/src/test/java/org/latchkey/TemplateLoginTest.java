package org.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.internal.jndi.Awaiting;
import org.latchkey.internal.jndi.TestDirectory;

/** Logins by a DN template whose entry has to be read too. */
class TemplateLoginTest {

    private static LdapAuthenticator open(TestDirectory directory) throws Exception {
        return open(directory, "true");
    }

    private static LdapAuthenticator open(TestDirectory directory, String overlap) throws Exception {
        var config = ConfigReader.read(
                Door.TOMCAT,
                Map.of(
                        "connectionURL",
                        "ldap://127.0.0.1:" + directory.port(),
                        "userPattern",
                        "uid={0},ou=people,dc=test",
                        "userAttributes",
                        "cn",
                        "overlap",
                        overlap));
        return LdapAuthenticator.open(config.realm(), (typed, stored) -> false);
    }

    /** Its connections are open; opening a plain one asks the server for a sign of life. */
    private static LdapAuthenticator warm(TestDirectory directory, String overlap) throws Exception {
        LdapAuthenticator engine = open(directory, overlap);
        assertThat(login(engine, "alice", "alice-c4nary")).isInstanceOf(Authenticated.class);
        directory.binds.clear();
        directory.searches.set(0);
        return engine;
    }

    private static AuthenticationResult login(LdapAuthenticator engine, String name, String password) {
        return engine.authenticate(LoginRequest.of(
                new UsernamePassword(name, Secret.of(password)),
                new Origin("test", null),
                Deadline.after(Duration.ofSeconds(10))));
    }

    @Test
    void the_entry_is_read_while_the_password_is_proved() throws Exception {
        try (TestDirectory directory = TestDirectory.plain();
                LdapAuthenticator engine = warm(directory, "true")) {
            var result = (Authenticated) login(engine, "ALICE", "alice-c4nary");
            assertThat(result.principal().getName()).isEqualTo("alice");
            assertThat(result.principal().attributes()).containsKey("cn");
            assertThat(directory.binds).hasSize(1);
            assertThat(directory.searches).hasValue(1);
        }
    }

    @Test
    void without_overlap_a_wrong_password_and_an_unknown_name_cost_one_bind_each_and_no_search() throws Exception {
        try (TestDirectory directory = TestDirectory.plain();
                LdapAuthenticator engine = warm(directory, "false")) {
            assertThat(login(engine, "alice", "wrong-c4nary")).isEqualTo(new Rejected(RejectionReason.BAD_PASSWORD));
            assertThat(login(engine, "nobody", "wrong-c4nary")).isInstanceOf(Rejected.class);
            assertThat(directory.binds).hasSize(2);
            assertThat(directory.searches).hasValue(0);
        }
    }

    @Test
    void where_a_password_was_wrong_lately_nothing_is_sent_before_the_bind_is_answered() throws Exception {
        try (TestDirectory directory = TestDirectory.plain();
                LdapAuthenticator engine = warm(directory, "true")) {
            login(engine, "alice", "wrong-c4nary");
            Awaiting.until(() -> directory.searches.get() == 1);
            login(engine, "alice", "wrong-c4nary");
            assertThat(directory.searches).hasValue(1);
            assertThat(login(engine, "alice", "alice-c4nary")).isInstanceOf(Authenticated.class);
            assertThat(directory.searches).hasValue(2);
            login(engine, "alice", "wrong-c4nary");
            Awaiting.until(() -> directory.searches.get() == 3);
            assertThat(directory.binds).hasSize(4);
        }
    }

    @Test
    void whoever_cannot_be_read_is_not_let_in() throws Exception {
        try (TestDirectory directory = TestDirectory.plain();
                LdapAuthenticator engine = open(directory)) {
            directory.entriesHidden = true;
            assertThat(login(engine, "alice", "alice-c4nary")).isEqualTo(new Rejected(RejectionReason.UNKNOWN_USER));
        }
    }
}
