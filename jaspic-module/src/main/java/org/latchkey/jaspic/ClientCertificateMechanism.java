package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Unavailable;

/**
 * A client certificate that the container has verified in the TLS handshake (Jakarta Servlet 6.0, 13.6.4 and 3.10): its user
 * is looked up at each request, whatever the session knows.
 *
 * <p>Browsers show a certificate to a whole site and not to a page. So one that is nobody's is as none where a page needs no
 * caller, and the answer to both where it does is 403: nothing that could be typed would help, and a 401 would have to name a
 * scheme (RFC 9110 15.5.2). A caller who logged in at the container goes on.
 */
final class ClientCertificateMechanism implements HttpMechanism {

    private final PasswordCheck check;
    private final Answers answers;

    ClientCertificateMechanism(PasswordCheck check, Answers answers) {
        this.check = check;
        this.answers = answers;
    }

    @Override
    public AuthStatus validate(HttpExchange exchange) throws AuthException, IOException {
        Optional<X509Certificate> shown = ShownCertificate.of(exchange.request());
        return shown.isPresent() ? lookUp(exchange, shown.get()) : withoutCertificate(exchange);
    }

    private AuthStatus lookUp(HttpExchange exchange, X509Certificate own) throws AuthException, IOException {
        AuthenticationResult result = check.of(own, exchange.request().getRemoteAddr());
        if (result instanceof Authenticated authenticated) {
            return BasicSession.admit(exchange, authenticated.principal(), HttpServletRequest.CLIENT_CERT_AUTH);
        }
        return result instanceof Unavailable ? answers.unavailable(exchange) : withoutCertificate(exchange);
    }

    private AuthStatus withoutCertificate(HttpExchange exchange) throws AuthException, IOException {
        return exchange.goOnAs(
                BasicSession.loggedIn(exchange.request()),
                asked -> answers.refused(
                        asked,
                        HttpServletResponse.SC_FORBIDDEN,
                        "This needs a client certificate of somebody known here."));
    }
}
