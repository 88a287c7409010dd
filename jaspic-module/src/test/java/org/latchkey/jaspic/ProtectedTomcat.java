package org.latchkey.jaspic;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Session;
import org.apache.catalina.authenticator.jaspic.AuthConfigFactoryImpl;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/**
 * Tomcat on loopback with one application, {@code /app}, that brings its own {@code latchkey.properties}, or none where
 * there are no keys: {@code /private} wants the role staff, everything else is for all.
 */
final class ProtectedTomcat implements AutoCloseable {

    /** Only read by us here: this Tomcat's constraints are set below. */
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0"><security-constraint>
              <web-resource-collection><web-resource-name>audited</web-resource-name>
                <url-pattern>/private/audited/*</url-pattern><http-method>POST</http-method>
              </web-resource-collection><auth-constraint><role-name>auditor</role-name></auth-constraint>
            </security-constraint></web-app>
            """;

    private static final List<String> OURS =
            List.of("org.latchkey.caller", "org.latchkey.saved", "org.latchkey.proxied");

    private final Tomcat tomcat = new Tomcat();
    private final Context application;

    ProtectedTomcat(Path folder, Map<String, String> keys) {
        AuthConfigFactory.setFactory(new AuthConfigFactoryImpl());
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setSilent(true);
        tomcat.getHost().setAutoDeploy(false);
        application = tomcat.addContext("/app", docBase(folder, keys).toString());
        application.getPipeline().addValve(new RemoteIpValve());
        application.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
                configure();
            }
        });
    }

    /** At each start, as Tomcat does from an application's files. */
    private void configure() {
        application.addServletContainerInitializer(new InWarRegistration(), Set.of());
        constrain();
        Tomcat.addServlet(application, "echo", new Echo()).setAsyncSupported(true);
        ErrorPage conflict = new ErrorPage();
        conflict.setErrorCode(409);
        conflict.setLocation("/conflict");
        application.addErrorPage(conflict);
        application.addServletMappingDecoded("/", "echo");
    }

    private static Path docBase(Path folder, Map<String, String> keys) {
        Path war = folder.resolve("war");
        Properties properties = new Properties();
        properties.putAll(keys);
        try {
            Files.createDirectories(war.resolve("WEB-INF"));
            Files.writeString(war.resolve("WEB-INF/web.xml"), WEB_XML);
            if (keys.isEmpty()) {
                return war;
            }
            try (var file = Files.newBufferedWriter(war.resolve("WEB-INF/latchkey.properties"))) {
                properties.store(file, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return war;
    }

    private void constrain() {
        SecurityCollection pages = new SecurityCollection();
        pages.addPattern("/private/*");
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(pages);
        constraint.setAuthConstraint(true);
        constraint.addAuthRole("staff");
        application.addConstraint(constraint);
        application.addSecurityRole("staff");
    }

    ProtectedTomcat start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** Where no valve has changed what the socket says. */
    ProtectedTomcat withoutRemoteIpValve() {
        Arrays.stream(application.getPipeline().getValves())
                .filter(RemoteIpValve.class::isInstance)
                .forEach(application.getPipeline()::removeValve);
        return this;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    boolean deployed() {
        return application.getState() == LifecycleState.STARTED;
    }

    Context application() {
        return application;
    }

    /** A browser of its own, with its own cookies. */
    Browser browser() {
        return new Browser("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/app");
    }

    /** How long a session lasts without a request. */
    int secondsToLive(String session) {
        try {
            return application.getManager().findSession(session).getMaxInactiveInterval();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the sessions hold of ours. */
    List<Object> sessionValues() {
        List<Object> values = new ArrayList<>();
        for (Session session : application.getManager().findSessions()) {
            HttpSession open = session.getSession();
            Collections.list(open.getAttributeNames()).stream()
                    .filter(name -> OURS.stream().anyMatch(name::startsWith))
                    .map(open::getAttribute)
                    .forEach(values::add);
        }
        return values;
    }

    /** The same, written down as a container does. */
    String sessionBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sessionValues());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** What the registry knows of, by application. */
    static Set<String> registered() {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        return Arrays.stream(factory.getRegistrationIDs(null))
                .map(id -> factory.getRegistrationContext(id).getAppContext())
                .filter(appContext -> factory.getConfigProvider("HttpServlet", appContext, null) != null)
                .collect(Collectors.toSet());
    }

    void undeploy() {
        try {
            application.stop();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
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
