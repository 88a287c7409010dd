package org.latchkey.tomcat;

import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.LoginFailure;

/**
 * What the realm knows of the thread that calls it: whose request it works on, and whether its last login got an answer.
 *
 * <p>Every thread sees only its own; safe for use by many. What a request left behind is forgotten when the request ends.
 */
@SuppressWarnings("ThreadLocalUsage") // not static: one realm is not told of another's logins
final class CallingThread {

    private final ThreadLocal<@Nullable LoginOrigin> request = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Boolean> answered = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Unavailable> unanswered = new ThreadLocal<>();

    /**
     * Begins a request, or one nested in another.
     *
     * @param entered the request
     * @return what the thread knew before, for {@link #leave}
     */
    @Nullable
    LoginOrigin enter(LoginOrigin entered) {
        LoginOrigin outer = request.get();
        request.set(entered);
        return outer;
    }

    /**
     * Ends a request.
     *
     * @param outer what {@link #enter} returned
     */
    void leave(@Nullable LoginOrigin outer) {
        if (outer != null) {
            request.set(outer);
            return;
        }
        request.remove();
        answered.remove();
        unanswered.remove();
    }

    /**
     * The client's address, with whatever {@code RemoteIpValve} made of it by now.
     *
     * @return the address, or {@code null} when the thread is working on no request
     */
    @Nullable
    String peer() {
        LoginOrigin now = request.get();
        return now == null ? null : now.peer();
    }

    /**
     * Whether what the thread's request brings could be read on its way.
     *
     * @return true for a request over plain HTTP; false outside of any request
     */
    boolean isPlain() {
        LoginOrigin now = request.get();
        return now != null && !now.isSecure();
    }

    /**
     * Notes how the thread's login ended, and tells the request as much of it as may be shown.
     *
     * @param credentials what was presented
     * @param result the outcome
     */
    void noteEnded(Credentials credentials, AuthenticationResult result) {
        noteAnswered(!(result instanceof Unavailable));
        if (result instanceof Unavailable outage) {
            unanswered.set(outage);
        }
        LoginOrigin now = request.get();
        if (now != null) {
            now.ended(LoginFailure.of(credentials, result));
        }
    }

    /**
     * Notes how a login of the thread's ended that the engine was not asked about.
     *
     * @param answer true when it was decided either way, false when nobody could tell
     */
    void noteAnswered(boolean answer) {
        answered.set(answer);
        unanswered.remove();
    }

    /**
     * Why the thread's last login got no answer from the directory.
     *
     * @return the outcome, or {@code null} when it got one, or was refused without asking
     */
    @Nullable
    Unavailable lastUnanswered() {
        return unanswered.get();
    }

    /**
     * Whether the thread's last login got an answer.
     *
     * @return true or false, or {@code null} when it has made none in this request
     */
    @Nullable
    Boolean lastAnswered() {
        return answered.get();
    }
}
