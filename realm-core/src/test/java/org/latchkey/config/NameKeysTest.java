package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameKeysTest {

    private static String[] and(String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "userSearch";
        all[1] = "(uid={0})";
        System.arraycopy(more, 0, all, 2, more.length);
        return all;
    }

    private static NameConfig names(String... pairs) throws ConfigException {
        return Readings.read(and(pairs)).realm().user().names();
    }

    @Test
    void a_name_is_as_it_is_until_a_key_says_otherwise() throws Exception {
        assertThat(names()).isEqualTo(NameConfig.PLAIN);
        NameConfig config = names("usernameDomain", "corp.example , CORP", "usernameCase", "Lower");
        assertThat(config.domains()).containsExactly("corp.example", "CORP");
        assertThat(config.lowerCase()).isTrue();
        assertThat(config.isOurs("corp")).isTrue();
        assertThat(config.isOurs("")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "usernameDomain -> @corp.example -> '@corp.example' holds a blank, an @ or a backslash",
                "usernameDomain -> CORP\\, x -> 'CORP\\' holds a blank, an @ or a backslash",
                "usernameDomain -> a b -> but must be one or more domains separated by commas",
                "usernameDomain -> a,,b -> there is an empty item between commas",
                "usernameStripDomain -> yes -> but must be none, prefix, suffix or both",
                "usernameCase -> upper -> but must be keep or lower",
                "principalNameFormat -> ldap -> a name could not be taken out of it again",
                "principalNameFormat -> {0}{0} -> a name could not be taken out of it again",
                "principalNameFormat -> {0}_{1} -> but must be a text with one {0} for the name, such as ldap_{0}",
                "principalNameFormat -> {1} -> a name could not be taken out of it again",
                "principalNameFormat -> x_{name} -> does not begin with a place",
            })
    void what_cannot_be_is_refused(String key, String value, String reason) {
        assertThat(Readings.problems(and(key, value)))
                .singleElement()
                .asString()
                .startsWith(key + " is ")
                .contains(reason);
    }

    @ParameterizedTest
    @CsvSource({"prefix, ''", "suffix, ''", "both, ''", "none, none"})
    void cutting_off_every_domain_warns_and_cannot_go_with_declining_some(String cut, String none) throws Exception {
        boolean cuts = none.isEmpty();
        assertThat(Readings.warnings(and("usernameStripDomain", cut))).hasSize(cuts ? 1 : 0);
        assertThat(Readings.problems(and("usernameStripDomain", cut, "usernameDomain", "CORP")))
                .hasSize(cuts ? 1 : 0)
                .allSatisfy(problem -> assertThat(problem)
                        .isEqualTo("usernameStripDomain is '" + cut
                                + "', but must be none while usernameDomain is 'CORP': one takes every domain for ours,"
                                + " and the other declines those that are not"));
    }

    @ParameterizedTest
    @CsvSource({
        "{0}, alice, alice, alice",
        "ldap_{0}, alice, ldap_alice, alice",
        "{0}@corp, a@b, a@b@corp, a@b",
        "<{0}>, x>, <x>>, x>"
    })
    void a_format_goes_there_and_back(String format, String name, String shown, String back) throws Exception {
        NameFormat read = names("principalNameFormat", format).format();
        assertThat(read.format(name)).isEqualTo(shown);
        assertThat(read.invert(shown)).contains(back);
    }

    @Test
    void a_name_that_lacks_the_format_is_not_inverted() {
        NameFormat overlapping = NameFormat.parse("aba{0}ba");
        assertThat(overlapping.invert("aba")).isEmpty();
        assertThat(overlapping.invert("ababa")).contains("");
    }
}
