package org.example.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/**
 * Prints what the container says about the caller, one {@code key=value} a line.
 *
 * <p>Keys: {@code remoteUser}, {@code principal} and {@code authType}, each empty where the container answers
 * {@code null}; then {@code role.NAME} with {@code true} or {@code false} for every {@code role} parameter asked about,
 * in the order asked.
 */
final class Caller {
    private final HttpServletRequest request;

    Caller(HttpServletRequest request) {
        this.request = request;
    }

    void printTo(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(describe());
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        line(text, "remoteUser", request.getRemoteUser());
        line(text, "principal", principalName());
        line(text, "authType", request.getAuthType());
        String[] roles = request.getParameterValues("role");
        if (roles != null) {
            for (String role : roles) {
                line(text, "role." + role, String.valueOf(request.isUserInRole(role)));
            }
        }
        return text.toString();
    }

    private String principalName() {
        Principal principal = request.getUserPrincipal();
        return principal == null ? null : principal.getName();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value == null ? "" : value).append('\n');
    }
}
