package org.latchkey.tomcat;

import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;

/**
 * A request of Tomcat's.
 *
 * @param request the request
 */
record RequestOrigin(Request request) implements LoginOrigin {

    @Override
    public @Nullable String peer() {
        return request.getRemoteAddr();
    }

    @Override
    public void ended(AuthenticationResult result) {}
}
