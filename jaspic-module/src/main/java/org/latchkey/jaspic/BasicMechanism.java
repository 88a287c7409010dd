package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.DirectoryPrincipal;

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
        HttpServletRequest request = exchange.request();
        Optional<Principal> known = ContainerCaller.of(request).filter(caller -> !BasicSession.holds(request, caller));
        return exchange.goOnAs(known, answers::challenge);
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
                return admit(exchange, authenticated.principal());
            }
            return result instanceof Rejected ? answers.challenge(exchange) : answers.unavailable(exchange);
        } finally {
            sent.password().wipe();
        }
    }

    private static AuthStatus admit(HttpExchange exchange, DirectoryPrincipal user) throws AuthException {
        exchange.caller().user(exchange.request(), user);
        exchange.authType(HttpServletRequest.BASIC_AUTH);
        BasicSession.note(exchange.request(), user.getName());
        return AuthStatus.SUCCESS;
    }
}
