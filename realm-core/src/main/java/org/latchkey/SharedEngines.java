package org.latchkey;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.ConfigException;
import org.latchkey.config.Configuration;
import org.latchkey.config.Door;
import org.latchkey.internal.guard.FallbackUsers;

/**
 * The engines that are shared: one for each configuration, whoever asks for it. Safe for use by many threads.
 *
 * <p>A thread that closes what is idle lives as long as there is an engine, so that an application which goes away leaves
 * nothing behind.
 */
final class SharedEngines {

    /** Those of this class loader. */
    static final SharedEngines ALL = new SharedEngines(Duration.ofMinutes(5));

    private final long patience;
    private final Map<Asked, SharedReading> readings = new HashMap<>();
    private final Map<String, SharedEngine> engines = new HashMap<>();
    private @Nullable Thread closer;

    /** What a door asks for; the texts may hold passwords, so it is never shown. */
    record Asked(Door door, Map<String, String> options) {
        @Override
        public String toString() {
            return "what " + door + " asks for";
        }
    }

    /**
     * Makes a place for engines.
     *
     * @param patience how long one stays open that nobody holds
     */
    SharedEngines(Duration patience) {
        this.patience = patience.toNanos();
    }

    /** As {@link SharedAuthenticator#of}. */
    synchronized SharedAuthenticator hold(Door door, Map<String, String> options) throws ConfigException {
        Asked asked = new Asked(door, Map.copyOf(options));
        SharedReading reading = read(asked);
        Configuration configuration = reading.configuration();
        SharedEngine engine = engines.get(configuration.fingerprint());
        if (engine == null) {
            engine = open(configuration);
            engines.put(engine.fingerprint(), engine);
        }
        readings.put(asked, reading);
        watch();
        engine.hold();
        return new SharedAuthenticator(asked, configuration, engine, this);
    }

    private SharedReading read(Asked asked) throws ConfigException {
        SharedReading reading = readings.get(asked);
        return reading == null
                ? SharedReading.of(asked.door(), asked.options())
                : reading.refreshed(asked.door(), asked.options());
    }

    /** As {@link SharedAuthenticator#isCurrent}. */
    synchronized boolean isCurrent(Asked asked, Configuration configuration) {
        SharedReading reading = readings.get(asked);
        if (reading == null) {
            return false;
        }
        SharedReading now = reading.refreshed(asked.door(), asked.options());
        readings.put(asked, now);
        return now.configuration().equals(configuration);
    }

    private static SharedEngine open(Configuration configuration) throws ConfigException {
        Logger log = System.getLogger("org.latchkey");
        configuration.realms().forEach(realm -> {
            realm.taken().ifPresent(taken -> log.log(Level.INFO, taken));
            realm.warnings().forEach(warning -> log.log(Level.WARNING, warning));
        });
        LdapAuthenticator engine = opened(configuration);
        Authenticator authenticator = configuration.fallbackUsers().isEmpty()
                ? engine
                : new FallbackUsers(engine, engine::isOutage, configuration.fallbackUsers(), log, System::nanoTime);
        return new SharedEngine(configuration.fingerprint(), engine, authenticator);
    }

    private static LdapAuthenticator opened(Configuration configuration) throws ConfigException {
        try {
            return LdapAuthenticator.open(configuration.realms(), StoredPasswordMatcher.none());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(String.valueOf(e.getMessage())));
        }
    }

    synchronized void release(SharedEngine engine) {
        engine.release(System.nanoTime());
        notifyAll();
    }

    /** Closes at once what nobody holds. */
    void closeIdle() {
        close(takeIdle(0));
    }

    private static void close(Collection<SharedEngine> idle) {
        idle.forEach(engine -> engine.engine().close());
    }

    /** Takes out what nobody has held for so long, and what was read for it. */
    private synchronized List<SharedEngine> takeIdle(long nanos) {
        List<SharedEngine> idle = new ArrayList<>();
        long now = System.nanoTime();
        for (Iterator<SharedEngine> all = engines.values().iterator(); all.hasNext(); ) {
            SharedEngine engine = all.next();
            if (!engine.isHeld() && engine.idleNanos(now) >= nanos) {
                all.remove();
                readings.values()
                        .removeIf(
                                reading -> reading.configuration().fingerprint().equals(engine.fingerprint()));
                idle.add(engine);
            }
        }
        notifyAll();
        return idle;
    }

    /** The thread inherits no values of the application whose request opens the first engine: they would keep it in memory. */
    private void watch() {
        if (closer == null) {
            Thread thread = new Thread(null, this::closeWhatIsIdle, "latchkey-shared-engines", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(SharedEngines.class.getClassLoader());
            thread.start();
            closer = thread;
        }
    }

    private void closeWhatIsIdle() {
        while (waitForSomeIdle()) {
            close(takeIdle(patience));
        }
    }

    /** Waits until one engine has been idle for long enough; false, and this thread is the closer no more, when none is left. */
    private synchronized boolean waitForSomeIdle() {
        try {
            while (!engines.isEmpty()) {
                long left = nanosUntilOneIsDue();
                if (left <= 0) {
                    return true;
                }
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closer = null;
        return false;
    }

    /** Whether the thread that closes idle engines runs. */
    synchronized boolean hasCloser() {
        return closer != null;
    }

    private long nanosUntilOneIsDue() {
        long now = System.nanoTime();
        return engines.values().stream()
                .filter(engine -> !engine.isHeld())
                .mapToLong(engine -> patience - engine.idleNanos(now))
                .min()
                .orElse(Duration.ofHours(1).toNanos());
    }
}
