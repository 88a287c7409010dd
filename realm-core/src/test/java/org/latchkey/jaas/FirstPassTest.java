package org.latchkey.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.latchkey.jaas.ScriptedModule.NAME;
import static org.latchkey.jaas.ScriptedModule.PASSWORD;
import static org.latchkey.jaas.Stack.REQUIRED;

import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.CredentialNotFoundException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latchkey.SharedAuthenticator;
import org.latchkey.internal.jndi.Relay;
import org.latchkey.internal.jndi.TestDirectory;
import org.latchkey.jaas.ScriptedModule.Script;

/** What modules of one stack hand on to each other. */
class FirstPassTest {

    private TestDirectory directory;
    private final Script before = new Script();
    private final Script after = new Script();

    @BeforeEach
    void start() throws Exception {
        directory = TestDirectory.plain();
    }

    @AfterEach
    void stop() {
        SharedAuthenticator.closeIdle();
        directory.close();
    }

    private Stack between(Map<String, String> options) {
        return new Stack()
                .scripted(REQUIRED, before)
                .ldap(REQUIRED, directory.port(), options)
                .scripted(REQUIRED, after);
    }

    private long bindsOf(String dn) {
        return directory.binds.stream().filter(dn::equals).count();
    }

    @Test
    @Proves("useFirstPass")
    void use_first_pass_tries_what_an_earlier_module_left_and_asks_nobody() throws Exception {
        before.leaving("alice", "alice-c4nary".toCharArray());
        Answers nobody = Answers.of("bob", "bob-c4nary");

        Subject subject = between(Map.of("useFirstPass", "true")).login(nobody);

        assertThat(subject.getPrincipals(UserPrincipal.class)).containsExactly(new UserPrincipal("alice"));
        assertThat(nobody.asked()).isZero();
    }

    @Test
    void use_first_pass_asks_nobody_when_it_is_wrong_or_missing_or_empty() {
        Answers nobody = Answers.alice();
        Stack stack = between(Map.of("useFirstPass", "true"));

        assertThatThrownBy(() -> stack.login(nobody)).isInstanceOf(CredentialNotFoundException.class);
        before.leaving("alice", new char[0]);
        assertThatThrownBy(() -> stack.login(nobody)).isInstanceOf(FailedLoginException.class);
        before.leaving("alice", 42);
        assertThatThrownBy(() -> stack.login(nobody)).isInstanceOf(CredentialNotFoundException.class);
        assertThat(directory.binds).isEmpty();
        before.leaving("alice", "wrong-c4nary".toCharArray());
        assertThatThrownBy(() -> stack.login(nobody)).isInstanceOf(FailedLoginException.class);
        assertThat(nobody.asked()).isZero();
    }

    @Test
    @Proves("tryFirstPass")
    void try_first_pass_asks_only_when_what_an_earlier_module_left_is_wrong() throws Exception {
        Answers alice = Answers.alice();
        Stack stack = between(Map.of("tryFirstPass", "true"));
        before.leaving("bob", "bob-c4nary".toCharArray());

        assertThat(stack.login(alice).getPrincipals()).contains(new UserPrincipal("bob"));
        assertThat(alice.asked()).isZero();

        before.leaving("bob", "wrong-c4nary".toCharArray());
        assertThat(stack.login(alice).getPrincipals()).contains(new UserPrincipal("alice"));
        assertThat(alice.asked()).isOne();
    }

    @Test
    void try_first_pass_with_an_empty_or_no_password_asks_at_once_and_does_not_bind() throws Exception {
        Answers alice = Answers.alice();
        Stack stack = between(Map.of("tryFirstPass", "true"));

        stack.login(alice);
        before.leaving("bob", new char[0]);
        stack.login(alice);
        before.leaving("bob", null);
        stack.login(alice);

        assertThat(alice.asked()).isEqualTo(3);
        assertThat(bindsOf(TestDirectory.ALICE)).isEqualTo(3);
        assertThat(directory.binds.stream().filter(dn -> dn.startsWith("uid=bob")))
                .isEmpty();
    }

    @Test
    void what_was_just_refused_is_not_sent_a_second_time() {
        before.leaving("alice", "wrong-c4nary".toCharArray());
        Answers same = Answers.of("alice", "wrong-c4nary");

        assertThatThrownBy(() -> between(Map.of("tryFirstPass", "true")).login(same))
                .isInstanceOf(FailedLoginException.class);

        assertThat(same.asked()).isOne();
        assertThat(bindsOf(TestDirectory.ALICE)).isOne();
    }

