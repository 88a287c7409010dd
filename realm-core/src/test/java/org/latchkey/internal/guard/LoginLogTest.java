package org.latchkey.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;

class LoginLogTest {

    private final Lines lines = new Lines();
    private final LoginLog log = new LoginLog(lines);

    @Test
    void a_refusal_is_one_line_with_reason_name_peer_door_server_plan_operations_and_time() {
        LoginRequest request = request("alice");
        request.trace().operation("ldap://127.0.0.1:389");
        request.trace().operation("ldap://127.0.0.1:389");
        request.trace().plan("remembered");
        request.trace().plan("search");
        log.onResult(request, new Rejected(RejectionReason.BAD_PASSWORD), Duration.ofMillis(7));
        assertThat(lines.seen)
                .containsExactly("INFO REJECTED reason=BAD_PASSWORD user=\"alice\" peer=192.0.2.1 door=test"
                        + " server=ldap://127.0.0.1:389 plan=remembered,search ops=2 ms=7");
    }

    @Test
    void a_login_shows_the_canonical_name_and_how_many_roles() {
        AuthenticationResult result = new Authenticated(new DirectoryPrincipal("alice", List.of("a", "b"), Map.of()));
        log.onResult(request("ALICE"), result, Duration.ZERO);
        assertThat(lines.seen.get(0)).startsWith("INFO AUTHENTICATED as=\"alice\" roles=2 user=\"ALICE\"");
    }

    @Test
    void an_outage_is_a_warning_with_its_detail() {
        log.onResult(request("alice"), new Unavailable(UnavailableCause.TIMEOUT, "no answer\nin time"), Duration.ZERO);
        assertThat(lines.seen.get(0))
                .startsWith("WARNING UNAVAILABLE reason=TIMEOUT detail=\"no answer\\u000ain time\"");
    }

    @Test
    void a_name_with_line_ends_and_terminal_escapes_stays_on_one_line() {
        log.onResult(
                request("a\r\nREJECTED user=\"root\u001b[2J\u2028\u202e"),
                new Rejected(RejectionReason.INVALID_USERNAME),
                Duration.ZERO);
        assertThat(lines.seen.get(0))
                .contains("user=\"a\\u000d\\u000aREJECTED user=\\\"root\\u001b[2J\\u2028\\u202e\"")
                .doesNotContain("\n", "\r", "\u001b", "\u2028");
    }

    @Test
    void no_line_shows_the_password() {
        log.onResult(request("alice"), new Rejected(RejectionReason.BAD_PASSWORD), Duration.ZERO);
        assertThat(lines.seen.get(0)).doesNotContain("c4nary");
        assertThat(request("alice").toString()).doesNotContain("c4nary");
    }

    @Test
    void a_log_that_throws_never_changes_the_result() {
        Lines broken = new Lines() {
            @Override
            public void log(Level level, ResourceBundle bundle, String message, Object... parameters) {
                throw new IllegalStateException("full disk");
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
                throw new IllegalStateException("full disk");
            }
        };
        Rejected rejected = new Rejected(RejectionReason.BAD_PASSWORD);
        var listening = new ListeningAuthenticator(r -> rejected, new LoginLog(broken), broken, () -> 0);
        assertThat(listening.authenticate(request("alice"))).isSameAs(rejected);
    }

    @Test
    void a_defect_inside_is_unavailable_and_neither_success_nor_exception() {
        var listening = new ListeningAuthenticator(
                r -> {
                    throw new IllegalStateException("c4nary");
                },
                log,
                new Lines(),
                () -> 0);
        assertThat(listening.authenticate(request("alice")))
                .isInstanceOfSatisfying(
                        Unavailable.class, u -> assertThat(u.cause()).isEqualTo(UnavailableCause.INTERNAL));
        assertThat(lines.seen.get(0)).doesNotContain("c4nary");
    }

    private static LoginRequest request(String name) {
        return LoginRequest.of(
                new Credentials.UsernamePassword(name, Secret.of("pw-c4nary")),
                new Origin("test", "192.0.2.1"),
                Deadline.after(Duration.ofSeconds(1)));
    }

    private static class Lines implements Logger {
        final List<String> seen = new ArrayList<>();

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            seen.add(level + " " + message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Object... parameters) {
            seen.add(level + " " + message);
        }
    }
}
