package org.latchkey.tomcat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/**
 * An application with FORM, at {@code /form}: {@code /inside} wants the role staff; the error page {@code /error} shows what
 * it was told of the failure, and blanks behind it; {@code /twice} logs in by two passwords, one after the other.
 */
final class FormApp {

    static final String TOLD = "org.latchkey.loginFailure";

    private FormApp() {}

    /** Adds it, with an error page of this many characters, flushed or not. */
    static Context addTo(Tomcat tomcat, int size, boolean flushed) {
        Context application = tomcat.addContext("/form", null);
        login(application, "/error");
        servlet(application, "error", new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setHeader("ETag", "\"of-the-page\"");
                response.getWriter().print("told " + request.getAttribute(TOLD) + " ".repeat(size));
                if (flushed) {
                    response.flushBuffer();
                }
            }
        });
        return application;
    }

    /** Adds it, with a file for an error page that is long enough for the system to send it by itself. */
    static Context addWithStaticPage(Tomcat tomcat, Path folder) {
        try {
            Files.writeString(folder.resolve("error.html"), "a long page " + "x".repeat(100_000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Context application = tomcat.addContext("/form", folder.toString());
        login(application, "/error.html");
        servlet(application, "files", new DefaultServlet());
        application.addServletMappingDecoded("/", "files");
        application.addMimeMapping("html", "text/html");
        return application;
    }

    private static void login(Context application, String errorPage) {
        LoginConfig login = new LoginConfig("FORM", null, "/page", errorPage);
        application.setLoginConfig(login);
        application.getPipeline().addValve(new FormAuthenticator());
        application.addSecurityRole("staff");
        SecurityCollection pages = new SecurityCollection();
        pages.addPattern("/inside");
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(pages);
        constraint.setAuthConstraint(true);
        constraint.addAuthRole("staff");
        application.addConstraint(constraint);
        servlet(application, "inside", new Says("inside"));
        servlet(application, "page", new Says("log in"));
        servlet(application, "twice", new Twice());
    }

    private static void servlet(Context application, String name, HttpServlet servlet) {
        Tomcat.addServlet(application, name, servlet);
        application.addServletMappingDecoded("/" + name, name);
    }

    private static final class Says extends HttpServlet {

        private static final long serialVersionUID = 1L;
        private final String text;

        Says(String text) {
            this.text = text;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(text);
        }
    }

    private static final class Twice extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            for (String password : request.getParameterValues("password")) {
                try {
                    request.login("alice", password);
                } catch (ServletException e) {
                    response.getWriter().print("refused ");
                }
                response.getWriter().print("told " + request.getAttribute(TOLD) + " ");
            }
        }
    }

    /** Asks for the page inside, and posts the login page's form, with headers given in pairs. */
    static HttpResponse<String> logIn(Tomcat tomcat, String user, String password, String... headers) {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        String root = "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/form";
        String form = "j_username=" + encoded(user) + "&j_password=" + encoded(password);
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(root + "/j_security_check"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        HttpRequest.Builder first = HttpRequest.newBuilder(URI.create(root + "/inside"));
        for (int i = 0; i < headers.length; i += 2) {
            post.header(headers[i], headers[i + 1]);
            first.header(headers[i], headers[i + 1]);
        }
        try {
            browser.send(first.build(), HttpResponse.BodyHandlers.ofString());
            return browser.send(post.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
