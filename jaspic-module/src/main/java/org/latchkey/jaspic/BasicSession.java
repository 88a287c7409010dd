package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;

/**
 * Tells the callers that a container put into a session after HTTP Basic or a client certificate, as Tomcat does, from those
 * who logged in: the former are verified at each request, and so are nobody without their password or certificate.
 */
final class BasicSession {

    private static final String ATTRIBUTE = "org.latchkey.basic";

    private BasicSession() {}

    /** Notes that a session, if there is one, may hold a caller who came by a header or a certificate. */
    static void note(HttpServletRequest request, String name) {
        HttpSession session = request.getSession(false);
        if (session != null && !name.equals(session.getAttribute(ATTRIBUTE))) {
            session.setAttribute(ATTRIBUTE, name);
        }
    }

    /** Whether a caller whom the container knows may be there by what an earlier request brought alone. */
    static boolean holds(HttpServletRequest request, Principal known) {
        HttpSession session = request.getSession(false);
        return session != null && known.getName().equals(session.getAttribute(ATTRIBUTE));
    }
}
