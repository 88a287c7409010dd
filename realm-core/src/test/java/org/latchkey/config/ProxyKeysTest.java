package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.latchkey.config.Readings.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyKeysTest {

    private static final Set<ConfigKey> KEYS = EnumSet.range(ConfigKey.TRUSTED_PROXIES, ConfigKey.AJP_REMOTE_USER);
    private static final String SECRET = "a-shared-c4nary-secret";

    @TempDir
    private Path folder;

    private Map<String, String> given;

    @BeforeEach
    void good() throws IOException {
        given = keys(
                "trustedProxies", "10.0.0.1", "proxySecretHeader", "X-Proxy-Secret", "proxySecretFile", file(SECRET));
    }

    private String file(String text) throws IOException {
        Path file = Files.createTempFile(folder, "secret", "");
        return Files.writeString(file, text, StandardCharsets.UTF_8).toString();
    }

    private ProxyConfig read() throws ConfigException {
        return ProxyConfig.of(ConfigReader.values(KEYS, given));
    }

    private List<String> problems() {
        ConfigException failure = catchThrowableOfType(ConfigException.class, this::read);
        return failure == null ? List.of() : failure.problems();
    }

    @Test
    void the_defaults_are_one_header_in_utf_8_and_nothing_besides() throws Exception {
        ProxyConfig config = read();

        assertThat(config.trusted()).hasToString("[10.0.0.1]");
        assertThat(config.headers())
                .isEqualTo(new ProxyHeaders(
                        List.of("X-Forwarded-User"), Map.of(), null, List.of(), StandardCharsets.UTF_8));
        assertThat(config.ajpRemoteUser()).isFalse();
        assertThat(config.warnings()).isEmpty();
        assertThat(config.toString()).doesNotContain("c4nary");
    }

    @Test
    void without_trusted_addresses_nothing_starts() {
        given.remove("trustedProxies");
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("trustedProxies is not set", "IP addresses", "every client could say who it is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|trustedProxies",
                "0.0.0.0/0|every address there is",
                "proxy.example|names are not looked up",
                "10.0.0.1,|empty item",
            })
    void a_bad_list_of_addresses_is_an_error_with_the_reason(String text, String reason) {
        given.put("trustedProxies", text);
        assertThat(problems()).anySatisfy(problem -> assertThat(problem).contains("trustedProxies", reason));
    }

    @Test
    void an_address_alone_is_no_proof() {
        given.remove("proxySecretHeader");
        given.remove("proxySecretFile");
        assertThat(problems()).singleElement().asString().contains("must be set", "an address alone");

        given.put("proxyCertificateSubject", "CN=proxy,O=Example; cn=other\\;one");
        assertThat(problems()).isEmpty();

        given.remove("proxyCertificateSubject");
        given.put("ajpRemoteUser", "true");
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxySecretHeader", "proxySecretFile"})
    void half_a_secret_is_an_error(String missing) {
        given.remove(missing);
        assertThat(problems()).singleElement().asString().contains(missing + " is not set, but must be while");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|it holds none", "' \n\n'|it holds none", "'a\nb\nc'|it holds more than two"})
    void a_file_without_one_or_two_secrets_is_an_error(String text, String reason) throws IOException {
        given.put("proxySecretFile", file(text));
        assertThat(problems()).singleElement().asString().contains("proxySecretFile", reason);
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        given.put("proxySecretFile", folder.resolve("none").toString());
        assertThat(problems()).singleElement().asString().contains("proxySecretFile", "there is no ");
    }

    @Test
    void a_secret_that_could_be_guessed_is_warned_of() throws Exception {
        given.put("proxySecretFile", file("short-c4nary"));
        assertThat(read().warnings())
                .singleElement()
                .asString()
                .contains("shorter than 16")
                .doesNotContain("c4nary");
    }

    @Test
    void only_this_machine_may_go_without_a_secret_and_is_warned_of() throws Exception {
        given = keys("trustedProxies", "127.0.0.0/8, ::1", "allowLoopbackWithoutSecret", "true");
        assertThat(read().warnings()).singleElement().asString().contains("can be anybody");

        given.put("trustedProxies", "127.0.0.1, 10.0.0.0/8");
        assertThat(problems()).singleElement().asString().contains("while trustedProxies holds 10.0.0.0/8");
    }

    @Test
    void a_secret_and_the_waiver_of_it_do_not_go_together() {
        given.put("trustedProxies", "127.0.0.1");
        given.put("allowLoopbackWithoutSecret", "true");
        assertThat(problems()).singleElement().asString().contains("allowLoopbackWithoutSecret", "must be left out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "userHeader|X User|is not a header's name",
                "userHeader|Authorization|a header of HTTP's own",
                "userHeader|X-User, x_user|are the same header",
                "userHeader|X-Proxy-Secret|are the same header",
                "userHeader|a,,b|empty item",
                "attributeHeaders|X-Mail|has no =",
                "attributeHeaders|X-Mail=|is not a name for an attribute",
                "attributeHeaders|X-Mail=ldap.dn|are taken",
                "attributeHeaders|X-Mail=mail, X_Mail=other|are the same header",
                "attributeHeaders|X-Mail=mail, X-Other=mail|is there twice",
                "attributeHeaders|X-Forwarded-User=mail|are the same header",
                "headerCharset|UTF-99|charset this JVM knows",
                "headerCharset|UTF-16|no header is written in it",
                "headerOptional|yes|true or false",
                "proxyCertificateSubject|proxy|is not a distinguished name",
                "groupsHeader|X-Groups|groupsHeaderAllow is not set",
                "groupsHeaderAllow|a*|groupsHeader is not set",
            })
    void a_mistake_is_named_with_what_is_accepted(String key, String value, String reason) {
        given.put(key, value);
        assertThat(problems()).singleElement().asString().contains(reason);
    }

    @Test
    void headers_become_attributes_under_the_names_given() throws Exception {
        given.put("attributeHeaders", "X_REMOTE_EMAIL=mail, X-Remote-Firstname = firstName");
        assertThat(read().headers().attributes())
                .containsExactly(Map.entry("X_REMOTE_EMAIL", "mail"), Map.entry("X-Remote-Firstname", "firstName"));
    }

    @Test
    void the_module_reads_them_with_its_own_and_tells_every_problem_at_once() throws Exception {
        given.putAll(
                keys("connectionURL", "ldap://localhost", "userPattern", "uid={0},dc=test", "mechanism", "HEADER"));
        ProxyConfig config =
                ProxyConfig.of(ConfigReader.read(Door.JASPIC, given).values());
        assertThat(config.trusted()).hasToString("[10.0.0.1]");
        assertThat(config.headers().user()).containsExactly("X-Forwarded-User");
        assertThat(config.ajpRemoteUser()).isFalse();
        given.remove("trustedProxies");
        given.put("allowLoopbackWithoutSecret", "yes");
        given.put("loginPage", "/login");
        given.put("headerOptional", "true");
        assertThatThrownBy(() -> ConfigReader.read(Door.JASPIC, given))
                .hasMessageContainingAll(
                        "trustedProxies is not set",
                        "allowLoopbackWithoutSecret",
                        "loginPage is '/login', but must be left out while mechanism is 'HEADER'",
                        "headerOptional is a key of other doors");
    }

    @Test
    void one_directory_of_several_has_no_proxies_of_its_own() {
        given.putAll(keys("directories", "one", "mechanism", "HEADER"));
        given.putAll(keys("one.connectionURL", "ldap://localhost", "one.userPattern", "uid={0},dc=test"));
        given.put("one.userHeader", "X-User");
        assertThatThrownBy(() -> ConfigReader.read(Door.JASPIC, given))
                .hasMessageContaining("one.userHeader must be given without a directory's name");
    }

    @Test
    void a_key_that_is_none_names_the_nearest() {
        given.put("trustedProxy", "10.0.0.1");
        assertThat(problems()).anySatisfy(problem -> assertThat(problem).contains("trustedProxy", "trustedProxies"));
    }
}
