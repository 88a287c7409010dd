package org.latchkey.it.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import javax.security.auth.login.AccountLockedException;
import javax.security.auth.login.CredentialExpiredException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** The login module in a plain program, configured by files alone. */
class JaasClientIT {

    private static final String CONFIGURATION = """
            corp {
                org.latchkey.jaas.LdapLoginModule required configFile="@properties@";
            };
            typo {
                org.latchkey.jaas.LdapLoginModule required configFile="@properties@" storePas=true;
            };
            """;

    @RegisterExtension
    static final OpenLdap directory =
            OpenLdap.named("jaas-client").passwordPolicy().build();

    private static ClientProcess client;

    @BeforeAll
    static void start() {
        client = ClientProcess.start(
                String.join(
                        "\n",
                        "connectionURL=" + directory.url(),
                        "connectionName=" + Fixture.READER_DN,
                        "connectionPassword=" + Fixture.READER_PASSWORD,
                        "userBase=" + Fixture.PEOPLE,
                        "userSearch=(uid={0})",
                        "userAttributes=mail",
                        "roleBase=" + Fixture.GROUPS,
                        "roleName=cn",
                        "roleSearch=(member={0})",
                        "commonRole=employee"),
                CONFIGURATION);
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static String login(String user, String password) {
        return client.login("corp", user, password);
    }

    private static String exception(Class<? extends LoginException> type, String message) {
        return type.getName() + ": " + message;
    }

    @Test
    void who_logs_in_is_known_by_name_roles_and_attributes_and_nobody_after_the_logout() {
        assertThat(login("ALICE", "alice-c4nary"))
                .startsWith("RolePrincipal=developers RolePrincipal=employee ")
                .contains(" UserPrincipal=alice mail=[alice@")
                .endsWith(" then 0 principals");
    }

    @Test
    void wrong_password_unknown_user_and_empty_password_cannot_be_told_apart() {
        String refused = exception(FailedLoginException.class, "the user name or the password is wrong");

        assertThat(login("alice", "wrong-c4nary")).isEqualTo(refused);
        assertThat(login("nobody", "wrong-c4nary")).isEqualTo(refused);
        assertThat(login("alice", "")).isEqualTo(refused);
        assertThat(login("*", "alice-c4nary")).isEqualTo(refused);
    }

    @Test
    void what_keeps_an_account_out_is_told_by_the_exception() {
        assertThat(login("locked", "locked-c4nary"))
                .isEqualTo(exception(AccountLockedException.class, "the account is locked"));
        assertThat(login("expired", "expired-c4nary"))
                .isEqualTo(exception(CredentialExpiredException.class, "the password has expired"));
    }

    @Test
    void an_outage_is_no_wrong_password_and_is_over_when_the_directory_is_back() {
        login("alice", "alice-c4nary");
        directory.stop();
        try {
            assertThat(login("alice", "alice-c4nary"))
                    .startsWith(exception(LoginException.class, "the directory could not tell"));
        } finally {
            directory.start();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> login("alice", "alice-c4nary").contains("UserPrincipal=alice"));
    }

    @Test
    void twenty_logins_use_the_connections_of_one() throws Exception {
        login("bob", "bob-c4nary");

        Operations seen = directory.during(() -> {
            for (int login = 0; login < 20; login++) {
                assertThat(login("bob", "bob-c4nary")).contains("UserPrincipal=bob");
            }
        });

        assertThat(seen.connections()).isZero();
        assertThat(seen.binds()).isEqualTo(20);
    }

    @Test
    void a_mistake_names_the_option() {
        assertThat(client.login("typo", "alice", "alice-c4nary"))
                .startsWith(LoginException.class.getName())
                .contains("storePas", "storePass");
    }

    /** The JDK takes {@code ${...}} in such a file for a system property of its own: secrets belong into our file. */
    @Test
    void a_secret_by_reference_in_the_jaas_file_itself_is_the_jdks_to_expand() {
        String configuration =
                "corp { org.latchkey.jaas.LdapLoginModule required connectionPassword=\"${file:/secret}\"; };";
        try (ClientProcess other = ClientProcess.start("", configuration)) {
            assertThat(other.login("corp", "alice", "alice-c4nary"))
                    .startsWith(SecurityException.class.getName())
                    .contains("file:/secret");
        }
    }
}
