package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;

/** The login page of applications that have none: HTML without style or script. */
final class PlainPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="UTF-8"><meta name="viewport" content="width=device-width"><title>%1$s</title></head>
            <body>
            <h1>%1$s</h1>
            <p role="alert">%2$s</p>
            <form method="post" action="%3$s/j_security_check">
            <p><label>User name <input name="j_username" autocomplete="username" required autofocus></label></p>
            <p><label>Password <input name="j_password" type="password" autocomplete="current-password" required></label></p>
            <input type="hidden" name="%4$s" value="%5$s">
            <p><button>Log in</button></p>
            </form>
            </body>
            </html>
            """;

    private PlainPage() {}

    static String of(HttpServletRequest request, String title, String message, String token) {
        return PAGE.formatted(
                escaped(title), escaped(message), escaped(request.getContextPath()), FormToken.FIELD, escaped(token));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
