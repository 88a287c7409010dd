package org.latchkey.jaspic;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.catalina.TomcatPrincipal;

/** Tells what it sees, a line each; {@code op} makes it log in, log out, make a session, keep something in it, ask for a caller, dispatch or fail. */
final class Echo extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        List<String> lines = new ArrayList<>();
        String op = request.getParameter("op");
        boolean first = request.getDispatcherType().equals(DispatcherType.REQUEST);
        if (first && "async".equals(op)) {
            request.startAsync().dispatch();
            return;
        } else if (first && "error".equals(op)) {
            response.sendError(HttpServletResponse.SC_CONFLICT);
            return;
        } else if ("session".equals(op)) {
            request.getSession();
        } else if ("keep".equals(op)) {
            request.getSession().setAttribute("mine", "kept");
        } else if ("logout".equals(op)) {
            request.logout();
        } else if ("fail".equals(op)) {
            throw new ServletException("as asked");
        } else if ("login".equals(op)) {
            request.login(request.getParameter("u"), request.getParameter("p"));
        } else if ("authenticate".equals(op) && !request.authenticate(response)) {
            return;
        }
        lines.add("page=" + request.getServletPath());
        lines.add("user=" + request.getRemoteUser());
        lines.add("type=" + request.getAuthType());
        lines.add("staff=" + request.isUserInRole("staff"));
        if (request.getUserPrincipal() instanceof TomcatPrincipal principal) {
            lines.add("mail=" + principal.getAttribute("mail"));
        }
        lines.add("failure=" + request.getAttribute("org.latchkey.loginFailure"));
        lines.add("method=" + request.getMethod());
        lines.add("x=" + request.getHeader("X-Test"));
        Map<String, String[]> parameters = new TreeMap<>(request.getParameterMap());
        parameters.forEach((name, values) -> lines.add("p." + name + "=" + Arrays.toString(values)));
        lines.add("body=" + new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        lines.add("attributes="
                + (request.getSession(false) == null
                        ? List.of()
                        : Collections.list(request.getSession(false).getAttributeNames())));
        lines.add("dispatched=" + request.getDispatcherType());
        Collections.list(request.getHeaderNames())
                .forEach(name -> lines.add("header." + name + "=" + Collections.list(request.getHeaders(name))));
        Collections.list(request.getAttributeNames()).stream()
                .filter(name -> name.startsWith("shown."))
                .forEach(name -> lines.add(name + "=" + request.getAttribute(name)));
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(String.join("\n", lines));
    }
}
