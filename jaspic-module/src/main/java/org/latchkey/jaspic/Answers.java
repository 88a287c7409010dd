package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The responses that end a request here.
 *
 * <p>Each sets its length and closes the stream: Jetty leaves a response open that is not closed, and Open Liberty puts its
 * own challenge in the place of one. None may be kept by a cache. Safe for use by many threads.
 */
final class Answers {

    private final String challenge;
    private final int unavailableStatus;
    private final String retryAfter;

    Answers(DoorSettings settings) {
        challenge = "Basic realm=\"" + quoted(settings.realmName()) + "\", charset=\"UTF-8\"";
        unavailableStatus = settings.unavailableStatus();
        retryAfter = Long.toString(Math.max(1, settings.retryAfter().toSeconds()));
    }

    /** A quoted-string (RFC 9110 5.6.4). */
    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Asks for a name and a password in UTF-8 (RFC 7617 2.1). */
    AuthStatus challenge(HttpExchange exchange) throws IOException {
        exchange.response().setHeader("WWW-Authenticate", challenge);
        end(exchange, HttpServletResponse.SC_UNAUTHORIZED, "text/plain", "");
        return AuthStatus.SEND_CONTINUE;
    }

    /** Nobody is named who would be let in: the scheme says that no password helps; one must be named (RFC 9110 15.5.2). */
    AuthStatus proxied(HttpExchange exchange) throws IOException {
        exchange.response().setHeader("WWW-Authenticate", "Proxied");
        end(exchange, HttpServletResponse.SC_UNAUTHORIZED, "text/plain", "");
        return AuthStatus.SEND_CONTINUE;
    }

    /** The directory could not tell: neither a refusal nor a success (RFC 9110 15.6.4). */
    AuthStatus unavailable(HttpExchange exchange) throws IOException {
        exchange.response().setHeader("Retry-After", retryAfter);
        end(exchange, unavailableStatus, "text/plain", "Logins cannot be checked at the moment. Try again later.\n");
        return AuthStatus.SEND_FAILURE;
    }

    /** A refusal that no password helps against. */
    AuthStatus refused(HttpExchange exchange, int status, String sentence) throws IOException {
        end(exchange, status, "text/plain", sentence + "\n");
        return AuthStatus.SEND_FAILURE;
    }

    /**
     * A page made here, which runs nothing and loads nothing. Where its form may lead is left open: browsers would hold that
     * against an application that sends its users elsewhere after the login.
     */
    void page(HttpExchange exchange, int status, String html) throws IOException {
        HttpServletResponse response = exchange.response();
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        end(exchange, status, "text/html", html);
    }

    /** A page of the site elsewhere, which is fetched and not sent to (RFC 9110 15.4.4). */
    AuthStatus seeOther(HttpExchange exchange, String location) throws IOException {
        exchange.response().setHeader("Location", location);
        end(exchange, HttpServletResponse.SC_SEE_OTHER, "text/plain", "");
        return AuthStatus.SEND_CONTINUE;
    }

    private static void end(HttpExchange exchange, int status, String type, String text) throws IOException {
        HttpServletResponse response = exchange.response();
        fresh(response);
        exchange.lastOfItsConnection();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (body.length > 0) {
            response.setContentType(type + ";charset=UTF-8");
        }
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.getOutputStream().close();
        } catch (IllegalStateException e) { // the page that called authenticate() has begun to write
            response.getWriter().write(text);
            response.getWriter().close();
        }
    }

    /**
     * Takes back what the page that called {@code authenticate()} may have written, and opens the stream: Jetty 12.1 keeps it
     * closed from the end of a connection's last response to the next servlet, and a module comes before that.
     */
    private static void fresh(HttpServletResponse response) {
        if (!response.isCommitted()) {
            response.resetBuffer();
        }
    }
}
