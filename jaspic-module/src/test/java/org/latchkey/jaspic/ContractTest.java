package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.auth.DirectoryPrincipal;

/** The contract between container and module, where containers differ from the one the other tests run on. */
class ContractTest {

    private static final String MANDATORY = "jakarta.security.auth.message.MessagePolicy.isMandatory";
    private static final String AUTHENTICATION_REQUEST = "jakarta.servlet.http.isAuthenticationRequest";
    private static final TestDirectory DIRECTORY = new TestDirectory();

    private final LdapServerAuthModule module = new LdapServerAuthModule();
    private final FakeExchange exchange = new FakeExchange();
    private final Told told = new Told();
    private final Subject subject = new Subject();

    /** A container's handler, which notes what it is told. */
    private static final class Told implements CallbackHandler {
        final List<List<Callback>> calls = new ArrayList<>();

        @Override
        public void handle(Callback[] callbacks) {
            calls.add(List.of(callbacks));
        }

        Principal principal() {
            assertThat(calls).hasSize(1);
            return ((CallerPrincipalCallback) calls.get(0).get(0)).getPrincipal();
        }

        String[] groups() {
            assertThat(calls).hasSize(1);
            return ((GroupPrincipalCallback) calls.get(0).get(1)).getGroups();
        }
    }

    @BeforeEach
    void initialize() throws AuthException {
        module.initialize(null, null, told, new HashMap<>(DIRECTORY.keys()));
    }

    @AfterEach
    void end() {
        SharedDoors.close();
    }

    @AfterAll
    static void stop() {
        DIRECTORY.close();
    }

    private AuthStatus validate() throws AuthException {
        return module.validateRequest(exchange.message(), subject, null);
    }

    private void alice() {
        exchange.header("Authorization", Browser.basic("alice", "alice-c4nary", StandardCharsets.UTF_8));
    }

    @Test
    void module_takes_the_messages_of_the_servlet_profile() {
        assertThat(module.getSupportedMessageTypes())
                .containsExactly(HttpServletRequest.class, HttpServletResponse.class);
    }

    @Test
    void caller_and_groups_are_told_in_one_call() throws AuthException {
        alice();
        assertThat(validate()).isSameAs(AuthStatus.SUCCESS);
        assertThat(told.principal()).isInstanceOfSatisfying(DirectoryPrincipal.class, user -> {
            assertThat(user.getName()).isEqualTo("alice");
            assertThat(user.attributes()).containsEntry("title", List.of("captain"));
        });
        assertThat(told.groups()).containsExactly("staff");
        assertThat(exchange.map()).containsEntry("jakarta.servlet.http.authType", "BASIC");
    }

    @Test
    void file_that_changes_counts_from_the_next_request(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("latchkey.properties");
        Files.writeString(file, "realmName=before");
        module.initialize(null, null, told, new HashMap<>(DIRECTORY.keys("configFile", file.toString())));
        exchange.map().put(MANDATORY, "true");
        validate();
        assertThat(exchange.answered().get("WWW-Authenticate")).contains("before");

        Files.writeString(file, "realmName=after the change");
        validate();
        assertThat(exchange.answered().get("WWW-Authenticate")).contains("after the change");

        Files.writeString(file, "realmNam=with a mistake in it");
        validate();
        assertThat(exchange.answered().get("WWW-Authenticate")).contains("after the change");
    }

    @Test
    void nobody_is_told_in_one_call_too() throws AuthException {
        assertThat(validate()).isSameAs(AuthStatus.SUCCESS);
        assertThat(told.principal()).isNull();
        assertThat(told.groups()).isEmpty();
        assertThat(exchange.map()).doesNotContainKey("jakarta.servlet.http.authType");
    }

    @ParameterizedTest
    @CsvSource({"true,,true", "false,,false", ",,false", "false,true,true", "false,false,false"})
    void whether_a_caller_is_wanted_is_the_containers_word(String mandatory, String asked, boolean challenged)
            throws AuthException {
        exchange.map().put(MANDATORY, mandatory);
        exchange.map().put(AUTHENTICATION_REQUEST, asked);
        assertThat(validate()).isSameAs(challenged ? AuthStatus.SEND_CONTINUE : AuthStatus.SUCCESS);
    }

