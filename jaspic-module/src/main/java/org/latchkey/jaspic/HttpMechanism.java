package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import java.io.IOException;

/** A way in which a browser shows who its user is. Safe for use by many threads. */
@FunctionalInterface
interface HttpMechanism {

    /**
     * Decides one request, and writes the response where it does not go on to the page.
     *
     * @param exchange the request
     * @return {@code SUCCESS} only where no credentials were refused
     * @throws AuthException when the container did not take the caller
     * @throws IOException when the response could not be written
     */
    AuthStatus validate(HttpExchange exchange) throws AuthException, IOException;
}
