package org.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.StoredPasswordProof;
import org.latchkey.auth.Credentials.UsernamePassword;

class LoginFailureTest {

    private static final Credentials TYPED = new UsernamePassword("alice", Secret.of("alice-c4nary"));

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void nothing_but_the_age_of_a_right_password_is_told_of_a_refusal(RejectionReason reason) {
        LoginFailure expected = switch (reason) {
            case PASSWORD_EXPIRED -> LoginFailure.PASSWORD_EXPIRED;
            case PASSWORD_MUST_CHANGE -> LoginFailure.PASSWORD_MUST_CHANGE;
            default -> LoginFailure.REFUSED;
        };
        assertThat(LoginFailure.of(TYPED, new Rejected(reason))).hasValue(expected);
        assertThat(expected.wantsNewPassword()).isEqualTo(expected != LoginFailure.REFUSED);
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void whoever_typed_no_password_is_told_nothing(RejectionReason reason) {
        for (Credentials shown : List.of(new Asserted("alice", null), new StoredPasswordProof("alice", x -> true))) {
            assertThat(LoginFailure.of(shown, new Rejected(reason))).hasValue(LoginFailure.REFUSED);
        }
    }

    @ParameterizedTest
    @EnumSource(UnavailableCause.class)
    void whatever_kept_the_directory_from_answering_is_one_word(UnavailableCause cause) {
        assertThat(LoginFailure.of(TYPED, new Unavailable(cause, "detail"))).hasValue(LoginFailure.UNAVAILABLE);
    }

    @Test
    void a_success_is_no_failure() {
        assertThat(LoginFailure.of(TYPED, new Authenticated(new DirectoryPrincipal("alice", List.of(), Map.of()))))
                .isEqualTo(Optional.empty());
    }
}
