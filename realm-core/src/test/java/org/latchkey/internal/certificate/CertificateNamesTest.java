package org.latchkey.internal.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1UTF8String;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.CertificateUser;
import org.latchkey.config.CertificateUser.Place;

class CertificateNamesTest {

    private static final String ALICE = "CN=Alice Ames,OU=people,O=Example";

    private static String read(Place place, X509Certificate certificate) {
        return new CertificateNames(new CertificateUser(place, null)).of(certificate);
    }

    private static String matched(String expression, X509Certificate certificate) {
        return new CertificateNames(new CertificateUser(Place.PATTERN, Pattern.compile(expression))).of(certificate);
    }

    private static void assertNobody(Place place, X509Certificate certificate, String why) {
        assertThatThrownBy(() -> read(place, certificate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void subject_is_written_as_tomcats_own_retriever_writes_it() {
        assertThat(read(Place.SUBJECT, Certificates.of(ALICE))).isEqualTo("CN=Alice Ames, OU=people, O=Example");
    }

    @Test
    void mail_address_is_the_one_among_the_alternative_names() {
        X509Certificate certificate = Certificates.of(
                ALICE,
                Certificates.host("alice.example.org"),
                Certificates.mail("alice@example.org"),
                Certificates.upn("other@corp.example"));
        assertThat(read(Place.EMAIL, certificate)).isEqualTo("alice@example.org");
    }

    @Test
    void principal_name_is_the_one_among_other_names_of_other_types() {
        X509Certificate certificate = Certificates.of(
                ALICE,
                Certificates.other("1.3.6.1.5.2.2", new ASN1OctetString("kerberos")),
                Certificates.upn("älice@corp.example"),
                Certificates.mail("other@example.org"));
        assertThat(read(Place.UPN, certificate)).isEqualTo("älice@corp.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "UPN"})
    void no_name_and_two_names_are_nobodys(Place place) {
        ASN1Element mail = Certificates.mail("alice@example.org");
        ASN1Element upn = Certificates.upn("alice@corp.example");
        assertNobody(place, Certificates.of(ALICE), "it has no ");
        assertNobody(place, Certificates.of(ALICE, Certificates.host("alice")), "it has no ");
        assertNobody(
                place,
                Certificates.of(
                        ALICE, mail, upn, Certificates.mail("bob@example.org"), Certificates.upn("bob@corp.example")),
                "it has 2 times a ");
        assertNobody(place, Certificates.of(ALICE, mail, upn, mail, upn), "it has 2 times a ");
    }

    @Test
    void principal_name_must_be_one_whole_text() {
        assertNobody(
                Place.UPN,
                Certificates.of(
                        ALICE, Certificates.other(Certificates.UPN, new ASN1UTF8String("a"), new ASN1UTF8String("b"))),
                "no DER");
        assertNobody(Place.UPN, Certificates.of(ALICE, Certificates.other(Certificates.UPN)), "no DER");
        assertNobody(
                Place.UPN,
                Certificates.of(ALICE, Certificates.other(Certificates.UPN, new ASN1OctetString("alice"))),
                "not known for certain");
        byte[] latin = "älice".getBytes(StandardCharsets.ISO_8859_1);
        assertNobody(
                Place.UPN,
                Certificates.of(ALICE, Certificates.other(Certificates.UPN, new ASN1OctetString((byte) 0x0C, latin))),
                "no UTF-8");
    }

    @Test
    void mail_address_is_ascii() {
        assertNobody(Place.EMAIL, Certificates.of(ALICE, Certificates.mail("älice@example.org")), "no US-ASCII");
    }

    @Test
    void control_character_stays_in_the_name_where_the_gate_refuses_it() {
        assertThat(read(Place.EMAIL, Certificates.of(ALICE, Certificates.mail("alice@example.org\0.evil.test"))))
                .isEqualTo("alice@example.org\0.evil.test");
    }

    /** The address 'a' is there in each, for a reader that is content with less than the whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3003810161ff", // something behind
                "30048101617f", // a byte too many inside
                "3080810161", // indefinite length
                "308103810161", // a length longer than it need be
                "30820003810161",
                "3003810261", // a length longer than what is there
                "30068101613f8101", // a tag of several bytes
                "3084000000038101" + "61", // a length of too many bytes
                "3106810161810162", // a set
                "30",
                "",
            })
    void what_is_no_der_names_nobody(String hex) {
        X509Certificate certificate = Certificates.withRaw(ALICE, HexFormat.of().parseHex(hex));
        assertNobody(Place.EMAIL, certificate, "no DER");
        assertNobody(Place.UPN, certificate, "no DER");
    }

    @Test
    void alternative_names_larger_than_any_certificate_needs_are_not_read() {
        ASN1Element[] hosts = new ASN1Element[8_000];
        for (int i = 0; i < hosts.length; i++) {
            hosts[i] = Certificates.host("host" + i);
        }
        assertNobody(Place.EMAIL, Certificates.of(ALICE, hosts), "over 65536 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "CN, Alice Ames",
        "UID, alice",
        "EMAIL_ADDRESS, alice@example.org",
        "SERIAL_NUMBER, 4711",
    })
    void attribute_of_the_subject_is_found_in_any_of_its_parts(Place place, String name) {
        X509Certificate certificate = Certificates.of("2.5.4.5=4711+CN=Alice Ames,OU=people,"
                + "0.9.2342.19200300.100.1.1=alice+1.2.840.113549.1.9.1=alice@example.org,O=Example");
        assertThat(read(place, certificate)).isEqualTo(name);
    }

    @Test
    void attribute_that_is_missing_or_there_twice_names_nobody() {
        assertNobody(Place.UID, Certificates.of(ALICE), "it has no UID in its subject");
        assertNobody(Place.CN, Certificates.of("CN=Alice,OU=people,CN=Bob"), "it has 2 times a CN in its subject");
        assertNobody(Place.CN, Certificates.of("CN=Alice+CN=Bob,OU=people"), "it has 2 times a CN in its subject");
    }

    @Test
    void attribute_is_not_looked_for_inside_the_value_of_another() {
        assertNobody(Place.UID, Certificates.of("CN=Eve\\, UID=alice\\, x,O=Example"), "it has no UID");
    }

    @Test
    void expression_must_match_the_whole_subject() {
        X509Certificate certificate = Certificates.of(ALICE);
        assertThat(matched("CN=([^,]+), OU=people, O=Example", certificate)).isEqualTo("Alice Ames");
        assertThatThrownBy(() -> matched("CN=([^,]+)", certificate)).hasMessageContaining("its whole subject");
        assertThatThrownBy(() -> matched("CN=Alice Ames, OU=people, O=Example(x)?", certificate))
                .hasMessageContaining("its whole subject");
    }

    @Test
    void expression_does_not_read_subjects_of_any_length() {
        X509Certificate certificate = Certificates.of("CN=" + "a".repeat(4_100));
        assertThatThrownBy(() -> matched("CN=(a)a*", certificate)).hasMessageContaining("over 4096 characters");
    }
}
