package org.example.staff;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * An application's own login page, on an unprotected path: hands {@code user} and {@code password} to
 * {@link HttpServletRequest#login}.
 *
 * <p>Answers who is calling, or 401 when the container refuses. With {@code remember=true} a session is opened first,
 * so that the container has a place to keep the login for the requests that follow.
 */
public final class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Boolean.parseBoolean(request.getParameter("remember"))) {
            request.getSession();
        }
        if (!login(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
        new Caller(request).printTo(response);
    }

    private static boolean login(HttpServletRequest request) {
        try {
            request.login(request.getParameter("user"), request.getParameter("password"));
            return true;
        } catch (ServletException refused) {
            return false;
        }
    }
}
