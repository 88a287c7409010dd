package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.SecretSource;
import org.latchkey.config.ServiceIdentity;
import org.latchkey.spi.DirectoryException;

class ServiceBackOffTest {

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger sent = new AtomicInteger();

    private ServiceBackOff backOff(String password) {
        return new ServiceBackOff(
                new ServiceIdentity("simple", "cn=service", SecretSource.parse(password)), clock::get);
    }

    private void refused() throws DirectoryException {
        sent.incrementAndGet();
        throw new DirectoryException(UnavailableCause.SERVICE_BIND_REFUSED, "result 49");
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private void assertRefused(ServiceBackOff backOff) {
        assertThatThrownBy(() -> backOff.around(this::refused))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.SERVICE_BIND_REFUSED))
                .hasMessageStartingWith("result 49");
    }

    @Test
    void ten_thousand_logins_in_ten_minutes_send_at_most_ten_binds() {
        ServiceBackOff backOff = backOff("wrong-c4nary");
        for (int i = 0; i < 10_000; i++) {
            assertRefused(backOff);
            pass(Duration.ofMillis(60));
        }
        assertThat(sent.get()).isBetween(5, 10);
    }

    @Test
    void who_comes_too_early_is_told_for_how_long_nothing_is_tried() {
        ServiceBackOff backOff = backOff("wrong-c4nary");
        assertRefused(backOff);
        assertThatThrownBy(backOff::check)
                .hasMessageStartingWith("result 49; not tried again for 1 s")
                .hasMessageNotContaining("c4nary");
        pass(Duration.ofSeconds(1));
        assertRefused(backOff);
        assertThat(sent).hasValue(2);
        assertThatThrownBy(backOff::check).hasMessageContaining("for 4 s");
    }

    @Test
    void a_changed_secret_is_tried_at_once_and_a_success_ends_it(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "old-c4nary");
        ServiceBackOff backOff = backOff("${file:" + file + "}");
        assertRefused(backOff);
        assertRefused(backOff);
        assertThat(sent).hasValue(1);
        Files.writeString(file, "new-c4nary");
        backOff.around(sent::incrementAndGet);
        assertThat(sent).hasValue(2);
        backOff.check();
        assertRefused(backOff);
        assertThatThrownBy(backOff::check).as("it begins anew").hasMessageContaining("for 1 s");
    }

    @Test
    void what_is_no_refusal_is_tried_again_at_once() {
        ServiceBackOff backOff = backOff("right-c4nary");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> backOff.around(() -> {
                        sent.incrementAndGet();
                        throw new DirectoryException(UnavailableCause.UNREACHABLE, "cut");
                    }))
                    .hasMessage("cut");
        }
        assertThat(sent).hasValue(3);
    }

    @Test
    void a_secret_that_was_missing_and_is_there_now_is_tried_at_once(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("secret");
        ServiceBackOff backOff = backOff("${file:" + file + "}");
        assertThatThrownBy(() -> backOff.around(() -> {
                    throw new DirectoryException(UnavailableCause.MISCONFIGURED, "cannot be read");
                }))
                .hasMessage("cannot be read");
        assertThatThrownBy(backOff::check).hasMessageStartingWith("cannot be read; not tried again");
        Files.writeString(file, "right-c4nary");
        backOff.check();
    }
}
