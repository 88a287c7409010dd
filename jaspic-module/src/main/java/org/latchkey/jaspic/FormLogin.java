package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.latchkey.SessionCheck;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginFailure;
import org.latchkey.auth.Secret;

/** Takes what was typed on a login page, and only from a page of the same host. */
final class FormLogin {

    private final PasswordCheck check;
    private final Clock clock;
    private final LoginPages pages;
    private final Answers answers;

    FormLogin(PasswordCheck check, Clock clock, LoginPages pages, Answers answers) {
        this.check = check;
        this.clock = clock;
        this.pages = pages;
        this.answers = answers;
    }

    /** Decides a login, and sends whoever passes on to where they wanted to go. */
    AuthStatus of(HttpExchange exchange) throws AuthException, IOException {
        HttpServletRequest request = exchange.request();
        if (OtherSite.sent(request)) {
            return answers.refused(exchange, HttpServletResponse.SC_FORBIDDEN, "This login comes from another site.");
        }
        if (request.getCharacterEncoding() == null) {
            request.setCharacterEncoding("UTF-8");
        }
        if (!isReadable(request)) {
            return answers.refused(exchange, HttpServletResponse.SC_BAD_REQUEST, "This login cannot be read.");
        }
        if (!pages.mayCome(request)) {
            return pages.expired(exchange);
        }
        String username = request.getParameter("j_username");
        String password = request.getParameter("j_password");
        return username == null || password == null
                ? pages.failed(exchange, LoginFailure.REFUSED)
                : decide(exchange, username, Secret.of(password));
    }

    /** Each container has its own exception for a form that is broken or too large; Tomcat 11's says what was typed. */
    private static boolean isReadable(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private AuthStatus decide(HttpExchange exchange, String username, Secret password)
            throws AuthException, IOException {
        UsernamePassword typed = new UsernamePassword(username, password);
        AuthenticationResult result;
        Instant asOf = clock.instant();
        try {
            result = check.of(username, password, exchange.request().getRemoteAddr());
        } finally {
            password.wipe();
        }
        Optional<LoginFailure> failure = LoginFailure.of(typed, result);
        failure.ifPresentOrElse(
                shown -> exchange.request().setAttribute(LoginFailure.ATTRIBUTE, shown.name()),
                () -> exchange.request().removeAttribute(LoginFailure.ATTRIBUTE));
        return result instanceof Authenticated authenticated
                ? admit(exchange, noted(authenticated.principal(), asOf))
                : pages.failed(exchange, failure.orElse(LoginFailure.REFUSED));
    }

    /** Users of a local file, who come in during an outage, are none of the directory's, and nobody asks it about them. */
    private static DirectoryPrincipal noted(DirectoryPrincipal user, Instant asOf) {
        return user.attributes().containsKey("ldap.groups") ? SessionCheck.stamped(user, asOf) : user;
    }

    private AuthStatus admit(HttpExchange exchange, DirectoryPrincipal user) throws IOException {
        HttpServletRequest request = exchange.request();
        HttpSession session = LoginSession.of(request, user);
        String wanted = SessionMemory.grant(session).map(SavedRequest::address).orElse(request.getContextPath() + "/");
        return answers.seeOther(exchange, wanted);
    }
}
