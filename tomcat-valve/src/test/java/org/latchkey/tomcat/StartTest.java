package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.realm.MessageDigestCredentialHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the realm starts: strictly, loudly, and whether or not its directory is there. */
class StartTest {

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    @ParameterizedTest
    @CsvSource({
        "validate, yes, true or false",
        "stripRealmForGss, 1, true or false",
        "useStartTls, yes, true or false",
        "userSubtree, TRUE-ish, true or false",
        "connectionTimeout, abc, milliseconds",
        "connectionPoolSize, many, number",
        "allRolesMode, lenient, strictAuthOnly",
        "transportGuaranteeRedirectStatus, abc, 302",
        "throwOnFailure, no, true or false",
        "userAttributes, '=mail', attribute",
        "userSearch, (uid={0}, filter"
    })
    void what_tomcat_would_read_leniently_fails_the_start_naming_key_given_and_accepted(
            String key, String given, String accepted) {
        String refusal = TestRealm.searching(directory).with(key, given).refusal();
        assertThat(refusal).contains(key, given, accepted);
    }

    @Test
    void a_mistyped_key_fails_the_start_with_the_nearest_one_there_is() {
        assertThat(TestRealm.searching(directory)
                        .with("userSerach", "(uid={0})")
                        .refusal())
                .contains("userSerach", "userSearch");
    }

    @Test
    void what_tomcat_would_take_for_no_handler_or_no_container_fails_the_start() {
        for (String key : List.of("credentialHandler", "container")) {
            assertThat(TestRealm.searching(directory)
                            .with(key, "org.example.Other")
                            .refusal())
                    .contains(key);
        }
    }

    @Test
    void every_problem_is_named_at_once_in_one_severe_line_and_no_secret_is_shown() {
        TestRealm.Line line = TestRealm.searching(directory)
                .with("validate", "yes")
                .with("userSerach", "(uid={0})")
                .with("readTimeout", "soon")
                .with("connectionPassword", "service-c4nary");
        try (CapturedLog log = CapturedLog.ofLatchkey()) {
            assertThat(line.refusal())
                    .contains("validate", "userSerach", "readTimeout", "connectionPassword")
                    .doesNotContain("c4nary");
            assertThat(log.at(Level.SEVERE))
                    .singleElement()
                    .satisfies(
                            severe -> assertThat(severe).contains("/realm0", "validate", "userSerach", "readTimeout"));
            assertThat(log.lines()).noneMatch(one -> one.contains("c4nary"));
        }
    }

    @Test
    void a_start_that_fails_leaves_no_valve_behind() {
        try (TestRealm realm = TestRealm.of(
                TestRealm.searching(directory).with("validate", "yes").xml())) {
            assertThatThrownBy(realm::startNow).isInstanceOf(LifecycleException.class);
            assertThat(realm.engine().getPipeline().getValves()).noneMatch(valve -> valve instanceof OriginValve);
        }
    }

    @Test
    void the_last_value_of_a_key_counts() throws LifecycleException {
        StandardEngine engine = new StandardEngine();
        engine.setName("embedded-last");
        LdapRealm realm = new LdapRealm();
        engine.setRealm(realm);
        realm.setValidate("yes");
        realm.setValidate(false);
        realm.setProperty("userSerach", "(uid={0})");
        realm.setProperty("userSerach", null);
        realm.setUserAttributes("mail");
        realm.setUserAttributes(null);
        realm.setProperty("connectionURL", "nonsense");
        realm.setProperty("connectionURL", directory.url());
        realm.setProperty("userPattern", "uid={0}," + TestDirectory.PEOPLE);
        realm.start();
        try {
            assertThat(realm.getValidate()).isFalse();
            assertThat(realm.authenticate("alice", "alice-c4nary")).isNotNull();
        } finally {
            realm.stop();
            realm.destroy();
        }
    }

    @Test
    void an_embedding_program_s_typed_setters_count_after_the_start() throws LifecycleException {
        StandardEngine engine = new StandardEngine();
        engine.setName("embedded-typed");
        LdapRealm realm = new LdapRealm();
        engine.setRealm(realm);
        realm.setValidate(false);
        realm.setStripRealmForGss(false);
        realm.setTransportGuaranteeRedirectStatus(307);
        realm.setThrowOnFailure(true);
        realm.setAllRolesMode("authOnly");
        realm.setUserAttributes("mail");
        realm.setX509UsernameRetrieverClassName(TomcatKeysTest.CommonName.class.getName());
        realm.setProperty("connectionURL", directory.url());
        realm.setProperty("userPattern", "uid={0}," + TestDirectory.PEOPLE);
        realm.start();
        try {
            assertThat(realm.getValidate()).isFalse();
            assertThat(realm.isStripRealmForGss()).isFalse();
            assertThat(realm.getTransportGuaranteeRedirectStatus()).isEqualTo(307);
            assertThat(realm.getThrowOnFailure()).isTrue();
            assertThat(realm.getAllRolesMode()).isEqualTo("authOnly");
            assertThat(realm.getUserAttributes()).isEqualTo("mail");
            assertThat(realm.getX509UsernameRetrieverClassName()).isEqualTo(TomcatKeysTest.CommonName.class.getName());
            assertThat(realm.getCredentialHandler()).isInstanceOf(MessageDigestCredentialHandler.class);
        } finally {
            realm.stop();
            realm.destroy();
        }
    }

