package org.latchkey.internal.guard;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.latchkey.auth.AuthenticationListener;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.UnavailableCause;

/**
 * Tells a listener how each login ended. A listener that throws changes nothing, and a defect inside the engine ends as
 * unavailable, never as a success and never as an exception in a container's thread. Safe for use by many threads.
 */
public final class ListeningAuthenticator implements Authenticator {

    private final Authenticator inner;
    private final AuthenticationListener listener;
    private final Logger defects;
    private final LongSupplier nanoTime;

    /**
     * Makes the decorator.
     *
     * @param inner who decides
     * @param listener who is told
     * @param defects where defects of the engine and of the listener are logged
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public ListeningAuthenticator(
            Authenticator inner, AuthenticationListener listener, Logger defects, LongSupplier nanoTime) {
        this.inner = inner;
        this.listener = listener;
        this.defects = defects;
        this.nanoTime = nanoTime;
    }

    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        long start = nanoTime.getAsLong();
        AuthenticationResult result = decide(request);
        try {
            listener.onResult(request, result, Duration.ofNanos(nanoTime.getAsLong() - start));
        } catch (RuntimeException | Error e) {
            log("a login listener failed", e);
        }
        return result;
    }

    /** An Error too ends this login and no more: what the JVM has to say about itself, its own log says. */
    private AuthenticationResult decide(LoginRequest request) {
        try {
            return inner.authenticate(request);
        } catch (RuntimeException | Error e) {
            log("a login failed by a defect", e);
            return new Unavailable(
                    UnavailableCause.INTERNAL, "a defect: " + e.getClass().getName());
        }
    }

    private void log(String what, Throwable e) {
        try {
            defects.log(Level.ERROR, what, e);
        } catch (RuntimeException | LinkageError unloggable) {
            e.addSuppressed(unloggable);
        }
    }
}
