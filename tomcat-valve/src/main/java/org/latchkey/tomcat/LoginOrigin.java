package org.latchkey.tomcat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LoginFailure;

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
     * Whether the request came over TLS, by whatever {@code RemoteIpValve} made of it by now.
     *
     * @return false for plain HTTP
     */
    boolean isSecure();

    /**
     * Told how a login of this request ended.
     *
     * @param failure as much of it as may be shown; empty when it went well
     */
    void ended(Optional<LoginFailure> failure);
}
