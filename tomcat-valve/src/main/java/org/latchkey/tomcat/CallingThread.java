package org.latchkey.tomcat;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the realm knows of the thread that calls it: whose request it works on, and whether its last login got an answer.
 *
 * <p>Every thread sees only its own; safe for use by many. What a request left behind is forgotten when the request ends.
 */
@SuppressWarnings("ThreadLocalUsage") // not static: one realm is not told of another's logins
final class CallingThread {

    private final ThreadLocal<@Nullable Supplier<@Nullable String>> client = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Boolean> answered = new ThreadLocal<>();

    /**
     * Begins a request, or one nested in another.
     *
     * @param address tells the address of the request's client, whenever it is asked
     * @return what the thread knew before, for {@link #leave}
     */
    @Nullable
    Supplier<@Nullable String> enter(Supplier<@Nullable String> address) {
        Supplier<@Nullable String> outer = client.get();
        client.set(address);
        return outer;
    }

    /**
     * Ends a request.
     *
     * @param outer what {@link #enter} returned
     */
    void leave(@Nullable Supplier<@Nullable String> outer) {
        if (outer != null) {
            client.set(outer);
            return;
        }
        client.remove();
        answered.remove();
    }

    /**
     * The client's address, with whatever {@code RemoteIpValve} made of it by now.
     *
     * @return the address, or {@code null} when the thread is working on no request
     */
    @Nullable
    String peer() {
        Supplier<@Nullable String> now = client.get();
        return now == null ? null : now.get();
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
