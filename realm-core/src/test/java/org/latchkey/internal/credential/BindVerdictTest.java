package org.latchkey.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.internal.connection.BindReply;
import org.latchkey.spi.DirectoryException;

class BindVerdictTest {

    @Test
    void success_is_success() throws Exception {
        assertThat(BindVerdict.refusal(reply(0, "", null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "49, BAD_PASSWORD",
        "32, UNKNOWN_USER",
        "34, UNKNOWN_USER",
        "48, BAD_PASSWORD",
        "19, ACCOUNT_LOCKED",
        "50, ACCOUNT_RESTRICTED",
        "53, ACCOUNT_RESTRICTED"
    })
    void a_code_that_says_no_is_a_refusal_and_never_an_outage(int code, RejectionReason reason) throws Exception {
        assertThat(BindVerdict.refusal(reply(code, "", null))).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10, 11, 14, 51, 52, 54, 80, 81, 118})
    void a_code_that_says_nothing_of_the_user_is_no_verdict(int code) {
        assertThatThrownBy(() -> BindVerdict.refusal(reply(code, "", null)))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.DIRECTORY_ERROR));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 13})
    void a_server_that_wants_another_kind_of_bind_is_a_configuration_fault(int code) {
        assertThatThrownBy(() -> BindVerdict.refusal(reply(code, "", null)))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.MISCONFIGURED));
    }

    @ParameterizedTest
    @CsvSource({
        "525, UNKNOWN_USER", "52e, BAD_PASSWORD", "530, ACCOUNT_RESTRICTED", "531, ACCOUNT_RESTRICTED",
        "532, PASSWORD_EXPIRED", "533, ACCOUNT_DISABLED", "701, ACCOUNT_EXPIRED", "773, PASSWORD_MUST_CHANGE",
        "775, ACCOUNT_LOCKED", "52f, ACCOUNT_RESTRICTED", "569, ACCOUNT_RESTRICTED", "52E, BAD_PASSWORD",
        "7ff, BAD_PASSWORD"
    })
    void active_directory_tells_in_the_text_of_code_49(String data, RejectionReason reason) throws Exception {
        String text =
                "80090308: LdapErr: DSID-0C090446, comment: AcceptSecurityContext error, data " + data + ", v4563";
        assertThat(BindVerdict.refusal(reply(49, text, null))).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({"3003810100, PASSWORD_EXPIRED", "3003810101, ACCOUNT_LOCKED", "3003810102, PASSWORD_MUST_CHANGE"})
    void the_password_policy_control_gives_the_reason(String control, RejectionReason reason) throws Exception {
        assertThat(BindVerdict.refusal(reply(49, "", control))).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "19, Exceed password retry limit. Please try later., ACCOUNT_LOCKED",
        "19, Exceed password retry limit. Contact system administrator to reset., ACCOUNT_LOCKED",
        "19, Account inactivity limit exceeded. Contact system administrator to reset., ACCOUNT_EXPIRED",
        "53, Account inactivated. Contact system administrator., ACCOUNT_DISABLED",
        "53, Entry permanently locked., ACCOUNT_LOCKED",
        "53, Too many failed logins., ACCOUNT_LOCKED",
        "53, Account (Kerberos principal) is expired, ACCOUNT_EXPIRED",
        "53, something else, ACCOUNT_RESTRICTED",
        "19, something else, ACCOUNT_LOCKED",
        "49, password expired!, BAD_PASSWORD"
    })
    void directory_server_389_and_freeipa_tell_in_phrases(int code, String text, RejectionReason reason)
            throws Exception {
        assertThat(BindVerdict.refusal(reply(code, text, null))).contains(reason);
    }

    @Test
    void a_disabled_account_that_the_control_calls_locked_is_disabled() throws Exception {
        String text = "Account inactivated. Contact system administrator.";
        assertThat(BindVerdict.refusal(reply(53, text, "3003810101"))).contains(RejectionReason.ACCOUNT_DISABLED);
    }

    @ParameterizedTest
    @CsvSource({
        "19, 3003810100, PASSWORD_EXPIRED",
        "53, 3003810101, ACCOUNT_LOCKED",
        "50, 3003810102, PASSWORD_MUST_CHANGE",
        "49, 3003810105, BAD_PASSWORD"
    })
    void the_control_gives_the_reason_for_every_code_that_refuses(int code, String control, RejectionReason reason)
            throws Exception {
        assertThat(BindVerdict.refusal(reply(code, "", control))).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data 533", "Account inactivated.", "data 52e"})
    void no_text_turns_a_success_or_an_outage_into_a_refusal(String text) throws Exception {
        assertThat(BindVerdict.refusal(reply(0, text, null))).isEmpty();
        assertThatThrownBy(() -> BindVerdict.refusal(reply(51, text, null))).isInstanceOf(DirectoryException.class);
    }

    @Test
    void what_a_successful_bind_tells_of_the_password_is_kept() throws Exception {
        assertThat(BindVerdict.told(reply(0, "", "3005a003810103"))).containsExactly(entry("ldap.graceLogins", "3"));
        assertThat(BindVerdict.told(reply(0, "", null))).isEmpty();
    }

    @Test
    void a_password_that_must_be_changed_first_is_refused_although_the_bind_succeeded() throws Exception {
        assertThat(BindVerdict.refusal(reply(0, "", "3003810102"))).contains(RejectionReason.PASSWORD_MUST_CHANGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3000", "", "3005a003800100", "3005a003810103"})
    void a_warning_alone_refuses_nothing(String control) throws Exception {
        assertThat(BindVerdict.refusal(reply(0, "", control))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30847fffffff", "30", "3003", "3003810200", "04020000", "30800000", "3081", "30038101"})
    void a_malformed_control_is_no_verdict_and_allocates_nothing(String control) {
        assertThatThrownBy(() -> BindVerdict.refusal(reply(0, "", control)))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.DIRECTORY_ERROR));
    }

    private static BindReply reply(int code, String text, String control) {
        return new BindReply(code, text, Optional.ofNullable(control).map(HexFormat.of()::parseHex));
    }
}
