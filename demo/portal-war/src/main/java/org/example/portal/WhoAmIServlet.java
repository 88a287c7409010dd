package org.example.portal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.Principal;

/**
 * Prints what the container says about the caller, one {@code key=value} a line.
 *
 * <p>Keys: {@code remoteUser}, {@code principal} and {@code authType}, each empty where the container answers
 * {@code null}; then {@code role.NAME} with {@code true} or {@code false} for every {@code role} parameter asked about,
 * in the order asked.
 */
public final class WhoAmIServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        PrintWriter out = response.getWriter();
        Principal principal = request.getUserPrincipal();
        line(out, "remoteUser", request.getRemoteUser());
        line(out, "principal", principal == null ? null : principal.getName());
        line(out, "authType", request.getAuthType());
        String[] roles = request.getParameterValues("role");
        if (roles != null) {
            for (String role : roles) {
                line(out, "role." + role, String.valueOf(request.isUserInRole(role)));
            }
        }
    }

    private static void line(PrintWriter out, String key, String value) {
        out.print(key + '=' + (value == null ? "" : value) + '\n');
    }
}
