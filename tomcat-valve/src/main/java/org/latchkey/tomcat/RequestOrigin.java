package org.latchkey.tomcat;

import java.util.Arrays;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LoginFailure;

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
    public boolean isSecure() {
        return request.isSecure();
    }

    /** The last login of a request counts: a success takes the attribute away. */
    @Override
    public void ended(Optional<LoginFailure> failure) {
        failure.ifPresentOrElse(
                shown -> request.setAttribute(LoginFailure.ATTRIBUTE, shown.name()),
                () -> request.removeAttribute(LoginFailure.ATTRIBUTE));
        HeldAnswer.told(request, failure);
    }

    /**
     * How the last login of a request ended.
     *
     * @param request the request
     * @return what may be shown of it; empty without one, or when it went well
     */
    static Optional<LoginFailure> failureOf(Request request) {
        return request.getAttribute(LoginFailure.ATTRIBUTE) instanceof String name
                ? Arrays.stream(LoginFailure.values())
                        .filter(failure -> failure.name().equals(name))
                        .findFirst()
                : Optional.empty();
    }
}
