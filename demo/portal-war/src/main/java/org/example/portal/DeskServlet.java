package org.example.portal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A protected page for people: greets the caller by name and takes a note.
 *
 * <p>The note exists to be posted before logging in: the container keeps the whole request, shows the login form, and
 * delivers the note afterwards.
 */
public final class DeskServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="UTF-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Portal</title>
            """;
    private static final String BODY = """
            <link rel="stylesheet" href="style.css">
            </head>
            <body>
            <main id="desk">
            """;
    private static final String ROOMS = """
            <section>
              <h2>Leave a note</h2>
              <form method="post" action="desk/">
                <label>Note <input name="note"></label>
                <button>Leave it</button>
              </form>
            </section>
            <p><a href="lead/">The leads' room</a></p>
            <form method="post" action="logout"><button>Log out</button></form>
            </main>
            </body>
            </html>
            """;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        page(request, response, "");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String note = request.getParameter("note");
        page(request, response, "<p>Your note: <q>" + escape(note == null ? "" : note) + "</q></p>");
    }

    private static void page(HttpServletRequest request, HttpServletResponse response, String noted)
            throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(html(escape(request.getContextPath()), escape(request.getRemoteUser()), noted));
    }

    private static String html(String root, String user, String noted) {
        return HEAD + "<base href=\"" + root + "/\">\n" + BODY + "<h1>Welcome, " + user + "</h1>\n" + noted + ROOMS;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
