package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceKeysTest {

    @TempDir
    Path folder;

    @Test
    void without_a_name_searches_are_anonymous() throws Exception {
        assertThat(service()).isEqualTo(ServiceIdentity.ANONYMOUS);
        assertThat(service("authentication", "none")).isEqualTo(ServiceIdentity.ANONYMOUS);
        assertThat(service("authentication", "simple")).isEqualTo(ServiceIdentity.ANONYMOUS);
    }

    @Test
    void a_name_is_sent_as_it_is() throws Exception {
        ServiceIdentity service = service("connectionName", "cn=O''Brien {x} ", "connectionPassword", "service-c4nary");

        assertThat(service.name()).isEqualTo("cn=O''Brien {x} ");
        assertThat(service.mechanism()).isEqualTo("simple");
        assertThat(service.toString()).doesNotContain("c4nary");
        assertThat(service.passwordSource().orElseThrow().read().<String>reveal(text -> text))
                .isEqualTo("service-c4nary");
    }

    @Test
    void a_name_without_password_is_refused_because_it_would_be_anonymous() {
        assertThat(problems("connectionName", "cn=a"))
                .containsExactly(
                        "connectionPassword is not set, but must be given while connectionName is 'cn=a': a bind with"
                                + " an empty password would silently be anonymous");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void a_blank_password_is_refused(String password) {
        assertThat(problems("connectionName", "cn=a", "connectionPassword", password))
                .singleElement()
                .asString()
                .startsWith("connectionPassword is empty, but must be a text, ${env:NAME} or ${file:/path}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-c4nary\0", "service-c4nary\ud83d"})
    void a_password_that_cannot_be_sent_is_refused_and_not_shown(String password) {
        assertThat(problems("connectionName", "cn=a", "connectionPassword", password))
                .singleElement()
                .asString()
                .startsWith("connectionPassword is blank or has characters no password can have")
                .doesNotContain("c4nary");
    }

    @Test
    void a_password_without_name_is_refused() {
        assertThat(problems("connectionPassword", "service-c4nary"))
                .containsExactly("connectionPassword is set while connectionName is not set, but must be left out, or"
                        + " connectionName be given: a password without a name would not be used");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${service-c4nary}",
                "${ENV:service-c4nary}",
                "${env:service-c4nary",
                "${file:/service-c4nary",
                "${}"
            })
    void a_reference_that_nothing_replaces_is_refused_and_not_shown(String password) {
        assertThat(problems("connectionName", "cn=a", "connectionPassword", password))
                .containsExactly("connectionPassword is set, but must be a text, ${env:NAME} or ${file:/path}");
    }

    @Test
    void a_missing_variable_is_named() {
        assertThat(problems("connectionName", "cn=a", "connectionPassword", "${env:LATCHKEY_TEST_NOT_SET}"))
                .containsExactly(
                        "connectionPassword is ${env:LATCHKEY_TEST_NOT_SET}, but must be readable: the environment"
                                + " variable LATCHKEY_TEST_NOT_SET is not set");
    }

    @Test
    void a_missing_file_is_named() {
        assertThat(problems("connectionName", "cn=a", "connectionPassword", "${file:" + folder.resolve("none") + "}"))
                .singleElement()
                .asString()
                .startsWith(
                        "connectionPassword is ${file:" + folder.resolve("none") + "}, but must be readable: the file")
                .endsWith("cannot be read as UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", " \n"})
    void an_empty_file_is_refused(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), content);

        assertThat(problems("connectionName", "cn=a", "connectionPassword", "${file:" + file + "}"))
                .singleElement()
                .asString()
                .startsWith(
                        "connectionPassword is blank or has characters no password can have in ${file:" + file + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "service-c4nary\\n -> service-c4nary",
                "service-c4nary\\r\\n -> service-c4nary",
                "service-c4nary -> service-c4nary",
                "service-c4nary\\n\\n -> service-c4nary\\n",
                "` service-c4nary ` -> ` service-c4nary `",
            })
    void exactly_one_line_end_of_a_file_is_dropped(String content, String expected) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), content.translateEscapes());
        ServiceIdentity service = service("connectionName", "cn=a", "connectionPassword", "${file:" + file + "}");

        assertThat(service.passwordSource().orElseThrow().read().<String>reveal(text -> text))
                .isEqualTo(expected.translateEscapes());
    }

    @Test
    void a_file_is_read_afresh_each_time() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "first-c4nary");
        SecretSource source = SecretSource.parse("${file:" + file + "}");
        Files.writeString(file, "second-c4nary");

        assertThat(source.read().<String>reveal(text -> text)).isEqualTo("second-c4nary");
        assertThat(source).hasToString("${file:" + file + "}");
    }

    @Test
    void a_secret_file_that_is_no_text_is_refused() throws Exception {
        Path file = Files.write(folder.resolve("secret"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(problems("connectionName", "cn=a", "connectionPassword", "${file:" + file + "}"))
                .singleElement()
                .asString()
                .contains("cannot be read as UTF-8 text");
    }

    @Test
    void a_variable_is_read_from_the_environment() throws Exception {
        SecretSource source = SecretSource.parse("${env:LDAP_PASSWORD}", name -> name + "-c4nary");

        assertThat(source.read().<String>reveal(text -> text)).isEqualTo("LDAP_PASSWORD-c4nary");
        assertThat(source).hasToString("${env:LDAP_PASSWORD}");
        assertThat(SecretSource.parse("service-c4nary")).hasToString("[hidden]");
    }

    @Test
    void a_name_with_a_place_is_bound_by_the_user() throws Exception {
        RealmConfig realm = Readings.read("userSearch", "(uid={0})", "connectionName", "{0}@corp.example")
                .realm();

        assertThat(realm.directory().service()).isEqualTo(ServiceIdentity.ANONYMOUS);
        assertThat(realm.user().serviceTemplate().fillName("a,b")).isEqualTo("a,b@corp.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "{1}@corp.example -> must have {0} for the user name, and no other place",
                "{0}@{1} -> and no other place",
                "uid={0},ou -> has an equals sign but is not a distinguished name",
                "uid='{0}',ou=x -> would never be filled",
            })
    void a_name_with_a_wrong_place_is_refused(String name, String reason) {
        assertThat(problems("connectionName", name))
                .singleElement()
                .asString()
                .startsWith("connectionName is '" + name + "', but must be a name, or a template with {0}")
                .contains(reason);
    }

    @Test
    void a_name_with_a_place_takes_the_users_own_password() {
        assertThat(problems("connectionName", "{0}@corp.example", "connectionPassword", "service-c4nary"))
                .containsExactly("connectionPassword is set, but must be left out while connectionName is"
                        + " '{0}@corp.example': a name with {0} is bound with the user's own password");
        assertThat(problems("connectionName", "{0}@corp.example", "authentication", "DIGEST-MD5"))
                .containsExactly(
                        "authentication is 'DIGEST-MD5' while connectionName is '{0}@corp.example', but must be"
                                + " simple: a name with {0} is bound with the user's own password");
    }

    @Test
    void no_authentication_with_a_name_is_refused() {
        assertThat(problems("connectionName", "cn=a", "connectionPassword", "service-c4nary", "authentication", "none"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("authentication is 'none' while connectionName is 'cn=a', but must be simple"));
    }

    @Test
    void sasl_mechanisms_are_those_of_the_jvm() throws Exception {
        assertThat(service(
                        "connectionName", "u", "connectionPassword", "service-c4nary", "authentication", "digest-md5"))
                .extracting(ServiceIdentity::mechanism)
                .isEqualTo("DIGEST-MD5");
        assertThat(service(
                        "connectionName",
                        "u",
                        "connectionPassword",
                        "service-c4nary",
                        "authentication",
                        "DIGEST-MD5 CRAM-MD5"))
                .extracting(ServiceIdentity::mechanism)
                .isEqualTo("DIGEST-MD5 CRAM-MD5");
        assertThat(service("authentication", "GSSAPI")).isEqualTo(new ServiceIdentity("GSSAPI", null, null));
        assertThat(problems("connectionName", "u", "connectionPassword", "service-c4nary", "authentication", "SCRAM-X"))
                .singleElement()
                .asString()
                .startsWith(
                        "authentication is 'SCRAM-X', but must be none, simple, or one of this JVM's SASL mechanisms [");
    }

    @Test
    void a_password_mechanism_needs_a_name() {
        assertThat(problems("authentication", "DIGEST-MD5"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(
                                "connectionName is not set, but must be a name while authentication is 'DIGEST-MD5'"));
    }

    @Test
    void external_takes_its_identity_from_tls() throws Exception {
        assertThat(problems("authentication", "EXTERNAL"))
                .containsExactly("authentication is 'EXTERNAL', but must be another mechanism while a connection is not"
                        + " encrypted: EXTERNAL takes the identity from the TLS client certificate");
        assertThat(service("authentication", "EXTERNAL", "connectionURL", "ldaps://x")
                        .mechanism())
                .isEqualTo("EXTERNAL");
        assertThat(service("authentication", "external", "useStartTls", "true").mechanism())
                .isEqualTo("EXTERNAL");
    }

    @Test
    void a_relative_secret_file_is_looked_for_under_catalina_base() throws Exception {
        Files.writeString(folder.resolve("secret"), "service-c4nary", StandardCharsets.UTF_8);
        String before = System.setProperty("catalina.base", folder.toString());
        try {
            assertThat(problems("connectionName", "cn=a", "connectionPassword", "${file:secret}"))
                    .isEmpty();
        } finally {
            if (before == null) {
                System.clearProperty("catalina.base");
            } else {
                System.setProperty("catalina.base", before);
            }
        }
    }

    private static ServiceIdentity service(String... keys) throws ConfigException {
        return Readings.read(withSearch(keys)).realm().directory().service();
    }

    private static List<String> problems(String... keys) {
        return Readings.problems(withSearch(keys));
    }

    private static String[] withSearch(String... keys) {
        String[] all = Arrays.copyOf(keys, keys.length + 2);
        all[keys.length] = "userSearch";
        all[keys.length + 1] = "(uid={0})";
        return all;
    }
}
