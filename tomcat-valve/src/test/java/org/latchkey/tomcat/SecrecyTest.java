package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.auth.Secret;

/** No password in any line of any logger at any level, whatever happens to the login. */
class SecrecyTest {

    @Test
    void no_line_of_any_logger_shows_a_password(@TempDir Path folder) throws IOException {
        // At its finest Tomcat's digester logs every attribute it reads; a secret in a file is not among them.
        Path secret = Files.writeString(
                folder.resolve("service.secret"), TestDirectory.SERVICE_PASSWORD, StandardCharsets.UTF_8);
        try (CapturedLog everything = new CapturedLog("");
                TestDirectory directory = TestDirectory.start()) {
            TestRealm.Line line = TestRealm.searching(directory)
                    .with("connectionName", TestDirectory.SERVICE)
                    .with("connectionPassword", "${file:" + secret + "}")
                    .with("userPassword", "userPassword");
            for (int i = 0; i < 2; i++) {
                try (TestRealm realm = line.start()) {
                    realm.login("alice", "alice-c4nary");
                    realm.login("alice", "wrong-c4nary");
                    realm.login("alice", "alice-c4nary\n");
                    realm.login("alice", "c4nary\0");
                    realm.login("alice", "");
                    realm.login("alice", null);
                    realm.login(null, "alice-c4nary");
                    directory.goDown();
                    realm.login("alice", "alice-c4nary");
                    directory.comeBack();
                }
                line.without("userPassword"); // the second time by a bind
            }
            assertThat(everything.lines()).isNotEmpty().noneMatch(one -> one.contains("c4nary"));
        }
    }

    @Test
    void what_a_handler_throws_over_a_stored_password_is_not_repeated() {
        try (CapturedLog log = CapturedLog.ofLatchkey()) {
            StoredPasswords passwords =
                    new StoredPasswords(BrokenHandler::new, org.apache.juli.logging.LogFactory.getLog(LdapRealm.class));
            assertThat(passwords.matches(Secret.of("alice-c4nary"), "stored-c4nary"))
                    .isFalse();
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(one ->
                            assertThat(one).contains("NumberFormatException").doesNotContain("c4nary"));
        }
    }

    private static final class BrokenHandler implements org.apache.catalina.CredentialHandler {

        @Override
        public boolean matches(String typed, String stored) {
            throw new NumberFormatException("For input string: " + stored);
        }

        @Override
        public String mutate(String typed) {
            return typed;
        }
    }

    @Test
    void an_empty_or_missing_password_or_name_is_refused_without_traffic() {
        try (TestDirectory directory = TestDirectory.start();
                TestRealm realm = TestRealm.searching(directory).start()) {
            directory.operations().forget();
            for (String password : new String[] {"", null, "\0", "pw\0", "\ud800", "p".repeat(5000)}) {
                assertThat(realm.login("alice", password)).isNull();
                assertThat(realm.ldap().isAvailable()).isTrue();
            }
            for (String name : new String[] {"", " ", null, "\t", "alice\n", "alice\u0000", "al\u200bice"}) {
                assertThat(realm.login(name, "alice-c4nary")).isNull();
                assertThat(realm.outermost().authenticate(name)).isNull();
            }
            assertThat(directory.operations().all()).isEmpty();
        }
    }
}
