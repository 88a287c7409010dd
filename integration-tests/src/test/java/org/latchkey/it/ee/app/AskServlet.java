package org.latchkey.it.ee.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Says who calls, and which loading of it answers, one {@code key=value} a line, and does before what the parameter {@code
 * do} asks for: {@code authenticate}, {@code login} (with {@code user} and {@code password}), {@code logout} or {@code
 * session}.
 */
public final class AskServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final UUID LOADED = UUID.randomUUID();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String done = act(request, response);
        if (!done.equals("challenged")) {
            answer(request, response, done, "");
        }
    }

    /** The form's fields are read by name, so that a request that was put back after a login is seen whole. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String note = request.getParameter("note");
        String body = note == null
                ? new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                : "note:" + note;
        answer(request, response, act(request, response), body);
    }

    private static String act(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String what = request.getParameter("do");
        return switch (what == null ? "" : what) {
            case "authenticate" -> request.authenticate(response) ? "authenticated" : "challenged";
            case "login" -> login(request);
            case "logout" -> {
                request.logout();
                yield "logged out";
            }
            case "session" -> request.getSession().getId();
            default -> "nothing";
        };
    }

    private static String login(HttpServletRequest request) {
        try {
            request.login(request.getParameter("user"), request.getParameter("password"));
            return "logged in";
        } catch (ServletException e) {
            return "refused";
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, String done, String body)
            throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println("done=" + done);
        out.println("method=" + request.getMethod());
        out.println("body=" + body);
        out.println("loaded=" + LOADED);
        Caller.print(request, out);
    }
}
