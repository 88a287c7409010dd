package org.latchkey.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** A Tomcat in this process, on a free loopback port, with the two applications and one realm for both. */
final class Applications implements AutoCloseable {
    private static final Logger TOMCAT = Logger.getLogger("org.apache");
    /** Complains on a busy machine that a random seed took a moment. */
    private static final Logger SEEDING = Logger.getLogger("org.apache.catalina.util.SessionIdGeneratorBase");

    private final Tomcat tomcat;

    private Applications(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    /**
     * Starts Tomcat.
     *
     * @param work an empty directory for whatever Tomcat writes
     * @param wars where {@code staff.war} and {@code portal.war} lie
     * @param properties what the Realm line refers to
     * @throws LifecycleException when the realm refuses its configuration, among other things
     */
    static Applications start(Path work, Path wars, RealmLine realm, Map<String, String> properties)
            throws IOException, LifecycleException {
        TOMCAT.setLevel(Level.WARNING);
        SEEDING.setLevel(Level.SEVERE);
        Tomcat tomcat = new Tomcat();
        Files.createDirectory(work.resolve("webapps"));
        tomcat.setBaseDir(work.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        realm.applyTo(tomcat.getEngine(), properties);
        deploy(tomcat, "/staff", wars.resolve("latchkey-demo-staff.war"));
        deploy(tomcat, "/portal", wars.resolve("latchkey-demo-portal.war"));
        Applications applications = new Applications(tomcat);
        try {
            tomcat.start();
        } catch (LifecycleException refused) {
            applications.close();
            throw refused;
        }
        return applications;
    }

    private static void deploy(Tomcat tomcat, String path, Path war) {
        StandardContext application =
                (StandardContext) tomcat.addWebapp(path, war.toAbsolutePath().toString());
        // The jars of this demo are not the application's: nothing in them to be scanned for it.
        ((StandardJarScanner) application.getJarScanner()).setScanClassPath(false);
        // Leak checks for redeployment; they would want --add-opens on the command line.
        application.setClearReferencesObjectStreamClassCaches(false);
        application.setClearReferencesRmiTargets(false);
        application.setClearReferencesThreadLocals(false);
        application.addLifecycleListener(Applications::dropPagesCompiler);
    }

    /** Embedded Tomcat prepares every application for JSP, whose compiler is not here. */
    private static void dropPagesCompiler(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
            Context application = (Context) event.getLifecycle();
            application.removeServletMapping("*.jsp");
            application.removeServletMapping("*.jspx");
            application.removeChild(application.findChild("jsp"));
        }
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        // Else the next Tomcat in this process would take the first one's home, and make the directory anew.
        System.clearProperty(Globals.CATALINA_HOME_PROP);
        System.clearProperty(Globals.CATALINA_BASE_PROP);
    }
}
