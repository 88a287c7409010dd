package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;

/**
 * HTTP Basic (RFC 7617): each request that carries a password has it verified, whatever its session knows.
 *
 * <p>A refused password is challenged on every page, an optional one too: whoever sends one wants to be known by it. Without
 * a password, a caller who logged in at the container goes on.
 */
final class BasicMechanism implements HttpMechanism {

    private final PasswordCheck check;
    private final Answers answers;

    BasicMechanism(PasswordCheck check, Answers answers) {
        this.check = check;
        this.answers = answers;
    }

    @Override
    public AuthStatus validate(HttpExchange exchange) throws AuthException, IOException {
        String header = exchange.request().getHeader("Authorization");
        return header != null && BasicHeader.is(header) ? verify(exchange, header) : withoutPassword(exchange);
    }

    private AuthStatus withoutPassword(HttpExchange exchange) throws AuthException, IOException {
        return exchange.goOnAs(BasicSession.loggedIn(exchange.request()), answers::challenge);
    }

    private AuthStatus verify(HttpExchange exchange, String header) throws AuthException, IOException {
        Optional<BasicHeader> read = BasicHeader.of(header);
        if (read.isEmpty()) {
            return answers.challenge(exchange);
        }
        BasicHeader sent = read.get();
        try {
            AuthenticationResult result = check.of(
                    sent.username(), sent.password(), exchange.request().getRemoteAddr());
            if (result instanceof Authenticated authenticated) {
                return BasicSession.admit(exchange, authenticated.principal(), HttpServletRequest.BASIC_AUTH);
            }
            return result instanceof Rejected ? answers.challenge(exchange) : answers.unavailable(exchange);
        } finally {
            sent.password().wipe();
        }
    }
}
