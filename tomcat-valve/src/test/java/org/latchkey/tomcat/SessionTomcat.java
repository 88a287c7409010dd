package org.latchkey.tomcat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Realm;
import org.apache.catalina.authenticator.AuthenticatorBase;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/**
 * A small Tomcat on loopback with two applications where one logs in on a page, {@code /one} and {@code /two}, and one with
 * BASIC and sessions, {@code /basic}. {@code /private} wants any user; {@code /open} nobody; {@code /login} calls
 * {@code HttpServletRequest.login} in a session. Each tells who is there.
 */
final class SessionTomcat implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    SessionTomcat(Path folder, Consumer<Tomcat> more) {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setSilent(true);
        tomcat.getHost().setAutoDeploy(false);
        secured(tomcat, "/one", "FORM", new FormAuthenticator());
        secured(tomcat, "/two", "FORM", new FormAuthenticator());
        BasicAuthenticator basic = new BasicAuthenticator();
        basic.setAlwaysUseSession(true);
        secured(tomcat, "/basic", "BASIC", basic);
        more.accept(tomcat);
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        }
    }

    /** One whose realm stands in the engine. */
    static SessionTomcat with(Path folder, Realm realm) {
        return new SessionTomcat(folder, tomcat -> tomcat.getEngine().setRealm(realm));
    }

    /** Adds an application of the same pages with another login. */
    static void secured(Tomcat tomcat, String path, String method, AuthenticatorBase authenticator) {
        Context application = tomcat.addContext(path, null);
        LoginConfig login = new LoginConfig();
        login.setAuthMethod(method);
        login.setLoginPage("/ask");
        login.setErrorPage("/ask");
        application.setLoginConfig(login);
        application.getPipeline().addValve(authenticator);
        SecurityCollection pages = new SecurityCollection();
        pages.addPattern("/private");
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(pages);
        constraint.setAuthConstraint(true);
        constraint.addAuthRole("**");
        application.addConstraint(constraint);
        Tomcat.addServlet(application, "who", new Who());
        for (String page : List.of("/private", "/open", "/login", "/ask")) {
            application.addServletMappingDecoded(page, "who");
        }
    }

    private static final class Who extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                if (request.getParameter("user") != null) {
                    request.getSession();
                    request.login(request.getParameter("user"), request.getParameter("password"));
                }
            } catch (ServletException e) {
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
                return;
            }
            String session = request.getSession(false) == null ? " without session" : "";
            response.getWriter()
                    .print((request.getServletPath().equals("/ask") ? "asked " : "")
                            + request.getRemoteUser() + " staff=" + request.isUserInRole("staff") + " captains="
                            + request.isUserInRole("captains") + session);
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            doGet(request, response);
        }
    }

    Tomcat tomcat() {
        return tomcat;
    }

    Context application(String path) {
        return (Context) tomcat.getHost().findChild(path);
    }

    Browser browser() {
        return new Browser(HttpClient.newBuilder(), "http://127.0.0.1:", tomcat.getConnector());
    }

    /** One that speaks TLS with the last connector. */
    Browser browser(SSLContext tls) {
        Connector[] connectors = tomcat.getService().findConnectors();
        return new Browser(
                HttpClient.newBuilder().sslContext(tls), "https://localhost:", connectors[connectors.length - 1]);
    }

    /** Keeps cookies and follows redirects. */
    static final class Browser {

        private final HttpClient client;
        private final String root;

        private Browser(HttpClient.Builder client, String host, Connector connector) {
            this.client = client.cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            this.root = host + connector.getLocalPort();
        }

        String get(String path, String... headers) {
            HttpRequest.Builder request = to(path);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return send(request);
        }

        /** Logs in on the page of an application. */
        String logIn(String application, String user) {
            get(application + "/private");
            return send(to(application + "/j_security_check")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "j_username=" + user + "&j_password=" + user.split("@")[0] + "-c4nary")));
        }

        String getAs(String user, String path) {
            String pair = user + ":" + user + "-c4nary";
            return get(
                    path,
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }

        private HttpRequest.Builder to(String path) {
            return HttpRequest.newBuilder(URI.create(root + path));
        }

        private String send(HttpRequest.Builder request) {
            try {
                var response = client.send(request.build(), BodyHandlers.ofString());
                return response.statusCode() == 200 ? response.body() : String.valueOf(response.statusCode());
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        }
    }
}