    @Test
    void where_nobody_can_be_asked_the_first_refusal_stands() {
        before.leaving("alice", "wrong-c4nary".toCharArray());

        assertThatThrownBy(() -> between(Map.of("tryFirstPass", "true")).login(null))
                .isInstanceOf(FailedLoginException.class);
    }

    @Test
    void an_outage_is_no_reason_to_ask_for_another_password() throws Exception {
        Answers nobody = Answers.alice();
        before.leaving("alice", "alice-c4nary".toCharArray());
        try (Relay relay = new Relay(directory.port())) {
            relay.close();
            Stack stack =
                    new Stack().scripted(REQUIRED, before).ldap(REQUIRED, relay.port(), Map.of("tryFirstPass", "true"));

            assertThatThrownBy(() -> stack.login(nobody)).isExactlyInstanceOf(LoginException.class);
        }
        assertThat(nobody.asked()).isZero();
    }

    @Test
    @Proves("storePass")
    void store_pass_leaves_what_was_typed_to_later_modules_until_logout() throws Exception {
        LoginContext context =
                between(Map.of("storePass", "true")).context(new Subject(), Answers.of("Alice", "alice-c4nary"));
        context.login();
        char[] stored = (char[]) after.seen.get("login").get(PASSWORD);

        assertThat(after.seen.get("login")).containsEntry(NAME, "Alice");
        assertThat(stored).isEqualTo("alice-c4nary".toCharArray());

        context.logout();
        assertThat(after.seen.get("logout")).isEmpty();
        assertThat(stored).containsOnly('\0');
    }

    @Test
    void without_store_pass_nothing_is_left() throws Exception {
        between(Map.of()).login(Answers.alice());

        assertThat(after.seen.get("login")).isEmpty();
    }

    @Test
    void store_pass_neither_replaces_what_is_there_nor_stores_what_was_wrong() throws Exception {
        before.leaves.put(NAME, "somebody");
        between(Map.of("storePass", "true")).login(Answers.alice());
        assertThat(after.seen.get("login")).containsOnlyKeys(NAME).containsEntry(NAME, "somebody");

        before.leaves.clear();
        assertThatThrownBy(() -> between(Map.of("storePass", "true")).login(Answers.of("alice", "wrong-c4nary")))
                .isInstanceOf(FailedLoginException.class);
        assertThat(after.seen.get("login")).isEmpty();
    }

    @Test
    @Proves("clearPass")
    void clear_pass_removes_what_any_module_left_once_all_is_done() throws Exception {
        before.leaving("alice", "alice-c4nary".toCharArray());
        between(Map.of("useFirstPass", "true")).login(null);
        assertThat(after.seen.get("commit")).containsKeys(NAME, PASSWORD);

        between(Map.of("useFirstPass", "true", "clearPass", "true")).login(null);
        assertThat(after.seen.get("login")).containsKeys(NAME, PASSWORD);
        assertThat(after.seen.get("commit")).isEmpty();
    }

    @Test
    void clear_pass_removes_it_after_a_failure_too() {
        before.leaving("alice", "wrong-c4nary".toCharArray());

        assertThatThrownBy(() -> between(Map.of("useFirstPass", "true", "clearPass", "true"))
                        .login(null))
                .isInstanceOf(FailedLoginException.class);
        assertThat(after.seen.get("login")).containsKeys(NAME, PASSWORD);
        assertThat(after.seen.get("abort")).isEmpty();
    }

    @Test
    void what_another_module_left_is_not_ours_to_remove() throws Exception {
        before.leaving("alice", "alice-c4nary".toCharArray());
        LoginContext context = between(Map.of("useFirstPass", "true")).context(new Subject(), null);
        context.login();
        context.logout();

        assertThat((char[]) after.seen.get("logout").get(PASSWORD)).isEqualTo("alice-c4nary".toCharArray());
    }

    @Test
    void use_and_try_exclude_each_other() {
        assertThatThrownBy(() -> between(Map.of("useFirstPass", "true", "tryFirstPass", "true"))
                        .login(Answers.alice()))
                .isExactlyInstanceOf(LoginException.class)
                .hasMessageContaining("useFirstPass")
                .hasMessageContaining("tryFirstPass");
    }
}