    @Test
    void word_may_be_a_boolean() throws AuthException {
        exchange.map().put(MANDATORY, true);
        assertThat(validate()).isSameAs(AuthStatus.SEND_CONTINUE);
    }

    @Test
    void challenge_is_complete_and_closed() throws AuthException {
        exchange.map().put(MANDATORY, "true");
        validate();
        assertThat(exchange.status()).isEqualTo(401);
        assertThat(exchange.answered())
                .containsEntry("WWW-Authenticate", "Basic realm=\"Latchkey\", charset=\"UTF-8\"");
        assertThat(exchange.contentLength()).isZero();
        assertThat(exchange.closed()).isTrue();
        assertThat(told.calls).isEmpty();
    }

    @Test
    void page_that_has_a_writer_already_is_challenged_too() throws AuthException {
        exchange.map().put(MANDATORY, "true");
        exchange.writerInUse();
        assertThat(validate()).isSameAs(AuthStatus.SEND_CONTINUE);
        assertThat(exchange.closed()).isTrue();
    }

    @Test
    void response_whose_stream_was_closed_with_an_earlier_one_brings_the_challenge() throws AuthException {
        exchange.map().put(MANDATORY, "true");
        exchange.spent();
        assertThat(validate()).isSameAs(AuthStatus.SEND_CONTINUE);
        assertThat(exchange.closed()).isTrue();
    }

    @Test
    void caller_whom_the_container_knows_goes_on() throws AuthException {
        exchange.map().put(MANDATORY, "true");
        Principal known = new DirectoryPrincipal("carol", List.of(), Map.of());
        exchange.principal(() -> known);
        assertThat(validate()).isSameAs(AuthStatus.SUCCESS);
        assertThat(told.principal()).isSameAs(known);
        assertThat(told.groups()).isEmpty();
    }

    @Test
    void wrong_password_is_refused_whomever_the_container_knows() throws AuthException {
        exchange.header("Authorization", Browser.basic("alice", "wrong-c4nary", StandardCharsets.UTF_8));
        exchange.principal(() -> new DirectoryPrincipal("carol", List.of(), Map.of()));
        assertThat(validate()).isSameAs(AuthStatus.SEND_CONTINUE);
        assertThat(told.calls).isEmpty();
    }

    @Test
    void container_that_asks_the_module_who_the_caller_is_gets_an_answer() throws AuthException {
        exchange.principal(() -> {
            try {
                validate();
            } catch (AuthException e) {
                throw new AssertionError(e);
            }
            return null;
        });
        assertThat(validate()).isSameAs(AuthStatus.SUCCESS);
        assertThat(told.calls).hasSize(2);
    }

    @Test
    void message_without_a_request_is_a_success_without_a_caller() throws AuthException {
        assertThat(module.validateRequest(FakeExchange.empty(), subject, null)).isSameAs(AuthStatus.SUCCESS);
        assertThat(told.calls).isEmpty();
    }

    @Test
    void message_without_a_request_for_a_page_that_needs_a_caller_is_no_success() {
        FakeExchange other = new FakeExchange();
        other.map().put(MANDATORY, "true");
        assertThatThrownBy(() -> module.validateRequest(other.withoutRequest(), subject, null))
                .isInstanceOf(AuthException.class);
    }

    @Test
    void handler_that_fails_is_no_success() throws AuthException {
        alice();
        module.initialize(
                null,
                null,
                callbacks -> {
                    throw new UnsupportedCallbackException(callbacks[0]);
                },
                new HashMap<>(DIRECTORY.keys()));
        assertThatThrownBy(this::validate).isInstanceOf(AuthException.class);
        module.initialize(
                null,
                null,
                callbacks -> {
                    throw new IllegalStateException();
                },
                new HashMap<>(DIRECTORY.keys()));
        assertThatThrownBy(this::validate).isInstanceOf(AuthException.class);
        module.initialize(
                null,
                null,
                callbacks -> {
                    throw new IOException();
                },
                new HashMap<>(DIRECTORY.keys()));
        assertThatThrownBy(this::validate).isInstanceOf(AuthException.class);
        assertThat(exchange.status()).isEqualTo(500);
    }

