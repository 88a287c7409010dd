package org.latchkey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.DirectoryPrincipal;

/**
 * Has the users of live sessions asked about when they are due ({@link SessionCheck}): each once, however many requests come
 * with the same user at a time, and after an outage not again before a pause.
 *
 * <p>Requests whose user is being asked about wait for the answer, since it may end their session. Safe for use by many
 * threads. What is remembered of a user goes when the user does.
 *
 * @param <K> what tells users apart
 * @param <T> what the door holds of a user
 */
public final class SessionWatch<K, T> {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final long MOST = 100_000;

    private final SessionCheck check;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Cache<K, Watched<T>> watched;

    /** What is known of one user; guarded by itself. */
    private static final class Watched<T> {
        private @Nullable SessionVerdict<T> settled;
        private @Nullable Long unanswered;
    }

    private SessionWatch(SessionCheck check, Clock clock, LongSupplier nanoTime, Cache<K, Watched<T>> watched) {
        this.check = check;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.watched = watched;
    }

    /**
     * Tells users apart by which object they are, and remembers each for as long as that is in use.
     *
     * @param check the rules
     * @param clock the time of day
     * @param nanoTime a monotonic clock in nanoseconds
     * @param <T> what the door holds of a user
     * @return a watch
     */
    public static <T> SessionWatch<T, T> byIdentity(SessionCheck check, Clock clock, LongSupplier nanoTime) {
        Cache<T, Watched<T>> weak =
                Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
        return new SessionWatch<>(check, clock, nanoTime, weak);
    }

    /**
     * Tells users apart by what equals what, and forgets each a minute after its last request.
     *
     * @param check the rules
     * @param clock the time of day
     * @param nanoTime a monotonic clock in nanoseconds
     * @param <K> what tells users apart; a new one for each successor
     * @return a watch
     */
    public static <K> SessionWatch<K, DirectoryPrincipal> byEquality(
            SessionCheck check, Clock clock, LongSupplier nanoTime) {
        Cache<K, Watched<DirectoryPrincipal>> recent = Caffeine.newBuilder()
                .expireAfterAccess(REMEMBERED)
                .maximumSize(MOST)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
        return new SessionWatch<>(check, clock, nanoTime, recent);
    }

    /**
     * What was found of a user earlier, for good.
     *
     * @param key the user
     * @return a successor or the end, or empty while neither was found
     */
    public Optional<SessionVerdict<T>> settled(K key) {
        Watched<T> known = watched.getIfPresent(key);
        if (known == null) {
            return Optional.empty();
        }
        synchronized (known) {
            return Optional.ofNullable(known.settled);
        }
    }

    /**
     * Notes what was found of a user by asking about a successor.
     *
     * @param key the user
     * @param verdict a successor or the end
     */
    public void settle(K key, SessionVerdict<T> verdict) {
        Watched<T> known = watched.get(key, unknown -> new Watched<>());
        synchronized (known) {
            known.settled = verdict;
        }
    }

    /**
     * What becomes of a session at a request. May block on the directory until the login's deadline.
     *
     * @param key the user
     * @param user what is known of the user
     * @param engine asks the engine; must not throw
     * @param made makes what the door holds of a successor
     * @return the verdict; the same for all who ask with the same key at a time
     */
    public SessionVerdict<T> look(
            K key,
            DirectoryPrincipal user,
            Supplier<AuthenticationResult> engine,
            Function<DirectoryPrincipal, T> made) {
        if (!check.isDue(user.attributes(), clock.instant())) {
            return new SessionVerdict.Keep<>();
        }
        Watched<T> known = watched.get(key, unknown -> new Watched<>());
        synchronized (known) {
            if (known.settled != null) {
                return known.settled;
            }
            if (isPausing(known)) {
                return translated(check.withoutAnswer(user, clock.instant()), made);
            }
            Instant now = clock.instant();
            AuthenticationResult answer = engine.get();
            return noted(known, answer, translated(check.verdict(user, answer, now), made));
        }
    }

    private boolean isPausing(Watched<T> known) {
        return known.unanswered != null
                && nanoTime.getAsLong() - known.unanswered < check.pause().toNanos();
    }

    private SessionVerdict<T> noted(Watched<T> known, AuthenticationResult answer, SessionVerdict<T> verdict) {
        if (answer instanceof Unavailable) {
            known.unanswered = nanoTime.getAsLong();
        } else {
            known.settled = verdict;
        }
        return verdict;
    }

    private static <T> SessionVerdict<T> translated(
            SessionVerdict<DirectoryPrincipal> verdict, Function<DirectoryPrincipal, T> made) {
        if (verdict instanceof SessionVerdict.Replace<DirectoryPrincipal> replace) {
            return new SessionVerdict.Replace<>(made.apply(replace.user()));
        }
        return verdict instanceof SessionVerdict.End<DirectoryPrincipal> end
                ? new SessionVerdict.End<>(end.why())
                : new SessionVerdict.Keep<>();
    }
}
