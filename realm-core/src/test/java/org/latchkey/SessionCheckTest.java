package org.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;

class SessionCheckTest {

    private static final Instant LOGIN = Instant.parse("2026-03-01T08:00:00.123Z");
    private static final String DN = "uid=alice,ou=people,dc=example,dc=org";
    private static final SessionCheck FIVE_MINUTES = new SessionCheck(Duration.ofMinutes(5), Duration.ofMinutes(30));
    private static final Unavailable OUTAGE = new Unavailable(UnavailableCause.UNREACHABLE, "gone");

    private static DirectoryPrincipal user(String name, Map<String, ?> attributes, String... roles) {
        return SessionCheck.stamped(new DirectoryPrincipal(name, List.of(roles), attributes), LOGIN);
    }

    private static DirectoryPrincipal alice() {
        return user("alice", Map.of("ldap.dn", DN, "ldap.username", "Alice@example.org"), "staff");
    }

    private static AuthenticationResult found(String name, Map<String, ?> attributes, String... roles) {
        return new Authenticated(new DirectoryPrincipal(name, List.of(roles), attributes));
    }

    @Test
    void a_user_is_due_when_the_interval_is_over_and_not_before() {
        Map<String, Object> alice = alice().attributes();
        assertThat(FIVE_MINUTES.isDue(alice, LOGIN)).isFalse();
        assertThat(FIVE_MINUTES.isDue(alice, LOGIN.plusSeconds(299))).isFalse();
        assertThat(FIVE_MINUTES.isDue(alice, LOGIN.plusSeconds(300))).isTrue();
    }

    @Test
    void a_time_to_come_and_what_is_no_time_count_as_old() {
        assertThat(FIVE_MINUTES.isDue(alice().attributes(), LOGIN.minusSeconds(1)))
                .isTrue();
        assertThat(FIVE_MINUTES.isDue(Map.of(SessionCheck.AS_OF, "yesterday"), LOGIN))
                .isTrue();
        assertThat(FIVE_MINUTES.isDue(Map.of(SessionCheck.AS_OF, "+1000000000-12-31T23:59:59Z"), LOGIN))
                .isTrue();
    }

    @Test
    void whom_no_engine_let_in_is_never_due() {
        assertThat(FIVE_MINUTES.isDue(Map.of(), LOGIN.plusSeconds(9999))).isFalse();
        assertThat(FIVE_MINUTES.isDue(Map.of("ldap.dn", DN), LOGIN.plusSeconds(9999)))
                .isFalse();
    }

    @Test
    void the_question_is_asked_by_the_name_applications_know_and_keeps_what_was_typed() {
        LoginRequest question =
                SessionCheck.question(alice(), null, new Origin("tomcat", null), Deadline.after(Duration.ofSeconds(1)));
        assertThat(question.credentials().username()).isEqualTo("alice");
        assertThat(question.typed()).isEqualTo("Alice@example.org");
    }

    @Test
    void the_successor_has_the_new_roles_and_the_time_of_the_question() {
        Instant asked = LOGIN.plusSeconds(400);
        SessionVerdict<DirectoryPrincipal> verdict = FIVE_MINUTES.verdict(
                alice(), found("alice", Map.of("ldap.dn", "UID=alice, OU=people,dc=example,dc=org"), "admins"), asked);
        DirectoryPrincipal now = ((SessionVerdict.Replace<DirectoryPrincipal>) verdict).user();
        assertThat(now.roles()).containsExactly("admins");
        assertThat(now.attributes()).containsEntry(SessionCheck.AS_OF, "2026-03-01T08:06:40.123Z");
        assertThat(FIVE_MINUTES.isDue(now.attributes(), asked)).isFalse();
    }

    @Test
    void what_only_a_bind_tells_outlives_a_look_up_and_nothing_else_does() {
        DirectoryPrincipal warned = user(
                "alice",
                Map.of("ldap.dn", DN, "ldap.passwordExpiresInDays", "3", "ldap.graceLogins", "1", "mail", "old"));
        DirectoryPrincipal now = ((SessionVerdict.Replace<DirectoryPrincipal>)
                        FIVE_MINUTES.verdict(warned, found("alice", Map.of("ldap.dn", DN)), LOGIN))
                .user();
        assertThat(now.attributes())
                .containsEntry("ldap.passwordExpiresInDays", "3")
                .containsEntry("ldap.graceLogins", "1")
                .doesNotContainKey("mail");
    }

