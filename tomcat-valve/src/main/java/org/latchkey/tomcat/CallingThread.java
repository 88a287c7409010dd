package org.latchkey.tomcat;

import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/**
 * What the realm knows of the thread that calls it: the request it works on, and whether its last login got an answer.
 *
 * <p>Every thread sees only its own; safe for use by many. What a request left behind is forgotten when the request ends.
 */
final class CallingThread {

    private final ThreadLocal<@Nullable Request> request = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Boolean> answered = new ThreadLocal<>();

    /**
     * Begins a request, or one nested in another.
     *
     * @param entered the request
     * @return the request the thread was working on before, or {@code null}
     */
    @Nullable
    Request enter(Request entered) {
        Request outer = request.get();
        request.set(entered);
        return outer;
    }

    /**
     * Ends a request.
     *
     * @param outer what {@link #enter} returned
     */
    void leave(@Nullable Request outer) {
        if (outer != null) {
            request.set(outer);
            return;
        }
        request.remove();
        answered.remove();
    }

    /**
     * The client's address, with whatever {@code RemoteIpValve} made of it by now.
     *
     * @return the address, or {@code null} when the thread is working on no request
     */
    @Nullable
    String peer() {
        Request now = request.get();
        return now == null ? null : now.getRemoteAddr();
    }

    /**
     * Notes how the thread's login ended.
     *
     * @param answer true when it was decided either way, false when nobody could tell
     */
    void noteAnswered(boolean answer) {
        answered.set(answer);
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
