package org.latchkey.auth;

import java.time.Duration;

/**
 * Is told how every login ended. It observes and changes nothing: what it throws is logged and dropped.
 *
 * <p>Called on the login's own thread; implementations are safe for use by many threads and quick.
 */
@FunctionalInterface
public interface AuthenticationListener {

    /**
     * One login has ended.
     *
     * @param request what was asked
     * @param result how it ended
     * @param took how long it took
     */
    void onResult(LoginRequest request, AuthenticationResult result, Duration took);
}
