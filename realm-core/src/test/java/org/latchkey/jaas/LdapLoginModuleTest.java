package org.latchkey.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.latchkey.jaas.Stack.REQUIRED;
import static org.latchkey.jaas.Stack.REQUISITE;
import static org.latchkey.jaas.Stack.SUFFICIENT;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AccountException;
import javax.security.auth.login.AccountExpiredException;
import javax.security.auth.login.AccountLockedException;
import javax.security.auth.login.CredentialExpiredException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.SharedAuthenticator;
import org.latchkey.internal.jndi.Awaiting;
import org.latchkey.internal.jndi.Relay;
import org.latchkey.internal.jndi.TestDirectory;
import org.latchkey.jaas.ScriptedModule.Script;

class LdapLoginModuleTest {

    private static final Principal STRANGER = new RolePrincipal("employee");

    private TestDirectory directory;

    @BeforeEach
    void start() throws Exception {
        directory = TestDirectory.plain();
    }

    @AfterEach
    void stop() {
        SharedAuthenticator.closeIdle();
        directory.close();
    }

    private Stack ldap() {
        return new Stack().ldap(REQUIRED, directory);
    }

    @Test
    void who_logs_in_has_a_principal_one_for_each_role_and_the_attributes() throws Exception {
        Subject subject = ldap().login(Answers.of("ALICE", "alice-c4nary"));

        assertThat(subject.getPrincipals())
                .containsExactlyInAnyOrder(
                        new UserPrincipal("alice"), new RolePrincipal("A"), new RolePrincipal("employee"));
        assertThat(subject.getPublicCredentials(Map.class))
                .singleElement()
                .satisfies(attributes -> assertThat(attributes.get("cn")).isEqualTo(List.of("Alice")));
        assertThat(subject.getPrivateCredentials()).isEmpty();
    }

    @Test
    void logout_takes_out_what_the_login_put_in_and_nothing_else() throws Exception {
        Subject subject = new Subject();
        subject.getPrincipals().add(STRANGER);
        subject.getPublicCredentials().add("theirs");
        LoginContext context = ldap().context(subject, Answers.alice());
        context.login();
        assertThat(subject.getPrincipals()).hasSize(3);

        context.logout();

        assertThat(subject.getPrincipals()).containsExactly(STRANGER);
        assertThat(subject.getPublicCredentials()).containsExactly("theirs");
    }

    @Test
    void a_second_login_by_the_same_context_replaces_the_first() throws Exception {
        Subject subject = new Subject();
        LoginContext context = ldap().context(subject, Answers.alice());
        context.login();
        context.login();
        assertThat(subject.getPrincipals()).hasSize(3);
        context.logout();
        assertThat(subject.getPrincipals()).isEmpty();
        assertThat(subject.getPublicCredentials()).isEmpty();
    }

    @Test
    void a_wrong_password_and_an_unknown_name_cannot_be_told_apart() {
        Throwable wrong = catchThrowable(() -> ldap().login(Answers.of("alice", "wrong-c4nary")));
        Throwable unknown = catchThrowable(() -> ldap().login(Answers.of("nobody", "wrong-c4nary")));
        Throwable empty = catchThrowable(() -> ldap().login(Answers.of("alice", "")));
        Throwable nothing = catchThrowable(() -> ldap().login(Answers.of(null, null)));

        assertThat(wrong).isExactlyInstanceOf(FailedLoginException.class);
        assertThat(List.of(unknown, empty, nothing))
                .allSatisfy(other -> assertThat(other).hasSameClassAs(wrong).hasMessage(wrong.getMessage()));
    }

