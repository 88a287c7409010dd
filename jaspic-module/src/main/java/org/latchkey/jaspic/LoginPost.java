package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;

/** The request by which a login page sends what was typed (Jakarta Servlet 6.0, 13.6.3). */
final class LoginPost {

    private static final String ACTION = "/j_security_check";

    private LoginPost() {}

    /** Whether a request is one: the page it stands on may be anywhere below the application's path. */
    static boolean is(HttpServletRequest request) {
        return request.getMethod().equals("POST") && path(request).endsWith(ACTION);
    }

    private static String path(HttpServletRequest request) {
        String uri = request.getRequestURI();
        int parameters = uri.indexOf(';', uri.lastIndexOf('/') + 1);
        return parameters < 0 ? uri : uri.substring(0, parameters);
    }
}
