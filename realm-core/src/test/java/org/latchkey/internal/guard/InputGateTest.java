package org.latchkey.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.config.NameConfig;

class InputGateTest {

    private final List<String> passed = new ArrayList<>();
    private final InputGate gate = new InputGate(
            request -> {
                passed.add(request.credentials().username());
                return new Authenticated(new DirectoryPrincipal("x", List.of(), java.util.Map.of()));
            },
            256);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   "})
    void a_blank_name_is_refused_before_any_traffic(String name) {
        assertThat(refusal(name, "pw-c4nary")).isEqualTo(RejectionReason.BLANK_USERNAME);
        assertThat(passed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\t\r\n",
                "alice\n",
                "alice\t",
                "alice\u2028x",
                "alice\u0000",
                "\u0000",
                "alice\u007f",
                "\udfffalice",
                "alice\ufffd",
                "al\u200bice",
                "al\u200dice",
                "al\ufeffice",
                "al\u034fice",
                "al\u180eice",
                "\u202dalice\u202c",
                "\u200falice",
                "alice\u00a0",
                "\u00a0alice",
                "alice\u3000",
                "al\u00adice",
                "alice\ufe0f",
                "\ue000",
                "\ud800",
                "x\ud83f\udffe",
                "\udb40\udc01alice"
            })
    void a_name_with_a_character_that_directories_ignore_or_prohibit_is_refused_before_any_traffic(String name) {
        assertThat(refusal(name, "pw-c4nary")).isEqualTo(RejectionReason.INVALID_USERNAME);
        assertThat(passed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "o'brien",
                "Doe, Jane",
                "a\u00a0b",
                "a\u2003b",
                "\u0645\u0631\u064a\u0645",
                "\ud842\udfb7\u91ce",
                "{0}{1}",
                "*",
                "alice)(uid=*",
                "/",
                "\u0130ce",
                "null"
            })
    void every_other_name_passes_unchanged(String name) {
        assertThat(refusal(name, "pw-c4nary")).isNull();
        assertThat(passed).containsExactly(name);
    }

    @Test
    void spaces_at_the_ends_are_taken_off_and_interior_ones_stay() {
        assertThat(refusal("  jane  doe ", "pw-c4nary")).isNull();
        assertThat(passed).containsExactly("jane  doe");
    }

    @Test
    void a_name_is_measured_in_code_points() {
        assertThat(refusal("\ud842\udfb7".repeat(256), "pw-c4nary")).isNull();
        assertThat(refusal("\ud842\udfb7".repeat(257), "pw-c4nary")).isEqualTo(RejectionReason.USERNAME_TOO_LONG);
        assertThat(refusal("a".repeat(65_536), "pw-c4nary")).isEqualTo(RejectionReason.USERNAME_TOO_LONG);
    }

    @Test
    void an_empty_password_is_refused_before_any_traffic() {
        assertThat(refusal("alice", "")).isEqualTo(RejectionReason.EMPTY_PASSWORD);
        assertThat(refusal("alice", Secret.of(new char[0]))).isEqualTo(RejectionReason.EMPTY_PASSWORD);
        assertThat(passed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pw\u0000", "\udc00\ud800", "pw\ud800"})
    void a_password_that_cannot_be_sent_as_it_is_is_refused(String password) {
        assertThat(refusal("alice", password)).isEqualTo(RejectionReason.INVALID_PASSWORD);
        assertThat(passed).isEmpty();
    }

    @Test
    void a_password_has_at_most_4096_bytes() {
        assertThat(refusal("alice", "p".repeat(4096))).isNull();
        assertThat(refusal("alice", "p".repeat(4097))).isEqualTo(RejectionReason.INVALID_PASSWORD);
        assertThat(refusal("alice", "\u00e4".repeat(2049))).isEqualTo(RejectionReason.INVALID_PASSWORD);
        assertThat(refusal("alice", "p".repeat(4_194_304))).isEqualTo(RejectionReason.INVALID_PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "   ", "pw ", "pw\n", "\u200b", "{SSHA}AAAA", "*", "p\u00e4ss", "\ud83d\udd11"})
    void every_other_password_passes_unchanged(String password) {
        List<Secret> seen = new ArrayList<>();
        InputGate keeping = new InputGate(
                request -> {
                    seen.add(((Credentials.UsernamePassword) request.credentials()).password());
                    return new Rejected(RejectionReason.BAD_PASSWORD);
                },
                256);
        keeping.authenticate(request("alice", Secret.of(password)));
        assertThat(seen).containsExactly(Secret.of(password));
    }

    @Test
    void a_turkish_default_locale_changes_nothing() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(refusal("INGRID", "pw-c4nary")).isNull();
            assertThat(passed).containsExactly("INGRID");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_proved_name_goes_through_the_same_gate() {
        LoginRequest request = LoginRequest.of(
                new Credentials.Asserted("alice\n", null),
                new Origin("test", null),
                Deadline.after(Duration.ofSeconds(1)));
        assertThat(gate.authenticate(request)).isEqualTo(new Rejected(RejectionReason.INVALID_USERNAME));
    }

    @Test
    void a_name_that_does_not_match_the_pattern_as_a_whole_goes_no_further() {
        InputGate narrow = new InputGate(
                request -> {
                    passed.add(request.credentials().username());
                    return new Rejected(RejectionReason.UNKNOWN_USER);
                },
                256,
                Pattern.compile("[a-z]+"),
                NameConfig.PLAIN);
        for (String name : List.of("Alice", "alice2", "alice bell", "alice@corp")) {
            assertThat(narrow.authenticate(request(name, Secret.of("pw-c4nary"))))
                    .isEqualTo(new Rejected(RejectionReason.USERNAME_NOT_ALLOWED));
        }
        assertThat(narrow.authenticate(request("alice\n", Secret.of("pw-c4nary"))))
                .isEqualTo(new Rejected(RejectionReason.INVALID_USERNAME));
        narrow.authenticate(request("  alice ", Secret.of("pw-c4nary")));
        assertThat(passed).containsExactly("alice");
    }

    private RejectionReason refusal(String name, String password) {
        return refusal(name, Secret.of(password));
    }

    private RejectionReason refusal(String name, Secret password) {
        AuthenticationResult result = gate.authenticate(request(name, password));
        return result.fold(a -> null, Rejected::reason, u -> null);
    }

    private static LoginRequest request(String name, Secret password) {
        return LoginRequest.of(
                new Credentials.UsernamePassword(name, password),
                new Origin("test", null),
                Deadline.after(Duration.ofSeconds(1)));
    }
}
