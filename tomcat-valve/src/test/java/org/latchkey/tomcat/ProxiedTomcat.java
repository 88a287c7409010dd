package org.latchkey.tomcat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Valve;
import org.apache.catalina.Wrapper;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.authenticator.NonLoginAuthenticator;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/**
 * A Tomcat on loopback behind a proxy at 127.0.0.1, which the tests play: {@code /private} wants the role staff, {@code /never}
 * nobody may see, everything else is open. A request from 127.0.0.2 comes past the proxy.
 */
final class ProxiedTomcat implements AutoCloseable {

    static final String PROXY = "127.0.0.1";
    static final String OUTSIDE = "127.0.0.2";
    static final String SECRET = "the-proxy-s-c4nary-secret";
    static final String SHOWN = "X-Proxy-Secret: " + SECRET;

    /** What the application's {@code login-config} says. */
    enum Login {
        BASIC,
        FORM,
        NONE,
        /** The application has no constraints, so Tomcat gives it no authenticator. */
        NO_AUTHENTICATOR
    }

    private final Tomcat tomcat = new Tomcat();
    private final Context application;

    ProxiedTomcat(Path folder, String realmXml, Login login, TestValve... valves) {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", PROXY);
        connector.addUpgradeProtocol(new Http2Protocol());
        tomcat.setSilent(true);
        tomcat.getHost().setAutoDeploy(false);
        tomcat.getEngine().setRealm(TestRealm.readInto(new StandardEngine(), realmXml));
        application = tomcat.addContext("/app", null);
        Arrays.stream(valves).forEach(valve -> valve.readInto(application));
        protect(login);
        serve();
    }

    /** A valve that believes the proxy who shows the secret. */
    static TestValve valve(Path folder) {
        try {
            Path file = Files.writeString(folder.resolve("proxy-secret"), SECRET);
            return TestValve.of(RemoteUserValve.class)
                    .with("trustedProxies", PROXY)
                    .with("proxySecretHeader", "X-Proxy-Secret")
                    .with("proxySecretFile", file.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void protect(Login login) {
        if (login == Login.NO_AUTHENTICATOR) {
            return;
        }
        LoginConfig config = new LoginConfig();
        config.setAuthMethod(login.name());
        config.setLoginPage("/login");
        config.setErrorPage("/login");
        application.setLoginConfig(config);
        Valve authenticator = switch (login) {
            case BASIC -> new BasicAuthenticator();
            case FORM -> new FormAuthenticator();
            default -> new NonLoginAuthenticator();
        };
        application.getPipeline().addValve(authenticator);
        application.addSecurityRole("staff");
        constrain("/private", "staff");
        constrain("/never");
    }

    private void constrain(String path, String... roles) {
        SecurityCollection pages = new SecurityCollection();
        pages.addPattern(path);
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(pages);
        constraint.setAuthConstraint(true);
        Arrays.stream(roles).forEach(constraint::addAuthRole);
        application.addConstraint(constraint);
    }

    private void serve() {
        Wrapper mirror = Tomcat.addServlet(application, "mirror", new Mirror());
        mirror.setAsyncSupported(true);
        application.addServletMappingDecoded("/", "mirror");
        ErrorPage page = new ErrorPage();
        page.setErrorCode(418);
        page.setLocation("/error-page");
        application.addErrorPage(page);
    }

    ProxiedTomcat with(Consumer<Tomcat> change) {
        change.accept(tomcat);
        return this;
    }

    ProxiedTomcat start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    Context application() {
        return application;
    }

    /** Has the engine's realm look for its directory. */
    void probe() {
        ((LdapRealm) tomcat.getEngine().getRealm()).probe();
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** Asks as the proxy does, which shows its secret. */
    RawHttp.Answer asProxy(String path, String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add(SHOWN);
        return RawHttp.ask(PROXY, port(), "/app" + path, all.toArray(String[]::new));
    }

    /** Asks from the proxy's address, with these lines and no others. */
    RawHttp.Answer fromProxy(String path, String... lines) {
        return RawHttp.ask(PROXY, port(), "/app" + path, lines);
    }

    /** Asks past the proxy. */
    RawHttp.Answer fromOutside(String path, String... lines) {
        return RawHttp.ask(OUTSIDE, port(), "/app" + path, lines);
    }

    @Override
    public void close() {
        if (tomcat.getServer().getState() == LifecycleState.DESTROYED) { // a start that failed
            return;
        }
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        }
    }
}
