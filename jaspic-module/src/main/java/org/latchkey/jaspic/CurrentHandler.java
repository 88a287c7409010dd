package org.latchkey.jaspic;

import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * The handler to tell a request's caller to.
 *
 * <p>WildFly makes one for each request and initializes the same module with it, so that two requests at once would take each
 * other's: a handler belongs to the thread it was set on until that thread takes it. Where a module is initialized once, every
 * thread takes that handler. Safe for use by many threads.
 */
final class CurrentHandler {

    @SuppressWarnings("ThreadLocalUsage") // of this module: another one has another handler on the same thread
    private final ThreadLocal<CallbackHandler> ofThread = new ThreadLocal<>();

    private volatile @Nullable CallbackHandler last;

    /** Where nobody has initialized the module yet. */
    CurrentHandler() {}

    /** Where every thread has the same one from the start. */
    CurrentHandler(CallbackHandler handler) {
        last = handler;
    }

    void set(CallbackHandler handler) {
        ofThread.set(handler);
        last = handler;
    }

    /** The handler set last on this thread, or else on any. */
    @Nullable
    CallbackHandler take() {
        CallbackHandler own = ofThread.get();
        ofThread.remove();
        return own != null ? own : last;
    }
}
