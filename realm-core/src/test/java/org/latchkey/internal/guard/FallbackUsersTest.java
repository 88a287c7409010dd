package org.latchkey.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;

class FallbackUsersTest {

    private static final String LINE = "admin = {PBKDF2-SHA512}10000$cax6WjRrG4tkOEB/kXQ6lg$"
            + "gQ0p0fHXnoPXY2eXgZPXEdNOzosyRYgwm9cBENqrWeTjfHC15zU5HmBlceym3DmDiLQ2RTL3U/qyolFZyS2uww  admin, ops\n";
    private static final AuthenticationResult DOWN = new Unavailable(UnavailableCause.UNREACHABLE, "down");

    @TempDir
    Path folder;

    private final AtomicReference<AuthenticationResult> directory = new AtomicReference<>(DOWN);
    private final AtomicBoolean outage = new AtomicBoolean(true);
    private final AtomicLong clock = new AtomicLong();

    @Test
    void a_named_user_comes_in_while_no_server_can_be_reached() throws Exception {
        assertThat(users().authenticate(login("admin", "fallback-c4nary")))
                .isInstanceOfSatisfying(Authenticated.class, result -> {
                    assertThat(result.principal().getName()).isEqualTo("admin");
                    assertThat(result.principal().roles()).containsExactly("admin", "ops");
                });
    }

    @Test
    void a_wrong_local_password_is_a_refusal() throws Exception {
        assertThat(users().authenticate(login("admin", "alice-c4nary")))
                .isEqualTo(new Rejected(RejectionReason.BAD_PASSWORD));
    }

    @Test
    void whoever_is_not_named_hears_of_the_outage() throws Exception {
        assertThat(users().authenticate(login("alice", "fallback-c4nary"))).isSameAs(DOWN);
        assertThat(users().authenticate(login("ADMIN", "fallback-c4nary"))).isSameAs(DOWN);
        assertThat(users().authenticate(login(new Asserted("admin", null)))).isSameAs(DOWN);
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void no_refusal_of_the_directory_opens_it(RejectionReason reason) throws Exception {
        directory.set(new Rejected(reason));

        assertThat(users().authenticate(login("admin", "fallback-c4nary"))).isSameAs(directory.get());
    }

    @ParameterizedTest
    @EnumSource(
            value = UnavailableCause.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNREACHABLE", "TIMEOUT"})
    void nothing_but_an_outage_opens_it(UnavailableCause cause) throws Exception {
        directory.set(new Unavailable(cause, "x"));

        assertThat(users().authenticate(login("admin", "fallback-c4nary"))).isSameAs(directory.get());
    }

    @Test
    void one_server_that_can_be_reached_keeps_it_shut() throws Exception {
        outage.set(false);

        assertThat(users().authenticate(login("admin", "fallback-c4nary"))).isSameAs(DOWN);
    }

    @Test
    void five_wrong_passwords_lock_the_name_for_five_minutes() throws Exception {
        FallbackUsers users = users();
        AtomicInteger compared = new AtomicInteger();
        IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> users.authenticate(login("admin", "wrong-c4nary" + i)))
                .filter(new Rejected(RejectionReason.BAD_PASSWORD)::equals)
                .forEach(result -> compared.incrementAndGet());
        assertThat(compared).hasValue(5);
        assertThat(users.authenticate(login("admin", "fallback-c4nary")))
                .isEqualTo(new Rejected(RejectionReason.ACCOUNT_LOCKED));

        clock.addAndGet(Duration.ofMinutes(5).toNanos() + 1);
        assertThat(users.authenticate(login("admin", "fallback-c4nary"))).isInstanceOf(Authenticated.class);
    }

    private FallbackUsers users() throws Exception {
        Path file = folder.resolve("fallback.properties");
        Files.writeString(file, LINE);
        Map<String, String> keys = Map.of("userPattern", "uid={0},dc=test", "fallbackUsersFile", file.toString());
        return new FallbackUsers(
                request -> directory.get(),
                answer -> answer.cause().isOutage() && outage.get(),
                ConfigReader.read(Door.JASPIC, keys).fallbackUsers(),
                System.getLogger("org.latchkey.test"),
                clock::get);
    }

    private static LoginRequest login(String name, String password) {
        return login(new UsernamePassword(name, Secret.of(password)));
    }

    private static LoginRequest login(Credentials credentials) {
        return LoginRequest.of(credentials, new Origin("test", null), Deadline.after(Duration.ofSeconds(10)));
    }
}
