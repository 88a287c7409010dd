package org.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.auth.AuthenticationListener;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Door;
import org.latchkey.internal.jndi.TestDirectory;

class SharedAuthenticatorTest {

    private static final String PATTERN = "uid={0},ou=people,dc=test";

    @TempDir
    Path folder;

    private TestDirectory directory;
    private final SharedEngines engines = new SharedEngines(Duration.ofHours(1));

    @BeforeEach
    void open() throws Exception {
        directory = TestDirectory.plain();
    }

    @AfterEach
    void close() {
        engines.closeIdle();
        directory.close();
    }

    @Test
    void whoever_has_the_same_configuration_has_the_same_engine_whichever_door_it_is() throws Exception {
        try (var first = engines.hold(Door.JAAS, options("useFirstPass", "true"));
                var second = engines.hold(Door.JASPIC, options("realmName", "intranet"))) {
            assertThat(login(first)).isInstanceOf(AuthenticationResult.Authenticated.class);
            assertThat(login(second)).isInstanceOf(AuthenticationResult.Authenticated.class);

            assertThat(opened(first)).isEqualTo(1);
            assertThat(opened(second)).isEqualTo(1);
            assertThat(second.configuration().values().text(ConfigKey.REALM_NAME))
                    .contains("intranet");
        }
    }

    @Test
    void another_password_of_the_service_is_another_engine() throws Exception {
        try (var one = engines.hold(Door.JAAS, options("connectionName", "cn=a,dc=test", "connectionPassword", "x"));
                var other =
                        engines.hold(Door.JAAS, options("connectionName", "cn=a,dc=test", "connectionPassword", "y"))) {
            assertThat(one.configuration().fingerprint())
                    .isNotEqualTo(other.configuration().fingerprint());
        }
    }

    @Test
    void an_engine_outlives_its_last_hold_and_is_closed_when_nobody_wants_it() throws Exception {
        var first = engines.hold(Door.JAAS, options());
        login(first);
        first.close();
        first.close();
        try (var second = engines.hold(Door.JAAS, options())) {
            login(second);
            engines.closeIdle();
            assertThat(login(second)).isInstanceOf(AuthenticationResult.Authenticated.class);
            assertThat(opened(second)).isEqualTo(1);
        }

        engines.closeIdle();
        assertThat(first.health().bindConnections().idle()).isZero();
        try (var third = engines.hold(Door.JAAS, options())) {
            assertThat(opened(third)).isZero();
        }
    }

    @Test
    void after_a_while_an_engine_is_closed_and_its_thread_ends() throws Exception {
        SharedEngines hasty = new SharedEngines(Duration.ofMillis(50));
        var hold = hasty.hold(Door.JAAS, options());
        login(hold);
        assertThat(hold.health().bindConnections().idle()).isEqualTo(1);
        hold.close();

        await().untilAsserted(
                        () -> assertThat(hold.health().bindConnections().idle()).isZero());
        await().until(() -> !hasty.hasCloser());
    }

    @Test
    void the_thread_inherits_nothing_of_whoever_opened_the_first_engine() throws Exception {
        AtomicInteger inherited = new AtomicInteger();
        InheritableThreadLocal<String> ofAnApplication = new InheritableThreadLocal<>() {
            @Override
            protected String childValue(String parents) {
                inherited.incrementAndGet();
                return parents;
            }
        };
        ofAnApplication.set("its class loader hangs on this");
        try (var hold = engines.hold(Door.JASPIC, options())) {
            assertThat(hold.isCurrent()).isTrue();
        } finally {
            ofAnApplication.remove();
        }
        assertThat(inherited).hasValue(0);
    }

    @Test
    void a_hook_whose_classes_are_gone_does_not_stop_the_closing() throws Exception {
        SharedEngines hasty = new SharedEngines(Duration.ofMillis(1));
        hasty.hold(Door.JAAS, options("loginListenerClassName", GoneListener.class.getName()))
                .close();

        await().until(() -> !hasty.hasCloser());
    }

    /** Of an application whose class loader has been closed. */
    public static final class GoneListener implements AuthenticationListener, AutoCloseable {
        @Override
        public void onResult(LoginRequest request, AuthenticationResult result, Duration took) {
            // nobody logs in here
        }

        @Override
        public void close() {
            throw new NoClassDefFoundError("org/example/Gone");
        }
    }

    @Test
    void a_hold_that_was_let_go_logs_nobody_in() throws Exception {
        var hold = engines.hold(Door.JAAS, options());
        hold.close();

        assertThat(login(hold))
                .isInstanceOfSatisfying(
                        Unavailable.class, result -> assertThat(result.cause()).isEqualTo(UnavailableCause.CLOSED));
    }

