package org.latchkey.jaspic;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request of a session that keeps its caller: logging out makes the session forget, also where no container says so. */
class SessionRequest extends HttpServletRequestWrapper {

    SessionRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public void logout() throws ServletException {
        SessionCaller.forget(getSession(false));
        ProxiedSession.forget(getSession(false));
        super.logout();
    }
}