    @Test
    void each_start_reads_the_configuration_afresh(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("latchkey.properties");
        TestRealm.Line line = TestRealm.binding(directory).with("configFile", file.toString());
        write(file, "commonRole=before\nvalidate=false\n");
        try (TestRealm realm = line.start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("before");
            assertThat(realm.outermost().getValidate()).isFalse();
            realm.stopNow();
            assertThat(realm.login("alice", "alice-c4nary")).as("stopped").isNull();
            assertThat(realm.ldap().isAvailable()).isFalse();
            assertThat(realm.engine().getPipeline().getValves()).noneMatch(valve -> valve instanceof OriginValve);
            write(file, "commonRole=after\n");
            realm.startNow();
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("after");
            assertThat(realm.outermost().getValidate()).isTrue();
            assertThat(realm.engine().getPipeline().getValves())
                    .filteredOn(valve -> valve instanceof OriginValve)
                    .hasSize(1);
            realm.stopNow();
            write(file, "commonRol=x\n");
            assertThatThrownBy(realm::startNow)
                    .isInstanceOf(LifecycleException.class)
                    .hasMessageContaining("commonRol");
            write(file, "commonRole=again\n");
            realm.startNow();
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("again");
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    @Test
    void a_directory_that_is_down_does_not_stop_the_start_and_is_found_again_by_the_next_login() {
        directory.goDown();
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestRealm realm = TestRealm.searching(directory)
                        .with("roleExcludes", "manager-*, admin-*")
                        .start()) {
            assertThat(realm.outermost().getState()).isEqualTo(LifecycleState.STARTED);
            assertThat(log.at(Level.SEVERE)).isEmpty();
            assertThat(log.of(LdapRealm.class.getName()))
                    .singleElement()
                    .satisfies(warning -> assertThat(warning).contains("UNREACHABLE"));
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.ldap().isAvailable()).isFalse();
            directory.comeBack();
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(realm.ldap().isAvailable()).isTrue();
        }
    }

    @Test
    void the_background_thread_finds_the_directory_again_and_leaves_a_healthy_one_alone() {
        directory.goDown();
        try (TestRealm realm = TestRealm.searching(directory).start()) {
            realm.outermost().backgroundProcess();
            assertThat(realm.ldap().isAvailable()).isFalse();
            assertThat(realm.ldap().getHealth()).startsWith("down since").contains("UNREACHABLE");
            directory.comeBack();
            realm.outermost().backgroundProcess();
            assertThat(realm.ldap().isAvailable()).isTrue();
            assertThat(realm.ldap().getHealth()).startsWith("up since");
            directory.operations().forget();
            realm.outermost().backgroundProcess();
            assertThat(directory.operations().all()).isEmpty();
            assertThat(directory.operations().rootReads()).isZero();
        }
    }

    @Test
    void the_directory_is_contacted_once_at_start() {
        try (TestRealm realm = TestRealm.searching(directory)
                .with("connectionName", TestDirectory.SERVICE)
                .with("connectionPassword", TestDirectory.SERVICE_PASSWORD)
                .start()) {
            assertThat(realm.ldap().isAvailable()).isTrue();
            assertThat(directory.operations().binds()).containsExactly(TestDirectory.SERVICE);
        }
    }

    @Test
    void a_secret_of_the_environment_or_a_file_is_left_for_the_realm_by_tomcat_s_own_replacement() {
        assertThat(TestRealm.searching(directory)
                        .with("connectionName", TestDirectory.SERVICE)
                        .with("connectionPassword", "${env:LATCHKEY_NO_SUCH_VARIABLE}")
                        .refusal())
                .contains("connectionPassword", "LATCHKEY_NO_SUCH_VARIABLE");
    }

    @Test
    void the_realm_shows_no_secret_of_itself() {
        try (TestRealm realm = TestRealm.searching(directory)
                .with("connectionName", TestDirectory.SERVICE)
                .with("connectionPassword", TestDirectory.SERVICE_PASSWORD)
                .start()) {
            LdapRealm ldap = realm.ldap();
            assertThat(List.of(ldap.toString(), ldap.getHealth(), ldap.getServers()))
                    .noneMatch(shown -> shown.contains("c4nary"));
            assertThat(ldap.getServers()).isEqualTo(directory.url());
            assertThat(ldap.getPassword("alice")).isNull();
        }
    }
}
