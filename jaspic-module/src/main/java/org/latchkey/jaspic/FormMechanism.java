package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.DirectoryPrincipal;

/**
 * Login on a page (Jakarta Servlet 6.0, 13.6.3): who has no caller and needs one is shown the page, what was asked for is
 * kept meanwhile, and given back once after the login. A session then keeps its caller until it ends or logs out.
 */
final class FormMechanism implements HttpMechanism {

    private final FormLogin login;
    private final LoginPages pages;
    private final Answers answers;
    private final LiveCallers callers;

    FormMechanism(PasswordCheck check, LiveCallers callers, DoorSettings settings, Answers answers) {
        this.answers = answers;
        this.callers = callers;
        pages = new LoginPages(settings, answers);
        login = new FormLogin(check, callers.clock(), pages, answers);
    }

    @Override
    public AuthStatus validate(HttpExchange exchange) throws AuthException, IOException {
        if (LoginPost.is(exchange.request())) {
            return login.of(exchange);
        }
        HttpSession session = exchange.request().getSession(false);
        boolean kept = SessionCaller.of(session).isPresent();
        Optional<DirectoryPrincipal> user = callers.of(exchange.request());
        if (user.isPresent()) {
            return goOn(exchange, session, user.get());
        }
        // Whom the session has just lost, the container may still know.
        return exchange.goOnAs(kept ? Optional.empty() : ContainerCaller.of(exchange.request()), this::ask);
    }

    private static AuthStatus goOn(HttpExchange exchange, @Nullable HttpSession session, DirectoryPrincipal user)
            throws AuthException {
        HttpServletRequest request = exchange.request();
        exchange.caller().user(request, user);
        exchange.authType(HttpServletRequest.FORM_AUTH);
        exchange.message()
                .setRequestMessage(SessionMemory.take(session, request)
                        .filter(saved -> saved.isSafe() || exchange.mandatory())
                        .<HttpServletRequest>map(saved -> new RestoredRequest(request, saved))
                        .orElseGet(() -> new SessionRequest(request)));
        return AuthStatus.SUCCESS;
    }

    private AuthStatus ask(HttpExchange exchange) throws AuthException, IOException {
        HttpServletRequest request = exchange.request();
        if (isNavigation(request)) {
            Optional<SavedRequest> saved = SavedRequest.of(request);
            if (saved.isEmpty()) {
                return answers.refused(
                        exchange,
                        413,
                        "This is too much to be kept until you have logged in. Log in, and send it again.");
            }
            SessionMemory.keep(LoginSession.waiting(request), saved.get());
        }
        return pages.login(exchange);
    }

    /** What a page loads beside must not take the place of the page (Fetch Metadata); older clients do not tell. */
    private static boolean isNavigation(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        return mode == null || mode.equals("navigate");
    }
}
