package org.latchkey.internal.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;

/**
 * What logins under a typed name lately came to: the DN that it led to, and whether one was refused. Decides no login: it
 * only tells what may be sent ahead.
 *
 * <p>Bounded, and safe for use by many threads. A DN is remembered for a while after it was first found and not longer for
 * being used, so that from time to time it is seen again that no other entry bears the name.
 */
public final class RecentLogins {

    private static final long NAMES = 10_000;
    private static final Duration CAUTION = Duration.ofMinutes(5);

    private final boolean overlap;
    private final boolean remembers;
    private final Cache<String, Dn> dns;
    private final Cache<String, Boolean> refusals;

    /**
     * Makes the memory.
     *
     * @param overlap whether anything is sent ahead at all
     * @param remember how long a DN is remembered; zero for not at all
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public RecentLogins(boolean overlap, Duration remember, LongSupplier nanoTime) {
        this.overlap = overlap;
        this.remembers = !remember.isZero();
        this.dns = cache(remember, nanoTime);
        this.refusals = cache(CAUTION, nanoTime);
    }

    private static <V> Cache<String, V> cache(Duration lifetime, LongSupplier nanoTime) {
        return Caffeine.newBuilder()
                .maximumSize(NAMES)
                .expireAfterWrite(lifetime)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Whether searches may be sent before the password is known to be right: not where it was lately wrong.
     *
     * @param name the name as typed
     */
    boolean mayOverlap(String name) {
        return overlap && refusals.getIfPresent(name) == null;
    }

    /**
     * The DN to try first.
     *
     * @param name the name as typed
     */
    Optional<Dn> dn(String name) {
        return Optional.ofNullable(dns.getIfPresent(name));
    }

    /**
     * Notes a login that was let in.
     *
     * @param name the name as typed
     * @param dn the entry it led to, or {@code null} where that is not known
     */
    void accepted(String name, @Nullable Dn dn) {
        if (refusals.getIfPresent(name) != null) {
            refusals.invalidate(name);
        }
        if (remembers && dn != null) {
            dns.asMap().putIfAbsent(name, dn);
        }
    }

    /**
     * Notes a login that was refused.
     *
     * @param name the name as typed
     */
    void refused(String name) {
        forget(name);
        refusals.put(name, true);
    }

    /**
     * Forgets the DN.
     *
     * @param name the name as typed
     */
    void forget(String name) {
        dns.invalidate(name);
    }
}
