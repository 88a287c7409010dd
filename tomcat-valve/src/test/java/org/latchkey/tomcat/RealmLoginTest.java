package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.juli.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginFailure;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;

/** How each outcome of the engine reaches Tomcat. */
class RealmLoginTest {

    private final CallingThread thread = new CallingThread();
    private final List<LoginRequest> asked = new ArrayList<>();

    private GenericPrincipal attempt(Authenticator engine) {
        Authenticator noting = request -> {
            asked.add(request);
            return engine.authenticate(request);
        };
        return login(noting).attempt(new Asserted("alice", null), null);
    }

    private RealmLogin login(Authenticator engine) {
        return new RealmLogin(
                engine, Duration.ofSeconds(3), thread, LogFactory.getLog(LdapRealm.class), Clock.systemUTC(), false);
    }

    private GenericPrincipal attempt(AuthenticationResult result) {
        return attempt(request -> result);
    }

    @Test
    void an_authenticated_user_is_a_generic_principal_with_roles_and_attributes() {
        GenericPrincipal alice = attempt(new Authenticated(
                new DirectoryPrincipal("Alice", List.of("staff", "admins"), Map.of("mail", List.of("a@example.org")))));
        assertThat(alice.getName()).isEqualTo("Alice");
        assertThat(alice.getUserPrincipal()).isSameAs(alice);
        assertThat(alice.getRoles()).containsExactly("admins", "staff");
        assertThat(alice.hasRole("staff")).isTrue();
        assertThat(alice.getAttribute("mail")).isEqualTo(List.of("a@example.org"));
        assertThat(thread.lastAnswered()).isTrue();
    }

    @Test
    void a_refusal_is_null_and_an_answer_for_every_reason() {
        for (RejectionReason reason : RejectionReason.values()) {
            assertThat(attempt(new Rejected(reason))).isNull();
            assertThat(thread.lastAnswered()).as(reason.name()).isTrue();
        }
    }

    @Test
    void an_outage_is_null_and_no_answer_for_every_cause() {
        for (UnavailableCause cause : UnavailableCause.values()) {
            assertThat(attempt(new Unavailable(cause, "detail"))).isNull();
            assertThat(thread.lastAnswered()).as(cause.name()).isFalse();
        }
    }

    @Test
    void a_defect_of_the_engine_is_logged_and_never_a_success() {
        try (CapturedLog log = CapturedLog.ofLatchkey()) {
            assertThat(attempt(request -> {
                        throw new IllegalStateException("a defect");
                    }))
                    .isNull();
            assertThat(thread.lastAnswered()).isFalse();
            assertThat(log.at(Level.SEVERE)).hasSize(1);
        }
    }

    @Test
    void the_request_says_the_door_and_has_the_login_timeout() {
        attempt(new Rejected(RejectionReason.UNKNOWN_USER));
        LoginRequest request = asked.get(0);
        assertThat(request.origin().door()).isEqualTo("tomcat");
        assertThat(request.origin().peer()).isNull();
        assertThat(request.deadline().remaining()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(3));
    }

    @Test
    void the_password_reaches_the_engine_and_is_wiped_afterwards_even_after_a_defect() {
        List<Secret> seen = new ArrayList<>();
        RealmLogin login = login(request -> {
            Secret secret = ((UsernamePassword) request.credentials()).password();
            assertThat(secret).isEqualTo(Secret.of("alice-c4nary"));
            seen.add(secret);
            throw new IllegalStateException("a defect");
        });
        assertThat(login.withPassword("alice", "alice-c4nary")).isNull();
        assertThat(seen).singleElement().extracting(Secret::length).isEqualTo(0);
    }

    @Test
    void a_missing_password_is_an_empty_one_to_the_engine() {
        RealmLogin login = login(request -> {
            assertThat(((UsernamePassword) request.credentials()).password().length())
                    .isZero();
            return new Rejected(RejectionReason.EMPTY_PASSWORD);
        });
        assertThat(login.withPassword("alice", null)).isNull();
        assertThat(thread.lastAnswered()).isTrue();
    }

    @Test
    void each_thread_is_told_of_its_own_login_only() throws InterruptedException {
        attempt(new Unavailable(UnavailableCause.TIMEOUT, "slow"));
        List<Boolean> seen = new ArrayList<>();
        Thread other = new Thread(() -> seen.add(thread.lastAnswered()));
        other.start();
        other.join();
        assertThat(seen).containsExactly((Boolean) null);
        assertThat(thread.lastAnswered()).isFalse();
    }

    @Test
    void what_a_request_left_behind_is_forgotten_when_it_ends_and_not_when_a_nested_one_does() {
        assertThat(thread.enter(from("192.0.2.1"))).isNull();
        assertThat(thread.peer()).isEqualTo("192.0.2.1");
        thread.noteAnswered(false);
        LoginOrigin before = thread.enter(from("192.0.2.2"));
        assertThat(thread.peer()).isEqualTo("192.0.2.2");
        thread.leave(before);
        assertThat(thread.peer()).isEqualTo("192.0.2.1");
        assertThat(thread.lastAnswered()).isFalse();
        thread.leave(null);
        assertThat(thread.peer()).isNull();
        assertThat(thread.lastAnswered()).isNull();
    }

    private static LoginOrigin from(String address) {
        return new LoginOrigin() {
            @Override
            public String peer() {
                return address;
            }

            @Override
            public boolean isSecure() {
                return false;
            }

            @Override
            public void ended(Optional<LoginFailure> failure) {}
        };
    }
}
