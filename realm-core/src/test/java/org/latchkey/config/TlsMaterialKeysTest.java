package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.internal.jndi.TestTls;

/** Whom TLS trusts and what it shows, as an administrator writes it. */
class TlsMaterialKeysTest {

    private static final String BLOCK = "-----BEGIN CERTIFICATE-----\n";

    @TempDir
    private Path folder;

    private String pem() throws Exception {
        return file("ca.pem", TestTls.authorityPem());
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1)
                .toString();
    }

    private static TlsMaterial material(String... keys) throws ConfigException {
        return Readings.read(secure(keys)).realm().directory().tls().material();
    }

    private static List<String> problems(String... keys) {
        return Readings.problems(secure(keys));
    }

    private static String[] secure(String... keys) {
        List<String> all =
                new ArrayList<>(List.of("userSearch", "(uid={0})", "connectionURL", "ldaps://ldap.corp.example"));
        all.addAll(List.of(keys));
        return all.toArray(String[]::new);
    }

    @Test
    void without_any_key_the_jvm_decides() throws Exception {
        assertThat(material().isOfTheJvm()).isTrue();
        assertThat(material("certificateVerification", "required").isOfTheJvm()).isTrue();
        assertThat(material("caCertificateFile", pem()).isOfTheJvm()).isFalse();
    }

    @Test
    void a_file_with_several_certificates_and_comments_is_read_whole() throws Exception {
        String both = "# ours\n" + TestTls.authorityPem() + "\n# theirs\r\n"
                + TestTls.strangerPem().replace("\n", "\r\n") + "the end";

        assertThat(material("caCertificateFile", file("both.pem", both))
                        .trusted()
                        .orElseThrow()
                        .size())
                .isEqualTo(2);
    }

    @Test
    void a_folder_is_read_by_the_names_of_its_files() throws Exception {
        pem();
        file("other.CRT", TestTls.strangerPem());
        file("again.cer", TestTls.strangerPem());
        file("README.txt", "no certificate");
        file(".hidden.pem", "no certificate");
        Files.createDirectory(folder.resolve("sub.pem"));

        TlsMaterial material = material("caCertificateFile", folder.toString());
        assertThat(material.trusted().orElseThrow().size()).isEqualTo(2);
        assertThat(material.files()).hasSize(3);
    }

    @Test
    void a_file_that_is_not_there_or_cannot_be_used_is_named_with_what_is_accepted() throws Exception {
        String key = file("key.pem", TestTls.authorityPem() + "-----BEGIN PRIVATE KEY-----\nAAAA\n");
        String missing = folder.resolve("missing.pem").toString();
        String empty = Files.createDirectory(folder.resolve("empty")).toString();
        Files.createDirectory(folder.resolve("bad"));
        file("bad/one.pem", BLOCK + "AAAA\n-----END CERTIFICATE-----\n");

        assertRefused(missing, "there is no " + missing);
        assertRefused(empty, "the folder has no file named *.pem, *.crt, *.cer");
        assertRefused(key, "it holds a block 'BEGIN PRIVATE KEY', which is no certificate");
        assertRefused(file("none.pem", "nothing"), "there is no certificate in it");
        assertRefused(file("der.crt", "0\u0082\u0001"), "it is no PEM but looks like DER");
        assertRefused(file("cut.pem", BLOCK + "MIIB"), "certificate 1 in it has no end");
        assertRefused(
                file("bad.pem", TestTls.authorityPem() + BLOCK + "!!\n-----END CERTIFICATE-----\n"),
                "certificate 2 in it cannot be read: ");
        assertRefused(folder.resolve("bad").toString(), "one.pem in it: certificate 1 in it cannot be read: ");
        assertRefused("/dev/null", "/dev/null is no file");
    }

    private static void assertRefused(String path, String reason) {
        assertThat(problems("caCertificateFile", path))
                .singleElement()
                .asString()
                .startsWith("caCertificateFile is '" + path + "', but must be a file with one or more certificates in"
                        + " PEM, or a folder of such files named *.pem, *.crt or *.cer: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void stores_of_both_kinds_are_read_with_their_type_and_without(String type) throws Exception {
        String trust = TestTls.trustStore(folder.resolve("trust"), type).toString();
        String keys = TestTls.keyStore(folder.resolve("keys"), type).toString();
        String secret = "${file:" + file("word", TestTls.STORE_PASSWORD + "\n") + "}";

        TlsMaterial named = material(
                "trustStoreFile",
                trust,
                "trustStoreType",
                type.toLowerCase(java.util.Locale.ROOT),
                "trustStorePassword",
                TestTls.STORE_PASSWORD,
                "keyStoreFile",
                keys,
                "keyStorePassword",
                secret);
        assertThat(named.trusted().orElseThrow().size()).isOne();
        assertThat(named.clientKeys()).isNotEmpty();
        assertThat(named.files()).containsExactly(Path.of(trust), Path.of(keys), folder.resolve("word"));
        assertThat(named.toString()).doesNotContain(TestTls.STORE_PASSWORD);
        assertThat(problems("trustStoreFile", trust, "trustStorePassword", TestTls.STORE_PASSWORD))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"trustStoreFile,trustStorePassword", "keyStoreFile,keyStorePassword"})
    void a_store_that_its_password_does_not_open_is_refused(String file, String password) throws Exception {
        String keys = TestTls.keyStore(folder.resolve("keys"), "PKCS12").toString();
        String missing = folder.resolve("missing").toString();

        assertThat(problems(file, keys, password, "wrong-c4nary"))
                .singleElement()
                .asString()
                .startsWith(file + " is '" + keys + "', but must be a key store file with ")
                .doesNotContain("c4nary");
        assertThat(problems(file, missing, password, "any-c4nary"))
                .singleElement()
                .asString()
                .endsWith("there is no " + missing);
        assertThat(problems(file, file("no.store", "text"), password, "any-c4nary"))
                .singleElement()
                .asString()
                .startsWith(file + " is ");
        assertThat(problems(file, keys, password, "${file:" + missing + "}"))
                .singleElement()
                .asString()
                .contains(file + " is '" + keys, "the file " + missing + " cannot be read");
        assertThat(problems(file, keys, password, "${env:LATCHKEY_TEST_NOT_SET}"))
                .singleElement()
                .asString()
                .contains("LATCHKEY_TEST_NOT_SET");
    }

    @Test
    void a_store_without_what_it_is_for_is_refused() throws Exception {
        String trust = TestTls.trustStore(folder.resolve("trust"), "PKCS12").toString();
        String keys = TestTls.keyStore(folder.resolve("keys"), "PKCS12").toString();

        assertThat(problems("keyStoreFile", trust, "keyStorePassword", TestTls.STORE_PASSWORD))
                .singleElement()
                .asString()
                .endsWith("there is no private key in it");
        assertThat(problems("trustStoreFile", keys, "trustStorePassword", TestTls.STORE_PASSWORD))
                .singleElement()
                .asString()
                .endsWith("no certificate in it is marked as trusted, as keytool -importcert does");
        assertThat(problems("trustStoreFile", trust))
                .singleElement()
                .asString()
                .endsWith("or it needs a password to be seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trustStoreType", "keyStoreType"})
    void a_type_is_one_that_the_jvm_knows(String key) {
        assertThat(problems(key, "PKCS13"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(key + " is 'PKCS13', but must be a type of key store that this JVM reads"));
    }

    @ParameterizedTest
    @CsvSource({
        "trustStoreType,JKS,trustStoreFile",
        "trustStorePassword,any-c4nary,trustStoreFile",
        "keyStoreType,JKS,keyStoreFile",
        "keyStorePassword,any-c4nary,keyStoreFile"
    })
    void a_password_or_a_type_without_its_store_is_refused(String key, String value, String file) {
        assertThat(problems(key, value))
                .singleElement()
                .asString()
                .startsWith(key + " is ")
                .endsWith(", but must be left out, or " + file + " be given: there is no store")
                .doesNotContain("c4nary");
    }

    @Test
    void two_ways_to_say_who_is_trusted_exclude_each_other() throws Exception {
        String factory = TestTls.Trusting.class.getName();
        String trust = TestTls.trustStore(folder.resolve("trust"), "PKCS12").toString();

        for (String[] pair : new String[][] {
            {"caCertificateFile", pem(), "trustStoreFile", trust},
            {"caCertificateFile", pem(), "sslSocketFactoryClassName", factory},
            {"trustStoreFile", trust, "sslSocketFactoryClassName", factory}
        }) {
            assertThat(problems(pair))
                    .singleElement()
                    .asString()
                    .contains(pair[0], pair[2], "only one of sslSocketFactoryClassName, caCertificateFile,");
        }
        String keys = TestTls.keyStore(folder.resolve("keys"), "PKCS12").toString();
        assertThat(problems("keyStoreFile", keys, "sslSocketFactoryClassName", factory))
                .singleElement()
                .asString()
                .startsWith("keyStoreFile is ")
                .contains("sslSocketFactoryClassName", "must be left out");
    }

    @Test
    void what_would_decide_nothing_without_verification_is_refused() throws Exception {
        for (String[] vain : new String[][] {
            {"caCertificateFile", pem()},
            {"trustStoreFile", folder.resolve("any").toString()},
            {"sslSocketFactoryClassName", TestTls.Trusting.class.getName()}
        }) {
            assertThat(problems(vain[0], vain[1], "certificateVerification", "none"))
                    .singleElement()
                    .asString()
                    .startsWith(vain[0] + " is ")
                    .contains("certificateVerification is 'none'", "it would decide nothing");
        }
        assertThat(problems(
                        "connectionURL",
                        "ldap://x",
                        "useStartTls",
                        "true",
                        "certificateVerification",
                        "none",
                        "hostnameVerifierClassName",
                        TestTls.AnyHost.class.getName()))
                .singleElement()
                .asString()
                .startsWith("hostnameVerifierClassName is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "demand", "HARD", "try"})
    void every_word_that_asks_for_a_check_asks_for_the_whole_check(String word) throws Exception {
        assertThat(material("certificateVerification", word).verified()).isTrue();
        assertThat(Readings.warnings(secure("certificateVerification", word))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "allow", "never"})
    void no_verification_warns_at_each_start(String word) throws Exception {
        assertThat(material("certificateVerification", word).verified()).isFalse();
        assertThat(Readings.warnings(secure("certificateVerification", word)))
                .singleElement()
                .asString()
                .startsWith("certificateVerification is '" + word + "': ")
                .contains("every password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "yes", "full", "peer"})
    void another_word_for_verification_is_refused(String word) {
        assertThat(problems("certificateVerification", word))
                .containsExactly("certificateVerification is '" + word
                        + "', but must be required (also demand, hard or try) or none (also allow or never)");
    }

    @ParameterizedTest
    @CsvSource({
        "caCertificateFile,/any",
        "trustStoreFile,/any",
        "keyStoreFile,/any",
        "certificateVerification,none",
        "trustStorePassword,any-c4nary",
        "keyStoreType,JKS"
    })
    void a_key_where_nothing_is_encrypted_is_refused(String key, String value) {
        assertThat(Readings.problems("userSearch", "(uid={0})", key, value))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(key + " is ")
                        .contains("nothing would be encrypted", "useStartTls be true")
                        .doesNotContain("c4nary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://localhost", "ldaps://x ldap://y", "ldap:///dc=corp,dc=example"})
    void clear_text_is_refused_where_tls_is_required(String url) {
        assertThat(problems("requireTls", "true", "connectionURL", url))
                .containsExactly("requireTls is 'true' while connectionURL is '" + url
                        + "', but every server must have ldaps://, or useStartTls be true");
        assertThat(problems("requireTls", "false", "connectionURL", url)).isEmpty();
    }

    @Test
    void tls_of_either_kind_is_enough_where_it_is_required() {
        assertThat(problems("requireTls", "true")).isEmpty();
        assertThat(problems("requireTls", "true", "connectionURL", "ldap://x", "useStartTls", "true"))
                .isEmpty();
        assertThat(problems("requireTls", "true", "connectionURL", "ldap://x", "protocol", "ssl"))
                .isEmpty();
    }

    @Test
    void an_external_identity_without_a_certificate_warns() throws Exception {
        String keys = TestTls.keyStore(folder.resolve("keys"), "PKCS12").toString();

        assertThat(Readings.warnings(secure("authentication", "EXTERNAL")))
                .singleElement()
                .asString()
                .startsWith("authentication is 'EXTERNAL', but keyStoreFile is not set");
        assertThat(Readings.warnings(secure(
                        "authentication",
                        "EXTERNAL",
                        "keyStoreFile",
                        keys,
                        "keyStorePassword",
                        TestTls.STORE_PASSWORD)))
                .isEmpty();
    }

    @Test
    void what_contradicts_itself_cannot_be_made() throws Exception {
        CertificateFile authorities = new CertificateFile(pem());
        assertThatThrownBy(() -> new TlsMaterial(false, authorities, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        TlsMaterial own = new TlsMaterial(true, authorities, null, null);
        assertThatThrownBy(() -> new TlsConfig(false, List.of(), List.of(), "com.acme.Factory", null, own))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
