package org.latchkey.internal.guard;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.UnavailableCause;

/**
 * Lets as many logins into the directory as find connections there, so that one that hangs does not take all threads of a
 * container. The others wait a quarter of a second, in the order they came, and are then told {@code OVERLOADED}.
 *
 * <p>Safe for use by many threads.
 */
public final class Bulkhead implements Authenticator {

    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Authenticator inner;
    private final int size;
    private final Semaphore places;

    /**
     * Makes the decorator.
     *
     * @param inner who goes to the directory
     * @param size how many logins may be there at once
     */
    public Bulkhead(Authenticator inner, int size) {
        this.inner = inner;
        this.size = size;
        this.places = new Semaphore(size, true);
    }

    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        if (!enter(shorter(request.deadline().remaining(), PATIENCE))) {
            return new Unavailable(
                    UnavailableCause.OVERLOADED,
                    size + " logins were in the directory, and none of them ended in time (maxConnections,"
                            + " maxBindConnections)");
        }
        try {
            return inner.authenticate(request);
        } finally {
            places.release();
        }
    }

    /**
     * Waits until no login is in the directory; later ones find no place.
     *
     * @param longest how long to wait
     */
    public void drain(Duration longest) {
        try {
            if (!places.tryAcquire(size, longest.toNanos(), TimeUnit.NANOSECONDS)) {
                places.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean enter(Duration longest) {
        try {
            return places.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
