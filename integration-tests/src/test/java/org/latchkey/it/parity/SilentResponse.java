package org.latchkey.it.parity;

import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/** Takes the 403 that nobody reads. */
final class SilentResponse extends Response {
    @Override
    public void sendError(int status, @Nullable String message) {}
}
