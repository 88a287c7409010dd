package org.latchkey.it.container.probe;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.Principal;
import java.util.Collections;
import org.apache.catalina.TomcatPrincipal;

/**
 * Prints the caller as the sample applications do, and what only Tomcat tells: the principal's attributes, one
 * {@code attribute.NAME=value} a line.
 */
public final class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println("remoteUser=" + request.getRemoteUser());
        out.println("authType=" + request.getAuthType());
        String[] roles = request.getParameterValues("role");
        for (String role : roles == null ? new String[0] : roles) {
            out.println("role." + role + '=' + request.isUserInRole(role));
        }
        out.println("kept=" + kept(request));
        out.println("secure=" + request.isSecure());
        out.println("header.X-User-Mail=" + request.getHeader("X-User-Mail"));
        out.println("request.mail=" + request.getAttribute("mail"));
        printAttributes(request.getUserPrincipal(), out);
    }

    /** What the session has, or is to have from now on. */
    private static Object kept(HttpServletRequest request) {
        String put = request.getParameter("put");
        if (put != null) {
            request.getSession().setAttribute("kept", put);
        }
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getAttribute("kept");
    }

    private static void printAttributes(Principal principal, PrintWriter out) {
        if (principal instanceof TomcatPrincipal known) {
            out.println("delegated=" + (known.getGssCredential() != null));
            out.println("class=" + known.getClass().getName());
            Collections.list(known.getAttributeNames())
                    .forEach(name -> out.println("attribute." + name + '=' + known.getAttribute(name)));
        }
    }
}
