package org.latchkey.auth;

/**
 * Answers whether a login is genuine, and as whom.
 *
 * <p>Implementations are safe for use by many threads. The answer comes as a value: a refused password, an unknown user
 * and an unreachable directory are all results, never exceptions.
 */
@FunctionalInterface
public interface Authenticator {

    /**
     * Decides one login.
     *
     * <p>May block on the directory until the request's deadline. A runtime exception means a defect of the
     * implementation; no door may take it for success.
     *
     * @param request who asks, with what, from where and until when
     * @return the outcome: authenticated, rejected, or unavailable when the directory could not tell
     */
    AuthenticationResult authenticate(LoginRequest request);
}
