package org.latchkey.internal.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;
import org.latchkey.auth.RejectionReason;

/**
 * Decides logins by local passwords while no server of the directory can be reached: counts, compares, and warns of each.
 * Safe for use by many threads.
 *
 * <p>Five wrong passwords for a name within five minutes, and it is locked for the rest of them. Spellings that differ in
 * case or in blanks at the ends are one name, because a local store may take them for one.
 */
public final class LocalLogins {

    private static final int MOST_FAILURES = 5;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Consumer<String> warnings;
    private final Cache<String, AtomicInteger> failures;

    /**
     * Makes one that has counted nothing.
     *
     * @param warnings takes a line for each use
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public LocalLogins(Consumer<String> warnings, LongSupplier nanoTime) {
        this.warnings = warnings;
        Ticker ticker = nanoTime::getAsLong;
        this.failures = Caffeine.newBuilder()
                .expireAfterWrite(WINDOW)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Decides one login.
     *
     * @param username a name that is known locally; unknown ones would be counted for ever more names
     * @param peer the client's address, or {@code null}
     * @param rightPassword compares; not asked for a name that is locked
     * @return why not, or empty when the password is right
     */
    public Optional<RejectionReason> refusal(String username, @Nullable String peer, BooleanSupplier rightPassword) {
        String name = username.strip().toLowerCase(Locale.ROOT);
        Optional<RejectionReason> refusal = refusal(name, rightPassword);
        String outcome =
                refusal.map(reason -> "FALLBACK REJECTED reason=" + reason).orElse("FALLBACK AUTHENTICATED");
        warnings.accept(outcome + " user=" + LogText.quoted(username) + " peer="
                + LogText.word(peer == null ? "-" : peer) + ": no server of the directory can be reached");
        if (refusal.isEmpty()) {
            failures.invalidate(name);
        }
        return refusal;
    }

    /** Counts before it compares, so that many at once have no more tries than one after the other. */
    private Optional<RejectionReason> refusal(String name, BooleanSupplier rightPassword) {
        int tries = failures.get(name, first -> new AtomicInteger()).incrementAndGet();
        if (tries > MOST_FAILURES) {
            return Optional.of(RejectionReason.ACCOUNT_LOCKED);
        }
        return rightPassword.getAsBoolean() ? Optional.empty() : Optional.of(RejectionReason.BAD_PASSWORD);
    }
}
