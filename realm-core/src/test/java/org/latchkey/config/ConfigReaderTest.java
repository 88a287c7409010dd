package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;

class ConfigReaderTest {

    @Test
    void everything_left_out_has_the_documented_default() throws Exception {
        Configuration configuration = Readings.read("userSearch", "(uid={0})");
        RealmConfig realm = configuration.realm();

        assertThat(realm.directory())
                .isEqualTo(new DirectoryConfig(
                        List.of(ServerUrl.of(false, "localhost", 389)),
                        ServiceIdentity.ANONYMOUS,
                        TlsConfig.DEFAULT,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        new ServerPolicy(ServerPolicy.Order.ORDERED, Duration.ofSeconds(30)),
                        new PoolConfig(16, 16),
                        "always",
                        false,
                        "auth-conf",
                        Map.of()));
        assertThat(realm.user().base()).isEqualTo(Dn.ROOT);
        assertThat(realm.user().nameAttribute()).isEqualTo("uid");
        assertThat(realm.user().searches())
                .singleElement()
                .extracting(UserSearch::scope)
                .isEqualTo(UserScope.ONE);
        assertThat(realm.user().delegatedCredential()).isTrue();
        assertThat(realm.user().timeLimit()).isZero();
        assertThat(realm.roles().searched()).isFalse();
        assertThat(realm.loginTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(realm.maxUsernameLength()).isEqualTo(256);
        assertThat(realm.equalTiming()).isTrue();
        assertThat(realm.overlap()).isTrue();
        assertThat(realm.rememberDn()).isEqualTo(Duration.ofMinutes(10));
        assertThat(realm.warnings()).isEmpty();
        assertThat(configuration.values().text(ConfigKey.ALL_ROLES_MODE)).contains("strict");
        assertThat(configuration.values().bool(ConfigKey.VALIDATE)).isTrue();
        assertThat(configuration.values().integer(ConfigKey.TRANSPORT_GUARANTEE_REDIRECT_STATUS))
                .isEqualTo(302);
    }

    @Test
    void a_whole_old_realm_element_is_read() throws Exception {
        RealmConfig realm = Readings.read(
                        "className", "org.latchkey.tomcat.LdapRealm",
                        "connectionURL", "ldaps://ldap.corp.example/dc=corp,dc=example",
                        "connectionName", "cn=reader,dc=corp,dc=example",
                        "connectionPassword", "reader-c4nary",
                        "userBase", "ou=people",
                        "userSearch", "(uid={0})",
                        "userSubtree", "true",
                        "userRoleName", "memberOf",
                        "roleBase", "ou=groups",
                        "roleSearch", "(member={0})",
                        "roleName", "cn",
                        "roleNested", "true",
                        "commonRole", "employee")
                .realm();

        assertThat(realm.directory().servers()).containsExactly(ServerUrl.of(true, "ldap.corp.example", 636));
        assertThat(realm.directory().service().mechanism()).isEqualTo("simple");
        assertThat(realm.user().base()).isEqualTo(Dn.parse("ou=people,dc=corp,dc=example"));
        assertThat(realm.roles().places().get(0).root()).isEqualTo(Dn.parse("dc=corp,dc=example"));
        assertThat(realm.roles().places().get(0).base().fillParts(place -> "")).isEqualTo("ou=groups");
        assertThat(realm.roles().nested()).isTrue();
        assertThat(realm.roles().commonRole()).isEqualTo("employee");
        assertThat(realm.user().roleAttributes()).containsExactly("memberOf");
        assertThat(realm.warnings())
                .singleElement()
                .asString()
                .startsWith("the directory can give the role manager-gui,");
        assertThat(realm.toString()).doesNotContain("c4nary");
    }

    @Test
    void every_problem_is_reported_at_once() {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class,
                () -> Readings.read(
                        "userSerach", "(uid={0})",
                        "validate", "yes",
                        "connectionTimeout", "0",
                        "connectionURL", "http://x",
                        "roleSearch", "(member={0}"));

        assertThat(failure.problems()).hasSize(6);
        assertThat(failure.getMessage())
                .contains("'userSerach' is not a key that Latchkey knows: did you mean userSearch?")
                .contains("validate is 'yes', but must be true or false")
                .contains("connectionTimeout is '0', but must be a time such as 500ms")
                .contains("connectionURL is 'http://x'")
                .contains("roleSearch is '(member={0}'")
                .contains("userPattern, userSearch and userLoginAttribute are not set, but one of them must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userSerach", "usersearch", "userSearchh", "UserSearch"})
    void an_unknown_key_is_refused_and_the_nearest_one_named(String name) {
        assertThat(Readings.problems("userPattern", "uid={0},dc=x", name, "(uid={0})"))
                .singleElement()
                .asString()
                .isEqualTo("'" + name + "' is not a key that Latchkey knows: did you mean userSearch?");
    }

    @Test
    void the_value_of_an_unknown_key_is_not_shown_because_it_may_be_a_secret() {
        assertThat(Readings.problems("userPattern", "uid={0},dc=x", "conectionPasword", "service-c4nary"))
                .singleElement()
                .asString()
                .contains("did you mean connectionPassword?")
                .doesNotContain("c4nary");
    }

    @Test
    void an_unknown_key_that_resembles_none_is_refused_without_a_guess() {
        assertThat(Readings.problems("userPattern", "uid={0},dc=x", "zzz\r\n", ""))
                .containsExactly("'zzz\\u000d\\u000a' is not a key that Latchkey knows: no key resembles it");
    }

    @Test
    void an_old_debug_key_warns_and_does_nothing() throws Exception {
        assertThat(Readings.warnings("userPattern", "uid={0},dc=x", "debug", "99"))
                .containsExactly("debug is not used: the logger org.latchkey decides what is written");
    }

    @Test
    void both_names_of_one_key_cannot_be_given_together() {
        assertThat(Readings.problems(
                        "userPattern", "uid={0},dc=x",
                        "connectionURL", "ldaps://x",
                        "sslSocketFactory", "a.B",
                        "sslSocketFactoryClassName", "a.C"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("sslSocketFactoryClassName is given twice")
                        .contains("sslSocketFactory"));
    }

    @Test
    void a_secret_has_no_text_for_a_door() throws Exception {
        ConfigValues values = Readings.read(
                        "userPattern", "uid={0},dc=x",
                        "connectionName", "cn=a",
                        "connectionPassword", "service-c4nary")
                .values();

        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class, () -> values.text(ConfigKey.CONNECTION_PASSWORD)))
                .hasMessage("connectionPassword is a secret");
        assertThat(values.toString()).doesNotContain("c4nary");
    }

    @Test
    void a_key_of_another_type_is_a_defect_of_the_door() throws Exception {
        ConfigValues values = Readings.read("userPattern", "uid={0},dc=x").values();

        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> values.bool(ConfigKey.READ_TIMEOUT)))
                .hasMessageContaining("readTimeout");
        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> values.integer(ConfigKey.ROLE_NAME)))
                .hasMessageContaining("roleName");
    }
}