    @Test
    void an_empty_password_is_refused_without_asking_the_directory() {
        assertThatThrownBy(() -> ldap().login(Answers.of("alice", ""))).isInstanceOf(FailedLoginException.class);
        assertThat(directory.binds).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"775, locked", "701, expired", "533, disabled", "532, password", "773, password"})
    void what_the_directory_says_of_the_account_is_told_by_the_exception(String code, String kind) {
        Map<String, Class<? extends LoginException>> kinds = Map.of(
                "locked", AccountLockedException.class,
                "expired", AccountExpiredException.class,
                "disabled", AccountException.class,
                "password", CredentialExpiredException.class);
        directory.onBind(result -> result.setResult(new BindResult(
                1,
                ResultCode.INVALID_CREDENTIALS,
                "AcceptSecurityContext error, data " + code,
                null,
                (String[]) null,
                null)));

        assertThatThrownBy(() -> ldap().login(Answers.alice())).isExactlyInstanceOf(kinds.get(kind));
    }

    @Test
    void an_outage_is_no_failed_login_and_no_state_of_the_account() throws Exception {
        try (Relay relay = new Relay(directory.port())) {
            Stack stack = new Stack().ldap(REQUIRED, relay.port(), Map.of());
            stack.login(Answers.alice());
            relay.close();

            assertThatThrownBy(() -> stack.login(Answers.alice()))
                    .isExactlyInstanceOf(LoginException.class)
                    .hasMessageContaining("could not tell")
                    .hasMessageContaining("UNREACHABLE");
        }
    }

    @Test
    void fifty_logins_share_one_engine_that_is_closed_when_nobody_uses_it() throws Exception {
        try (Relay relay = new Relay(directory.port())) {
            Stack stack = new Stack().ldap(REQUIRED, relay.port(), Map.of());
            stack.login(Answers.alice());
            int connections = relay.connections.get();
            directory.binds.clear();
            for (int login = 1; login < 50; login++) {
                stack.login(Answers.alice());
            }
            assertThat(relay.connections).hasValue(connections);
            assertThat(directory.binds.stream().filter(TestDirectory.ALICE::equals))
                    .hasSize(49);
            assertThat(relay.openLines()).isPositive();

            SharedAuthenticator.closeIdle();

            Awaiting.until(() -> relay.openLines() == 0);
        }
    }

    @Test
    void nothing_is_put_into_a_subject_that_is_read_only() throws Exception {
        Script before = new Script().atCommit(Subject::setReadOnly);
        Script after = new Script();
        Subject subject = new Subject();
        LoginContext context = new Stack()
                .scripted(REQUIRED, before)
                .ldap(REQUIRED, directory.port(), Map.of("storePass", "true"))
                .scripted(REQUIRED, after)
                .context(subject, Answers.alice());

        assertThatThrownBy(context::login).isInstanceOf(LoginException.class).hasMessageContaining("read-only");
        assertThat(subject.getPrincipals()).isEmpty();
        assertThat(subject.getPublicCredentials()).isEmpty();
        assertThat(after.seen.get("abort")).isEmpty();
    }

    @Test
    void a_subject_that_has_become_read_only_cannot_be_logged_out() throws Exception {
        Subject subject = new Subject();
        LoginContext context = ldap().context(subject, Answers.alice());
        context.login();
        subject.setReadOnly();

        assertThatThrownBy(context::logout).isInstanceOf(LoginException.class).hasMessageContaining("read-only");
    }

    @Test
    void nothing_is_left_when_another_required_module_refuses() throws Exception {
        Script other = new Script().failingAtLogin();
        Subject subject = new Subject();
        LoginContext context = new Stack()
                .ldap(REQUIRED, directory.port(), Map.of("storePass", "true"))
                .scripted(REQUIRED, other)
                .context(subject, Answers.alice());

        assertThatThrownBy(context::login).hasMessage("scripted");
        assertThat(subject.getPrincipals()).isEmpty();
        assertThat(other.seen.get("login")).containsKey(ScriptedModule.PASSWORD);
        assertThat(other.seen.get("abort")).isEmpty();
        assertThat((char[]) other.seen.get("login").get(ScriptedModule.PASSWORD))
                .containsOnly('\0');
    }

    @Test
    void nothing_is_left_when_another_module_cannot_commit() throws Exception {
        Subject subject = new Subject();
        LoginContext context =
                ldap().scripted(REQUIRED, new Script().failingAtCommit()).context(subject, Answers.alice());

        assertThatThrownBy(context::login).hasMessage("scripted");
        assertThat(subject.getPrincipals()).isEmpty();
        assertThat(subject.getPublicCredentials()).isEmpty();
    }

    @Test
    void a_sufficient_module_that_knows_the_user_ends_the_stack() throws Exception {
        Script other = new Script();
        Subject subject = new Stack()
                .ldap(SUFFICIENT, directory)
                .scripted(REQUIRED, other)
                .login(Answers.alice());

        assertThat(other.calls).isEmpty();
        assertThat(subject.getPrincipals(UserPrincipal.class)).hasSize(1);
    }

    @Test
    void a_sufficient_module_that_refuses_leaves_it_to_the_others_and_nothing_behind() throws Exception {
        Script other = new Script();
        Subject subject = new Stack()
                .ldap(SUFFICIENT, directory)
                .scripted(REQUIRED, other)
                .login(Answers.of("alice", "wrong-c4nary"));

        assertThat(other.calls).containsExactly("login", "commit");
        assertThat(subject.getPrincipals()).isEmpty();
        assertThat(subject.getPublicCredentials()).isEmpty();
    }

    @Test
    void a_requisite_module_that_refuses_ends_the_stack() {
        Script other = new Script();
        Stack stack = new Stack().ldap(REQUISITE, directory).scripted(REQUIRED, other);

        assertThatThrownBy(() -> stack.login(Answers.of("alice", "wrong-c4nary")))
                .isInstanceOf(FailedLoginException.class);
        assertThat(other.calls).containsExactly("abort");
    }

    @Test
    void a_required_module_that_refuses_lets_the_others_see_the_login_and_it_fails_all_the_same() {
        Script other = new Script();
        Stack stack = ldap().scripted(REQUIRED, other);

        assertThatThrownBy(() -> stack.login(Answers.of("alice", "wrong-c4nary")))
                .isInstanceOf(FailedLoginException.class);
        assertThat(other.calls).containsExactly("login", "abort");
    }

    @Test
    void the_password_callback_is_cleared_whatever_came_of_it() throws Exception {
        Answers right = Answers.alice();
        Answers wrong = Answers.of("alice", "wrong-c4nary");
        ldap().login(right);
        assertThatThrownBy(() -> ldap().login(wrong)).isInstanceOf(FailedLoginException.class);

        assertThat(right.anyAnswerLeft()).isFalse();
        assertThat(wrong.anyAnswerLeft()).isFalse();
        assertThat(right.asked()).isOne();
    }

    @Test
    void whoever_cannot_be_asked_does_not_get_in() {
        assertThatThrownBy(() -> ldap().login(null)).hasMessageContaining("CallbackHandler");
        assertThatThrownBy(() -> ldap().login(callbacks -> {
                    throw new UnsupportedCallbackException(callbacks[1]);
                }))
                .isExactlyInstanceOf(LoginException.class)
                .hasMessageContaining("CallbackHandler");
        assertThatThrownBy(() -> ldap().login(callbacks -> {
                    throw new IOException("no terminal");
                }))
                .isExactlyInstanceOf(LoginException.class)
                .hasRootCauseMessage("no terminal");
    }

    @Test
    void a_module_that_was_not_initialized_says_so() {
        assertThatThrownBy(new LdapLoginModule()::login)
                .isInstanceOf(LoginException.class)
                .hasMessageContaining("initialized");
    }
}
