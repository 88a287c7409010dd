package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Optional;
import org.latchkey.auth.DirectoryPrincipal;

/**
 * Tells the callers that a container put into a session after HTTP Basic or a client certificate, as Tomcat does, from those
 * who logged in: the former are verified at each request, and so are nobody without their password or certificate.
 */
final class BasicSession {

    private static final String ATTRIBUTE = "org.latchkey.basic";

    private BasicSession() {}

    /** Hands over a caller whom this very request has proved, and notes that a session may hold them from now on. */
    static AuthStatus admit(HttpExchange exchange, DirectoryPrincipal user, String authType) throws AuthException {
        exchange.caller().user(exchange.request(), user);
        exchange.authType(authType);
        note(exchange.request(), user.getName());
        return AuthStatus.SUCCESS;
    }

    /** The caller whom the container knows by a login, and not by what an earlier request brought. */
    static Optional<Principal> loggedIn(HttpServletRequest request) {
        return ContainerCaller.of(request).filter(caller -> !holds(request, caller));
    }

    /** Notes that a session, if there is one, may hold a caller who came by a header or a certificate. */
    private static void note(HttpServletRequest request, String name) {
        HttpSession session = request.getSession(false);
        if (session != null && !name.equals(session.getAttribute(ATTRIBUTE))) {
            session.setAttribute(ATTRIBUTE, name);
        }
    }

    /** Whether a caller whom the container knows may be there by what an earlier request brought alone. */
    private static boolean holds(HttpServletRequest request, Principal known) {
        HttpSession session = request.getSession(false);
        return session != null && known.getName().equals(session.getAttribute(ATTRIBUTE));
    }
}