    @Test
    void a_file_that_changes_is_read_again_and_one_with_a_mistake_is_not_used() throws Exception {
        Path file = folder.resolve("latchkey.properties");
        write(file, "userPattern=uid={0},ou=nowhere,dc=test");
        Map<String, String> options = Map.of("connectionURL", url(), "configFile", file.toString());
        assertThat(loginOnce(options)).isInstanceOf(AuthenticationResult.Rejected.class);

        write(file, "userPattern=" + PATTERN + "\n# longer");
        assertThat(loginOnce(options)).isInstanceOf(AuthenticationResult.Authenticated.class);

        write(file, "userPatern=" + PATTERN + "\n# still longer");
        assertThat(loginOnce(options)).isInstanceOf(AuthenticationResult.Authenticated.class);
    }

    @Test
    void whoever_holds_on_learns_of_a_change_and_not_of_a_mistake() throws Exception {
        Path file = folder.resolve("latchkey.properties");
        write(file, "userPattern=" + PATTERN);
        Map<String, String> options = Map.of("connectionURL", url(), "configFile", file.toString());
        try (var hold = engines.hold(Door.JASPIC, options)) {
            assertThat(hold.isCurrent()).isTrue();
            write(file, "userPatern=x");
            assertThat(hold.isCurrent()).isTrue();
            write(file, "userPattern=uid={0},ou=nowhere,dc=test");
            assertThat(hold.isCurrent()).isFalse();
        }
    }

    @Test
    void while_the_directory_is_down_the_users_of_the_fallback_file_come_in_and_others_do_not() throws Exception {
        Path file = folder.resolve("fallback.properties");
        write(
                file,
                "alice={PBKDF2-SHA512}10000$cax6WjRrG4tkOEB/kXQ6lg$gQ0p0fHXnoPXY2eXgZPXEdNOzosyRYgwm9cBENqrWeTjfHC15z"
                        + "U5HmBlceym3DmDiLQ2RTL3U/qyolFZyS2uww local");
        Map<String, String> options = options("fallbackUsersFile", file.toString());
        try (var hold = engines.hold(Door.JASPIC, options)) {
            assertThat(login(hold, "fallback-c4nary")).isInstanceOf(AuthenticationResult.Rejected.class);
            directory.close();

            assertThat(login(hold, "fallback-c4nary"))
                    .isInstanceOfSatisfying(
                            AuthenticationResult.Authenticated.class,
                            result -> assertThat(result.principal().roles()).containsExactly("local"));
            assertThat(login(hold)).isInstanceOf(AuthenticationResult.Rejected.class);

            write(
                    file,
                    "bob={PBKDF2-SHA256}10000$MDEyMzQ1Njc4OWFiY2RlZg$muA9FyGk6GY4i0pwcEywsD68vaxkgv/yz8EcPOALOX4 x");
        }
        assertThat(loginOnce(options)).isInstanceOf(Unavailable.class);
    }

    @Test
    void a_mistake_is_told_and_opens_nothing() {
        assertThatThrownBy(() -> engines.hold(Door.JAAS, options("mechanism", "FORM")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mechanism is a key of other doors");
    }

    @Test
    void nothing_shown_holds_what_was_given() throws Exception {
        try (var hold = engines.hold(Door.JAAS, options("connectionName", "cn=a", "connectionPassword", "s-c4nary"))) {
            assertThat(hold.configuration().toString()).doesNotContain("c4nary");
        }
    }

    private AuthenticationResult loginOnce(Map<String, String> options) throws ConfigException {
        try (var hold = engines.hold(Door.JAAS, options)) {
            return login(hold);
        }
    }

    private static AuthenticationResult login(SharedAuthenticator hold) {
        return login(hold, "alice-c4nary");
    }

    private static AuthenticationResult login(SharedAuthenticator hold, String password) {
        return hold.authenticate(LoginRequest.of(
                new UsernamePassword("alice", Secret.of(password)),
                new Origin("test", null),
                Deadline.after(Duration.ofSeconds(10))));
    }

    private Map<String, String> options(String... namesAndValues) {
        Map<String, String> options = new HashMap<>(Map.of("connectionURL", url(), "userPattern", PATTERN));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return options;
    }

    private String url() {
        return "ldap://127.0.0.1:" + directory.port();
    }

    private static long opened(SharedAuthenticator hold) {
        return hold.health().servers().get(0).connectionsOpened();
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
