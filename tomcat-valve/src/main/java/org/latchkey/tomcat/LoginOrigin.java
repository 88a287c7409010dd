package org.latchkey.tomcat;

import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;

/** The request that a login belongs to, as far as the realm needs to know it. Used by the request's thread. */
interface LoginOrigin {

    /**
     * The client's address, with whatever {@code RemoteIpValve} made of it by now.
     *
     * @return the address, or {@code null} where the container does not tell
     */
    @Nullable
    String peer();

    /**
     * Told how a login of this request ended.
     *
     * @param result the outcome
     */
    void ended(AuthenticationResult result);
}