    @ParameterizedTest
    @EnumSource
    void every_refusal_ends_the_session(RejectionReason reason) {
        assertThat(FIVE_MINUTES.verdict(alice(), new Rejected(reason), LOGIN))
                .isEqualTo(new SessionVerdict.End<>(reason.name()));
    }

    @Test
    void another_entry_under_the_name_ends_the_session() {
        Map<String, String> elsewhere = Map.of("ldap.dn", "uid=alice,ou=others,dc=example,dc=org");
        assertThat(FIVE_MINUTES.verdict(alice(), found("alice", elsewhere), LOGIN))
                .isInstanceOf(SessionVerdict.End.class);
        assertThat(FIVE_MINUTES.verdict(alice(), found("alice", Map.of()), LOGIN))
                .as("an entry that does not tell")
                .isInstanceOf(SessionVerdict.End.class);
        assertThat(FIVE_MINUTES.verdict(alice(), found("Alice", Map.of("ldap.dn", DN)), LOGIN))
                .as("another name")
                .isInstanceOf(SessionVerdict.End.class);
    }

    @Test
    void with_a_stable_id_an_entry_may_move_and_no_other_may_take_its_place() {
        DirectoryPrincipal alice = user("alice", Map.of("ldap.dn", DN, "ldap.id", "42"));
        Map<String, String> moved = Map.of("ldap.dn", "uid=alice,ou=others,dc=example,dc=org", "ldap.id", "42");
        assertThat(FIVE_MINUTES.verdict(alice, found("alice", moved), LOGIN))
                .isInstanceOf(SessionVerdict.Replace.class);
        Map<String, String> madeAnew = new HashMap<>(Map.of("ldap.dn", DN, "ldap.id", "43"));
        assertThat(FIVE_MINUTES.verdict(alice, found("alice", madeAnew), LOGIN)).isInstanceOf(SessionVerdict.End.class);
        madeAnew.remove("ldap.id");
        assertThat(FIVE_MINUTES.verdict(alice, found("alice", madeAnew), LOGIN))
                .as("no id to compare, as before the key was given: the DN")
                .isInstanceOf(SessionVerdict.Replace.class);
    }

    @ParameterizedTest
    @EnumSource
    void no_answer_ends_no_session(UnavailableCause cause) {
        SessionCheck ageless = new SessionCheck(Duration.ofMinutes(5), null);
        assertThat(ageless.verdict(alice(), new Unavailable(cause, "x"), LOGIN.plusSeconds(99_999_999)))
                .isInstanceOf(SessionVerdict.Keep.class);
    }

    @Test
    void no_answer_ends_a_session_that_is_older_than_roles_may_be() {
        assertThat(FIVE_MINUTES.verdict(alice(), OUTAGE, LOGIN.plusSeconds(1799)))
                .isInstanceOf(SessionVerdict.Keep.class);
        assertThat(FIVE_MINUTES.verdict(alice(), OUTAGE, LOGIN.plusSeconds(1800)))
                .isInstanceOf(SessionVerdict.End.class);
        assertThat(FIVE_MINUTES.verdict(alice(), OUTAGE, LOGIN.minusSeconds(2)))
                .as("clocks that differ a little")
                .isInstanceOf(SessionVerdict.Keep.class);
        assertThat(FIVE_MINUTES.verdict(alice(), OUTAGE, LOGIN.minusSeconds(1800)))
                .as("a time that is far from now says nothing")
                .isInstanceOf(SessionVerdict.End.class);
    }

    @Test
    void the_pause_after_an_outage_is_the_interval_or_ten_seconds() {
        assertThat(FIVE_MINUTES.pause()).isEqualTo(Duration.ofSeconds(10));
        assertThat(new SessionCheck(Duration.ofSeconds(2), null).pause()).isEqualTo(Duration.ofSeconds(2));
    }
}
