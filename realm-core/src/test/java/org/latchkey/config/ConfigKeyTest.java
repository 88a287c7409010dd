package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigKeyTest {

    /** JNDIRealm's attributes, and those it inherits: a file that has them must be understood. */
    private static final List<String> ATTRIBUTES_OF_JNDI_REALM = List.of(
            "adCompat",
            "allRolesMode",
            "alternateURL",
            "authentication",
            "cipherSuites",
            "commonRole",
            "connectionName",
            "connectionPassword",
            "connectionPoolSize",
            "connectionTimeout",
            "connectionURL",
            "contextFactory",
            "derefAliases",
            "forceDnHexEscape",
            "hostnameVerifierClassName",
            "protocol",
            "readTimeout",
            "realmPath",
            "referrals",
            "roleBase",
            "roleName",
            "roleNested",
            "roleSearch",
            "roleSearchAsUser",
            "roleSubtree",
            "sizeLimit",
            "spnegoDelegationQop",
            "sslProtocol",
            "sslSocketFactory",
            "sslSocketFactoryClassName",
            "stripRealmForGss",
            "throwOnFailure",
            "timeLimit",
            "transportGuaranteeRedirectStatus",
            "useContextClassLoader",
            "useDelegatedCredential",
            "userAttributes",
            "userBase",
            "userPassword",
            "userPattern",
            "userRoleAttribute",
            "userRoleName",
            "userSearch",
            "userSearchAsUser",
            "userSubtree",
            "useStartTls",
            "validate",
            "x509UsernameRetrieverClassName");

    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "docs", "configuration.md");

    @Test
    void every_attribute_of_jndi_realm_is_a_key() {
        assertThat(ATTRIBUTES_OF_JNDI_REALM)
                .allSatisfy(name -> assertThat(ConfigKey.of(name)).isPresent());
    }

    @ParameterizedTest
    @EnumSource(ConfigKey.class)
    void every_key_is_spelled_once_and_described(ConfigKey key) {
        Stream<String> spellings = Arrays.stream(ConfigKey.values())
                .flatMap(other -> Stream.concat(Stream.of(other.key()), other.aliases().stream()));

        assertThat(spellings).containsOnlyOnce(key.key());
        assertThat(key.sentence()).endsWith(".").doesNotContain("\n");
        assertThat(key.doors()).isNotEmpty();
        assertThat(key.accepted()).isNotBlank();
        assertThat(key).hasToString(key.key());
    }

    @ParameterizedTest
    @EnumSource(ConfigKey.class)
    void every_default_can_be_read_by_its_own_type(ConfigKey key) {
        assertThat(key.defaultText().stream())
                .allSatisfy(text -> assertThat(key.type().parse(text)).isNotNull());
    }

    @Test
    void what_may_hold_a_password_is_a_secret() {
        assertThat(Arrays.stream(ConfigKey.values()).filter(ConfigKey::isSecret))
                .containsExactly(
                        ConfigKey.CONNECTION_PASSWORD,
                        ConfigKey.ENVIRONMENT,
                        ConfigKey.TRUST_STORE_PASSWORD,
                        ConfigKey.KEY_STORE_PASSWORD);
    }

    @Test
    void the_table_in_the_documentation_is_the_catalogue() throws Exception {
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        String current = ConfigTable.insertInto(page);
        if (Boolean.getBoolean("latchkey.docs.write")) {
            Files.writeString(PAGE, current, StandardCharsets.UTF_8);
        }

        assertThat(Files.readString(PAGE, StandardCharsets.UTF_8))
                .as("docs/configuration.md; mvn test -Dlatchkey.docs.write=true writes the table anew")
                .isEqualTo(current);
    }

    @Test
    void a_page_without_marks_is_refused() {
        assertThatThrownBy(() -> ConfigTable.insertInto("no marks")).isInstanceOf(IllegalArgumentException.class);
    }
}
