package org.latchkey.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.auth.Dn;
import org.latchkey.spi.DirectoryEntry;

class BoundNameTest {

    private static DirectoryEntry entry(String upn, String account) {
        return new DirectoryEntry(
                Dn.parse("cn=x,dc=corp,dc=example"),
                Map.of("userPrincipalName", List.of(upn), "sAMAccountName", List.of(account)));
    }

    @ParameterizedTest
    @CsvSource({
        "alice@corp.example, true, its own",
        "ALICE@Corp.Example, true, in any case",
        "iris@corp.example, false, its account name may be another's userPrincipalName",
        "alice@other.example, false, another name",
        "\u0131ris@corp.example, false, another letter",
        "CORP\\iris, false, another form",
    })
    void a_name_is_the_entry_s_principal_name_or_tells_nothing(String bound, boolean own, String why) {
        assertThat(new BoundName(bound).isPrincipalNameOf(entry("alice@corp.example", "iris")))
                .as(why)
                .isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({
        "CORP\\iris, CORP",
        "corp\\IRIS, corp",
        "CORP\\alice, ",
        "CORP\\x\\iris, ",
        "\\iris, ",
        "iris, ",
        "iris@corp.example, ",
        "CORP\\\u0131ris, ",
    })
    void an_account_in_a_domain_is_that_entry_s_if_the_domain_is(String bound, String domain) {
        assertThat(new BoundName(bound).domainIfAccountOf(entry("alice@corp.example", "iris")))
                .isEqualTo(Optional.ofNullable(domain));
    }

    @Test
    void a_letter_that_is_not_ascii_is_only_itself() {
        DirectoryEntry entry = entry("M\u00dcLLER@corp.example", "\u0130ris");
        assertThat(new BoundName("m\u00fcller@corp.example").isPrincipalNameOf(entry))
                .isFalse();
        assertThat(new BoundName("M\u00dcLLER@corp.example").isPrincipalNameOf(entry))
                .isTrue();
        assertThat(new BoundName("CORP\\iris").domainIfAccountOf(entry)).isEmpty();
    }

    @Test
    void an_entry_that_shows_nothing_is_not_recognized() {
        DirectoryEntry bare = new DirectoryEntry(Dn.parse("cn=x,dc=corp,dc=example"), Map.of());
        assertThat(new BoundName("alice@corp.example").isPrincipalNameOf(bare)).isFalse();
        assertThat(new BoundName("CORP\\iris").domainIfAccountOf(bare)).isEmpty();
    }

    @Test
    void names_are_the_same_under_a_turkish_locale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(new BoundName("iris@it.example").isPrincipalNameOf(entry("IRIS@IT.example", "x")))
                    .isTrue();
            assertThat(new BoundName("it\\iris").domainIfAccountOf(entry("x", "IRIS")))
                    .contains("it");
        } finally {
            Locale.setDefault(before);
        }
    }
}
