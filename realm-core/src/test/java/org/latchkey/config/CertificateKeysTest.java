package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.latchkey.config.Readings.problems;
import static org.latchkey.config.Readings.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.CertificateUser.Place;

class CertificateKeysTest {

    private static final String SEARCH = "(uid={0})";

    private static CertificateConfig certificates(String... more) throws ConfigException {
        String[] keys = new String[more.length + 2];
        keys[0] = "userSearch";
        keys[1] = SEARCH;
        System.arraycopy(more, 0, keys, 2, more.length);
        return read(keys).realm().certificates();
    }

    @Test
    void whole_subject_is_the_name_and_nothing_is_compared_unless_told() throws ConfigException {
        assertThat(certificates()).isEqualTo(new CertificateConfig(CertificateUser.WHOLE_SUBJECT, null));
    }

    @ParameterizedTest
    @CsvSource({
        "subject, SUBJECT",
        "Email, EMAIL",
        "UPN, UPN",
        "cn, CN",
        "uid, UID",
        "emailaddress, EMAIL_ADDRESS",
        "serialNumber, SERIAL_NUMBER",
    })
    void places_are_words_in_any_case(String given, Place place) throws ConfigException {
        assertThat(certificates("certificateUser", given).user().place()).isEqualTo(place);
    }

    @Test
    void expression_stands_between_slashes() throws ConfigException {
        CertificateUser user = certificates("certificateUser", " /CN=(a|/)/ ").user();
        assertThat(user.place()).isEqualTo(Place.PATTERN);
        assertThat(user).hasToString("/CN=(a|/)/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " : ",
            value = {
                "/CN=.*/ : it has 0 groups",
                "/CN=(.*), O=(.*)/ : it has 2 groups",
                "/CN=(.*/ : Unclosed group",
                "// : subject, email",
                "/CN=(.*) : subject, email",
                "mail : subject, email",
                "OU : subject, email",
            })
    void what_tells_no_one_name_is_refused_at_the_start(String given, String said) {
        assertThat(problems("userSearch", SEARCH, "certificateUser", given))
                .singleElement()
                .asString()
                .contains("certificateUser is '" + given + "'", said);
    }

    @Test
    void tomcats_hook_and_the_key_exclude_each_other() {
        assertThat(problems(
                        "userSearch",
                        SEARCH,
                        "certificateUser",
                        "email",
                        "x509UsernameRetrieverClassName",
                        "org.example.Retriever"))
                .containsExactly("x509UsernameRetrieverClassName is 'org.example.Retriever', but must be left out while"
                        + " certificateUser is 'email': both say which name in a certificate is the user's");
    }

    @Test
    void attribute_is_read_as_bytes_and_its_option_means_nothing() throws ConfigException {
        assertThat(certificates("certificateAttribute", "userCertificate;binary")
                        .attribute())
                .isEqualTo("userCertificate");
        assertThat(read("userSearch", SEARCH, "certificateAttribute", "siteCert", "binaryAttributes", "badge")
                        .realm()
                        .directory()
                        .environment())
                .containsEntry(BinaryAttributes.PROPERTY, "badge siteCert");
    }

    @Test
    void attribute_that_is_needed_as_text_cannot_hold_certificates() {
        assertThat(problems(
                        "userSearch", SEARCH, "userRoleName", "memberOf", "certificateAttribute", "memberOf;binary"))
                .singleElement()
                .asString()
                .contains("userRoleName is 'memberOf'", "must not name 'memberOf'", "certificateAttribute");
    }

    @Test
    void several_directories_take_one_name_from_a_certificate_and_compare_each_with_its_own_entries()
            throws ConfigException {
        Configuration both = read(
                "directories",
                "one,two",
                "userSearch",
                SEARCH,
                "certificateUser",
                "upn",
                "two.certificateAttribute",
                "userCertificate");
        assertThat(both.realms())
                .extracting(realm -> realm.certificates().attribute())
                .containsExactly(null, "userCertificate");
        assertThat(problems("directories", "one,two", "userSearch", SEARCH, "one.certificateUser", "upn"))
                .singleElement()
                .asString()
                .contains("one.certificateUser must be given without a directory's name");
    }

    @ParameterizedTest
    @CsvSource({
        "BASIC, loginPage, /login.html",
        "BASIC, errorPage, /error.html",
        "BASIC, certificateUser, email",
        "FORM, certificateAttribute, userCertificate",
        "CLIENT_CERT, loginPage, /login.html",
        "CLIENT_CERT, realmName, Staff",
        "BASIC, trustedProxies, 10.0.0.1",
        "FORM, userHeader, X-User",
        "CLIENT_CERT, headerCharset, UTF-8",
    })
    void keys_of_another_mechanism_are_refused_where_they_are_given_and_passed_over_in_a_file(
            String mechanism, String key, String value, @TempDir Path folder) throws Exception {
        Map<String, String> keys = Readings.keys("userSearch", SEARCH, "mechanism", mechanism, key, value);
        assertThatThrownBy(() -> ConfigReader.read(Door.JASPIC, keys))
                .hasMessageContaining(
                        key + " is '" + value + "', but must be left out while mechanism is '" + mechanism);
        Path file = Files.writeString(folder.resolve("shared.properties"), key + "=" + value);
        keys.remove(key);
        keys.put("configFile", file.toString());
        assertThat(ConfigReader.read(Door.JASPIC, keys)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificateUser", "certificateAttribute"})
    void login_module_has_no_certificates(String key) {
        assertThatThrownBy(() -> ConfigReader.read(Door.JAAS, Readings.keys("userSearch", SEARCH, key, "CN")))
                .hasMessageContaining(key + " is a key of other doors");
    }
}
