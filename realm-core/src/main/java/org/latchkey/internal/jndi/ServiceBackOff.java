package org.latchkey.internal.jndi;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServiceIdentity;
import org.latchkey.spi.DirectoryException;

/**
 * Keeps a service account whose bind is refused from being locked: after a refusal nothing is bound for a while, longer each
 * time, unless the secret in its file or variable has changed. One bind is under way at a time.
 *
 * <p>Safe for use by many threads.
 */
final class ServiceBackOff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int GROWTH = 4;
    private static final Set<UnavailableCause> REFUSALS =
            EnumSet.of(UnavailableCause.SERVICE_BIND_REFUSED, UnavailableCause.MISCONFIGURED);

    private final ServiceIdentity service;
    private final LongSupplier nanoTime;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Refusal last;

    /** What was refused, and until when nothing is tried. */
    private record Refusal(
            DirectoryException fault, @Nullable Secret secret, Duration step, long until) {}

    /**
     * Makes it; nothing has been refused yet.
     *
     * @param service the account
     * @param nanoTime a monotonic clock in nanoseconds
     */
    ServiceBackOff(ServiceIdentity service, LongSupplier nanoTime) {
        this.service = service;
        this.nanoTime = nanoTime;
    }

    /** Binds as the service. */
    @FunctionalInterface
    interface Bind {

        /**
         * Sends it.
         *
         * @throws DirectoryException when it is refused or not answered
         */
        void send() throws DirectoryException;
    }

    /**
     * Binds, unless it is too early.
     *
     * @param bind sends the bind
     * @throws DirectoryException what the bind throws, or the last refusal again
     */
    void around(Bind bind) throws DirectoryException {
        turn.lock();
        try {
            check();
            bind.send();
            forget();
        } catch (Waiting e) {
            throw e;
        } catch (DirectoryException e) {
            if (REFUSALS.contains(e.unavailableCause())) {
                remember(e);
            }
            throw e;
        } finally {
            turn.unlock();
        }
    }

    /**
     * Tells before anything is opened whether it is too early.
     *
     * @throws DirectoryException the last refusal again
     */
    void check() throws DirectoryException {
        Refusal refusal = last;
        if (refusal == null) {
            return;
        }
        long left = refusal.until() - nanoTime.getAsLong();
        if (left > 0 && !hasChanged(refusal.secret())) {
            throw new Waiting(refusal.fault(), Math.max(1, TimeUnit.NANOSECONDS.toSeconds(left)));
        }
    }

    private void remember(DirectoryException fault) {
        Refusal before = last;
        Duration step = before == null ? FIRST : before.step().multipliedBy(GROWTH);
        Duration bounded = step.compareTo(LONGEST) > 0 ? LONGEST : step;
        wipe(before);
        last = new Refusal(fault, secret(), bounded, nanoTime.getAsLong() + bounded.toNanos());
    }

    private void forget() {
        wipe(last);
        last = null;
    }

    private static void wipe(@Nullable Refusal refusal) {
        if (refusal != null && refusal.secret() != null) {
            refusal.secret().wipe();
        }
    }

    private boolean hasChanged(@Nullable Secret refused) {
        Secret now = secret();
        if (now == null) {
            return false;
        }
        try {
            return refused == null || !now.equals(refused);
        } finally {
            now.wipe();
        }
    }

    private @Nullable Secret secret() {
        try {
            return service.password() == null ? null : service.password().read();
        } catch (IOException e) {
            return null;
        }
    }

    /** It is too early for another try. */
    private static final class Waiting extends DirectoryException {

        private static final long serialVersionUID = 1L;

        Waiting(DirectoryException refusal, long seconds) {
            super(
                    refusal.unavailableCause(),
                    refusal.getMessage() + "; not tried again for " + seconds
                            + " s, or until the secret in connectionPassword's file has changed",
                    refusal);
        }
    }
}
