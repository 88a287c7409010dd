package org.eclipse.jetty.latchkey;

import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;

/** Passes for Jetty's own, by its name, and takes nothing. */
public final class DeafHandler implements CallbackHandler {

    @Override
    public void handle(Callback[] callbacks) {
        // nobody listens
    }
}
