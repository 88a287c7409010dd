package org.latchkey.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.RejectionReason;

class PasswordPolicyReplyTest {

    private static PasswordPolicyReply parse(String hex) {
        return PasswordPolicyReply.parse(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "3005a003800100, 0",
        "3006a00480020e10, 0",
        "3007a0058003015180, 1",
        "3007a0058003 01517f, 0",
        "3008a0068004 0012cffe, 14",
        "3008a0068004 7fffffff, 24855"
    })
    void the_time_left_is_told_in_whole_days(String hex, String days) {
        assertThat(parse(hex.replace(" ", "")).attributes()).isEqualTo(Map.of("ldap.passwordExpiresInDays", days));
    }

    @ParameterizedTest
    @CsvSource({"3005a003810103, 3", "3005a003810100, 0", "3006a004 81020100, 256"})
    void the_logins_left_are_told(String hex, String logins) {
        assertThat(parse(hex.replace(" ", "")).attributes()).isEqualTo(Map.of("ldap.graceLogins", logins));
    }

    @Test
    void a_warning_and_an_error_are_both_read() {
        PasswordPolicyReply both = parse("3008a003810102810102");
        assertThat(both.reason()).contains(RejectionReason.PASSWORD_MUST_CHANGE);
        assertThat(both.loginsLeft()).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3000", "308100", "308400000000"})
    void nothing_said_is_nothing_told(String hex) {
        assertThat(parse(hex)).isEqualTo(PasswordPolicyReply.NONE);
        assertThat(parse(hex).attributes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"300481810100", "308103810100", "30840000000381 0100", "300781840000000100"})
    void lengths_in_the_long_form_are_read(String hex) {
        assertThat(parse(hex.replace(" ", "")).reason()).contains(RejectionReason.PASSWORD_EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3003810103", "3003810108", "30038101 7f"})
    void an_error_that_concerns_no_login_is_none(String hex) {
        assertThat(parse(hex.replace(" ", "")).reason()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3002a000",
                "3004a0028000",
                "3005a003820100",
                "3005a0038001ff",
                "3009a007800500ffffffff",
                "3008a0068004ffffffff",
                "3005a003300100",
                "3005a0038101",
                "3006a003810103",
                "30848000000381 0100",
                "30ff",
                "3085000000000381 0100",
                "30050a0101810100",
                "3005800100810100",
                "a003810100",
                "30048102"
            })
    void what_the_draft_does_not_describe_is_refused(String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(hex.replace(" ", "")));
    }

    @Test
    void whatever_bytes_come_it_ends_in_a_reply_or_in_a_refusal() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = HexFormat.of().parseHex("3008a003810102810102");
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 3));
            for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                PasswordPolicyReply.parse(bytes).attributes();
            } catch (IllegalArgumentException e) {
                // It is none.
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(bytes), e);
            }
        }
    }
}
