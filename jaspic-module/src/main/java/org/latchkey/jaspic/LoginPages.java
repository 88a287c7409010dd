package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LoginFailure;

/**
 * The pages to log in on: the application's, shown in the place of what was asked for, or a plain one made here.
 *
 * <p>An application's page answers with its own status, 200 as in every container. The one made here answers 403 to a refused
 * password, so that a log tells the two apart.
 */
final class LoginPages {

    private final DoorSettings settings;
    private final Answers answers;

    LoginPages(DoorSettings settings, Answers answers) {
        this.settings = settings;
        this.answers = answers;
    }

    /** Asks for name and password. */
    AuthStatus login(HttpExchange exchange) throws AuthException, IOException {
        return show(exchange, settings.loginPage(), HttpServletResponse.SC_OK, "");
    }

    /**
     * Answers a login that failed: with a page that says no more than may be said, or where a password is changed, or that
     * nobody could tell.
     */
    AuthStatus failed(HttpExchange exchange, LoginFailure failure) throws AuthException, IOException {
        String elsewhere = settings.passwordChangeUrl();
        if (failure == LoginFailure.UNAVAILABLE) {
            return answers.unavailable(exchange);
        }
        if (elsewhere != null && failure.wantsNewPassword()) {
            String path = elsewhere.startsWith("/") ? exchange.request().getContextPath() : "";
            return answers.seeOther(exchange, path + elsewhere);
        }
        String page = settings.errorPage() == null ? settings.loginPage() : settings.errorPage();
        return show(exchange, page, HttpServletResponse.SC_FORBIDDEN, sentence(failure));
    }

    private static String sentence(LoginFailure failure) {
        return switch (failure) {
            case PASSWORD_EXPIRED -> "Your password has expired. Change it, and log in with the new one.";
            case PASSWORD_MUST_CHANGE -> "Your password must be changed before you can log in.";
            case REFUSED, UNAVAILABLE -> "User name or password is not right.";
        };
    }

    /** Asks again, because the page was not one that this session was shown. */
    AuthStatus expired(HttpExchange exchange) throws AuthException, IOException {
        return show(exchange, null, HttpServletResponse.SC_FORBIDDEN, "This page had been open too long. Try again.");
    }

    /** Whether a login may come from where it says: one of our own page has to show that the page was for this session. */
    boolean mayCome(HttpServletRequest request) {
        return settings.loginPage() != null || FormToken.isRight(request);
    }

    private AuthStatus show(HttpExchange exchange, @Nullable String page, int status, String message)
            throws AuthException, IOException {
        if (page == null) {
            HttpServletRequest request = exchange.request();
            String token = FormToken.of(LoginSession.waiting(request));
            answers.page(exchange, status, PlainPage.of(request, settings.realmName(), message, token));
        } else {
            forward(exchange, page);
        }
        return AuthStatus.SEND_CONTINUE;
    }

    private static void forward(HttpExchange exchange, String page) throws AuthException, IOException {
        HttpServletRequest request = exchange.request();
        RequestDispatcher dispatcher = request.getRequestDispatcher(page);
        if (dispatcher == null) {
            throw new AuthException("The application has no page " + page);
        }
        exchange.response().setHeader("Cache-Control", "no-store");
        try {
            exchange.lastOfItsConnection();
            dispatcher.forward(new Fetched(request), exchange.response());
            end(exchange.response());
        } catch (ServletException e) {
            throw new AuthException("The page " + page + " failed", e);
        }
    }

    /** Jetty leaves a response open that is not closed; which of the two it was written by is the page's choice. */
    private static void end(HttpServletResponse response) throws IOException {
        try {
            response.getOutputStream().close();
        } catch (IllegalStateException e) {
            response.getWriter().close();
        }
    }

    /** A page is fetched, by whatever method the other one was asked for. */
    private static final class Fetched extends HttpServletRequestWrapper {

        Fetched(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }
}
