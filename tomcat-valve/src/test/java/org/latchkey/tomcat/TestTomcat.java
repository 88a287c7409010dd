package org.latchkey.tomcat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Realm;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/**
 * A small Tomcat on loopback with one application: {@code /private} wants BASIC and a role, {@code /any} BASIC and the role
 * {@code *}, {@code /safe} wants TLS, and {@code /login?user=&password=} calls {@code HttpServletRequest.login}.
 */
final class TestTomcat implements AutoCloseable {

    /** Where the realm stands. */
    enum Level {
        ENGINE,
        HOST,
        CONTEXT
    }

    private final Tomcat tomcat = new Tomcat();
    private final Context application;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    TestTomcat(Path folder, Level level, String realmXml) {
        this(folder, level, realmXml, configured -> {});
    }

    TestTomcat(Path folder, Level level, String realmXml, Consumer<Tomcat> more) {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setRedirectPort(8443);
        tomcat.setSilent(true);
        tomcat.getHost().setAutoDeploy(false);
        application = tomcat.addContext("/app", null);
        secure();
        Realm realm = TestRealm.readInto(new StandardEngine(), realmXml);
        switch (level) {
            case ENGINE -> tomcat.getEngine().setRealm(realm);
            case HOST -> tomcat.getHost().setRealm(realm);
            case CONTEXT -> application.setRealm(realm);
        }
        more.accept(tomcat);
    }

    private void secure() {
        LoginConfig login = new LoginConfig();
        login.setAuthMethod("BASIC");
        application.setLoginConfig(login);
        application.getPipeline().addValve(new BasicAuthenticator());
        application.addSecurityRole("staff");
        constrain("/private", "staff", "NONE");
        constrain("/any", "*", "NONE");
        constrain("/safe", null, "CONFIDENTIAL");
        Tomcat.addServlet(application, "who", new Who());
        for (String path : new String[] {"/private", "/any", "/safe", "/login"}) {
            application.addServletMappingDecoded(path, "who");
        }
    }

    private void constrain(String path, String role, String transport) {
        SecurityCollection pages = new SecurityCollection();
        pages.addPattern(path);
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(pages);
        if (role != null) {
            constraint.setAuthConstraint(true);
            constraint.addAuthRole(role);
        }
        constraint.setUserConstraint(transport);
        application.addConstraint(constraint);
    }

    private static final class Who extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String user = request.getParameter("user");
            try {
                if (user != null) {
                    request.login(user, request.getParameter("password"));
                }
                response.getWriter().print(request.getRemoteUser() + " staff=" + request.isUserInRole("staff"));
            } catch (ServletException e) {
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            }
        }
    }

    TestTomcat start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    Tomcat tomcat() {
        return tomcat;
    }

    Context application() {
        return application;
    }

    /** Asks for a path of the application, with headers given in pairs. */
    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/app" + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Asks for a path as a user, by BASIC. */
    HttpResponse<String> getAs(String user, String password, String path, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return get(path, all);
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
