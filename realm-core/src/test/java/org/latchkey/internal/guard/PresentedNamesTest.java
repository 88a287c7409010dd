package org.latchkey.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.config.DomainCut;
import org.latchkey.config.NameConfig;
import org.latchkey.config.NameFormat;

class PresentedNamesTest {

    private static final NameConfig OURS =
            new NameConfig(List.of("corp.example", "CORP", "IT"), DomainCut.NONE, false, NameFormat.PLAIN);

    /** The name that is looked up, or the reason in capitals. */
    private static String read(NameConfig config, Credentials credentials) {
        PresentedNames.Reading read =
                new PresentedNames(new UsernameRules(30), Pattern.compile("[^!]*"), config).read(credentials);
        return read.refusal().map(RejectionReason::name).orElse(read.name());
    }

    private static String typed(NameConfig config, String name) {
        return read(config, new Credentials.UsernamePassword(name, Secret.of("pw-c4nary")));
    }

    private static String proved(NameConfig config, String name) {
        return read(config, new Credentials.Asserted(name, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "bob -> bob",
                "bob@corp.example -> bob",
                "bob@CORP.Example -> bob",
                " corp\\bob  -> bob",
                "CORP\\bob -> bob",
                "bob@IT -> bob",
                "bob@\u0131t -> OTHER_DOMAIN",
                "bob@other.example -> OTHER_DOMAIN",
                "bob@corp.example.org -> OTHER_DOMAIN",
                "OTHER\\bob -> OTHER_DOMAIN",
                "\\bob -> OTHER_DOMAIN",
                "bob@ -> OTHER_DOMAIN",
                "OTHER\\bob@corp.example -> OTHER_DOMAIN",
                "CORP\\bob@other.example -> OTHER_DOMAIN",
                "CORP\\bob@corp.example -> OTHER_DOMAIN",
                "bob@other@corp.example -> OTHER_DOMAIN",
                "CORP\\CORP\\bob -> OTHER_DOMAIN",
                "CORP\\ -> BLANK_USERNAME",
                "@corp.example -> BLANK_USERNAME",
                "CORP\\ bob -> INVALID_USERNAME",
                "bob @corp.example -> INVALID_USERNAME",
                "bo!b@corp.example -> USERNAME_NOT_ALLOWED",
                "bo!b@other.example -> OTHER_DOMAIN",
                "a-name-that-is-too-long@corp.example -> USERNAME_TOO_LONG",
            })
    void a_name_of_our_domain_is_the_bare_name_and_one_of_another_is_declined(String name, String expected) {
        assertThat(typed(OURS, name)).isEqualTo(expected);
        assertThat(proved(OURS, name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, A\\b@c, A\\b@c",
        "PREFIX, A\\b@c, b@c",
        "PREFIX, A\\B\\c, c",
        "PREFIX, b@A\\c, c",
        "SUFFIX, A\\b@c@d, A\\b",
        "SUFFIX, @c, BLANK_USERNAME",
        "BOTH, A\\b@c, b",
        "BOTH, b@c\\d, b",
        "BOTH, A\\b, b",
        "BOTH, b, b",
        "BOTH, A\\@c, BLANK_USERNAME",
        "BOTH, A\\b @c, INVALID_USERNAME",
    })
    void a_domain_is_cut_at_the_first_at_and_then_after_the_last_backslash(
            DomainCut cut, String name, String expected) {
        assertThat(typed(new NameConfig(List.of(), cut, false, NameFormat.PLAIN), name))
                .isEqualTo(expected);
    }

    @Test
    void the_format_is_taken_off_a_proved_name_before_its_domain_and_a_typed_name_never_had_it() {
        NameConfig formatted = new NameConfig(List.of("CORP"), DomainCut.NONE, false, new NameFormat("ldap_", "!"));
        assertThat(proved(formatted, "ldap_alice!")).isEqualTo("alice");
        assertThat(proved(formatted, " ldap_CORP\\alice! ")).isEqualTo("alice");
        assertThat(List.of("alice", "ldap_alice", "LDAP_alice!", "ldap_", "CORP\\ldap_alice!"))
                .allSatisfy(name -> assertThat(proved(formatted, name)).isEqualTo("UNKNOWN_USER"));
        assertThat(proved(formatted, "ldap_!")).isEqualTo("BLANK_USERNAME");
        assertThat(proved(formatted, " ")).isEqualTo("BLANK_USERNAME");
        assertThat(proved(formatted, "alice\n")).isEqualTo("INVALID_USERNAME");
        assertThat(typed(formatted, "ldap_alice")).isEqualTo("ldap_alice");
    }

    @Test
    void a_domain_is_the_same_under_a_turkish_locale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(typed(OURS, "it\\bob")).isEqualTo("bob");
            assertThat(new NameConfig(List.of(), DomainCut.NONE, true, NameFormat.PLAIN).cased("IRIS"))
                    .isEqualTo("iris");
        } finally {
            Locale.setDefault(before);
        }
    }
}
