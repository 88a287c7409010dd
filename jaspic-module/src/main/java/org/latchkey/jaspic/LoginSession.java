package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import org.latchkey.auth.DirectoryPrincipal;

/**
 * The session of a login on a page, from when the page is shown.
 *
 * <p>One that is there for nothing else ends soon: anybody can have pages shown, and what was asked for is kept in it.
 */
final class LoginSession {

    static final int SECONDS_TO_LOG_IN = Math.toIntExact(Duration.ofMinutes(5).toSeconds());

    private static final String LASTING = "org.latchkey.lasting";

    private LoginSession() {}

    /** The session to wait for a login in. */
    static HttpSession waiting(HttpServletRequest request) {
        HttpSession known = request.getSession(false);
        if (known != null) {
            return known;
        }
        HttpSession made = request.getSession();
        int lasting = made.getMaxInactiveInterval();
        if (lasting <= 0 || lasting > SECONDS_TO_LOG_IN) {
            made.setAttribute(LASTING, lasting);
            made.setMaxInactiveInterval(SECONDS_TO_LOG_IN);
        }
        return made;
    }

    /**
     * The session of a user who has just logged in. It has another id, so that nobody who knew it before has it now (session
     * fixation), and nothing in it is of another user who was logged in before.
     */
    static HttpSession of(HttpServletRequest request, DirectoryPrincipal user) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            if (isOfAnother(before, user)) {
                before.invalidate();
            } else {
                request.changeSessionId();
            }
        }
        HttpSession session = request.getSession();
        if (session.getAttribute(LASTING) instanceof Integer lasting) {
            session.setMaxInactiveInterval(lasting);
            session.removeAttribute(LASTING);
        }
        SessionCaller.keep(session, user);
        return session;
    }

    private static boolean isOfAnother(HttpSession session, DirectoryPrincipal user) {
        return SessionCaller.of(session)
                .filter(known -> !known.getName().equals(user.getName()))
                .isPresent();
    }
}
