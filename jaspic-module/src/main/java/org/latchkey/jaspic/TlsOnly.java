package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Keeps passwords off plain HTTP: none is asked for and none is read there ({@code requireSecureTransport}). */
final class TlsOnly implements HttpMechanism {

    private final HttpMechanism mechanism;
    private final Answers answers;

    TlsOnly(HttpMechanism mechanism, Answers answers) {
        this.mechanism = mechanism;
        this.answers = answers;
    }

    @Override
    public AuthStatus validate(HttpExchange exchange) throws AuthException, IOException {
        HttpServletRequest request = exchange.request();
        boolean asks = exchange.mandatory() || request.getHeader("Authorization") != null || LoginPost.is(request);
        return asks && !request.isSecure()
                ? answers.refused(exchange, HttpServletResponse.SC_FORBIDDEN, "This needs HTTPS.")
                : mechanism.validate(exchange);
    }
}
