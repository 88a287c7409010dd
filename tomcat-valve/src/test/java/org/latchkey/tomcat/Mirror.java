package org.latchkey.tomcat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/** Says what an application sees of a request, a line each; parameters make it do something first. */
final class Mirror extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getParameter("async") != null && request.getDispatcherType() == DispatcherType.REQUEST) {
            AsyncContext async = request.startAsync();
            async.start(async::dispatch);
            return;
        }
        if (request.getParameter("error") != null && request.getDispatcherType() == DispatcherType.REQUEST) {
            response.sendError(418);
            return;
        }
        if (request.getParameter("upgrade") != null) {
            upgrade(request, response);
            return;
        }
        session(request);
        show(request, response);
    }

    private static void session(HttpServletRequest request) throws ServletException {
        if (request.getParameter("logout") != null) {
            request.logout();
        }
        if (request.getParameter("put") != null) {
            request.getSession().setAttribute("kept", request.getParameter("put"));
        }
    }

    private static void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        HttpSession session = request.getSession(false);
        out.println("dispatched=" + request.getDispatcherType());
        out.println("user=" + request.getRemoteUser());
        out.println("type=" + request.getAuthType());
        out.println("staff=" + request.isUserInRole("staff"));
        out.println("captains=" + request.isUserInRole("captains"));
        out.println("session=" + (session == null ? null : session.getId()));
        out.println("kept=" + (session == null ? null : session.getAttribute("kept")));
        for (String name : Collections.list(request.getAttributeNames())) {
            out.println("attribute." + name + "=" + shown(request.getAttribute(name)));
        }
        for (String name : Collections.list(request.getHeaderNames())) {
            out.println("header." + name + "=" + Collections.list(request.getHeaders(name)));
        }
    }

    private static Object shown(Object value) {
        return value instanceof byte[] bytes ? bytes.length + " bytes" : value;
    }

    private static void upgrade(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("Upgrade", "mirror");
        response.setHeader("Connection", "Upgrade");
        request.upgrade(Upgraded.class).user = request.getRemoteUser();
    }

    /** The other protocol: it says who asked for it, and ends. */
    public static final class Upgraded implements HttpUpgradeHandler {

        private volatile String user;

        @Override
        public void init(WebConnection connection) {
            try (connection) {
                connection.getOutputStream().write(("user=" + user + "\n").getBytes(StandardCharsets.UTF_8));
                connection.getOutputStream().flush();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void destroy() {}
    }
}
