package org.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @Test
    void it_is_never_shown() {
        Secret secret = Secret.of("alice-c4nary");

        assertThat(secret).hasToString("Secret[hidden]").isNotInstanceOf(Serializable.class);
        assertThat(new Credentials.UsernamePassword("alice", secret).toString()).doesNotContain("c4nary");
        assertThat(secret.hashCode()).isEqualTo(Secret.of("other").hashCode());
    }

    @Test
    void it_is_lent_to_one_function() {
        assertThat(Secret.of("alice-c4nary").<String>reveal(text -> text + "!")).isEqualTo("alice-c4nary!");
    }

    @Test
    void it_keeps_a_copy_of_its_own() {
        char[] typed = "alice-c4nary".toCharArray();
        Secret secret = Secret.of(typed);
        typed[0] = 'X';

        assertThat(secret).isEqualTo(Secret.of("alice-c4nary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "alice-c4narz", "blice-c4nary", "alice-c4nary ", "alice"})
    void it_equals_only_the_same_text(String other) {
        assertThat(Secret.of("alice-c4nary")).isNotEqualTo(Secret.of(other));
        assertThat(Secret.of(other)).isEqualTo(Secret.of(other.toCharArray()));
    }

    @Test
    void it_is_no_string() {
        assertThat(Secret.of("alice-c4nary").equals((Object) "alice-c4nary")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "alice-c4nary", "pässwörd-c4nary", "日本-c4nary", "\ud83d\ude00-c4nary"})
    void it_is_sent_in_utf8(String text) {
        assertThat(Secret.of(text).utf8()).hasValue(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(chars = {'\ud83d', '\ude00'})
    void an_unpaired_surrogate_cannot_be_sent(char half) {
        assertThat(Secret.of("c4nary" + half).utf8()).isEmpty();
    }

    @Test
    void it_tells_its_length_and_whether_a_character_is_in_it() {
        Secret secret = Secret.of("c4na\0ry");

        assertThat(secret.length()).isEqualTo(7);
        assertThat(secret.contains('\0')).isTrue();
        assertThat(secret.contains('z')).isFalse();
    }

    @Test
    void wiped_it_reads_as_empty() {
        Secret secret = Secret.of("alice-c4nary");
        secret.wipe();

        assertThat(secret.length()).isZero();
        assertThat(secret).isEqualTo(Secret.of(""));
        assertThat(secret.utf8()).hasValue(new byte[0]);
    }
}