    /** Tomcat 11 throws where earlier ones take a broken form for an empty one, and says what was typed. */
    @Test
    void login_that_cannot_be_read_is_a_bad_request_and_goes_no_further() throws AuthException {
        module.initialize(null, null, told, new HashMap<>(DIRECTORY.keys("mechanism", "FORM")));
        assertThat(module.validateRequest(exchange.unreadableLogin(), subject, null))
                .isSameAs(AuthStatus.SEND_FAILURE);
        assertThat(exchange.status()).isEqualTo(400);
        assertThat(told.calls).isEmpty();
    }

    @Test
    void answer_that_is_on_its_way_keeps_its_status() {
        alice();
        exchange.committed();
        assertThatThrownBy(() -> {
                    module.initialize(
                            null,
                            null,
                            callbacks -> {
                                throw new IOException();
                            },
                            new HashMap<>(DIRECTORY.keys()));
                    validate();
                })
                .isInstanceOf(AuthException.class);
        assertThat(exchange.status()).isEqualTo(200);
    }

    @Test
    void module_that_was_not_initialized_is_no_success() {
        assertThatThrownBy(() -> new LdapServerAuthModule().validateRequest(exchange.message(), subject, null))
                .isInstanceOf(AuthException.class)
                .hasMessageContaining("before it is initialized");
    }

    @Test
    void each_request_tells_the_handler_it_was_initialized_with_on_its_thread() throws Exception {
        Told others = new Told();
        Thread other = new Thread(() -> {
            try {
                module.initialize(null, null, others, new HashMap<>(DIRECTORY.keys()));
            } catch (AuthException e) {
                throw new AssertionError(e);
            }
        });
        module.initialize(null, null, told, new HashMap<>(DIRECTORY.keys()));
        other.start();
        other.join();
        validate();
        assertThat(told.calls).hasSize(1);
        assertThat(others.calls).isEmpty();
    }

    @Test
    void module_that_was_initialized_once_serves_every_thread() throws Exception {
        validate();
        Thread other = new Thread(() -> {
            try {
                module.validateRequest(new FakeExchange().message(), subject, null);
            } catch (AuthException e) {
                throw new AssertionError(e);
            }
        });
        other.start();
        other.join();
        assertThat(told.calls).hasSize(2);
    }

    @Test
    void response_may_always_go() {
        assertThat(module.secureResponse(exchange.message(), null)).isSameAs(AuthStatus.SEND_SUCCESS);
    }

    @Test
    void cleaning_takes_ours_out_of_subject_and_session_and_leaves_the_containers() {
        Principal containers = () -> "container";
        subject.getPrincipals().add(containers);
        subject.getPrincipals().add(new DirectoryPrincipal("alice", List.of(), Map.of()));
        exchange.session().put("org.latchkey.caller", new HashMap<>());
        exchange.session().put("cart", "full");
        module.cleanSubject(exchange.message(), subject);
        assertThat(subject.getPrincipals()).containsExactly(containers);
        assertThat(exchange.session()).containsOnlyKeys("cart");
        module.cleanSubject(FakeExchange.empty(), null);
    }

    @Test
    void logout_forgets_the_caller_of_the_session_where_the_subject_may_not_be_changed() throws AuthException {
        exchange.session().put("org.latchkey.caller", new HashMap<>());
        Subject locked =
                new Subject(true, Set.of(new DirectoryPrincipal("alice", List.of(), Map.of())), Set.of(), Set.of());
        module.cleanSubject(exchange.message(), locked);
        assertThat(exchange.session()).isEmpty();
    }
}
