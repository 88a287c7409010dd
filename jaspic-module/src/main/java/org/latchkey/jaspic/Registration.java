package org.latchkey.jaspic;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import org.latchkey.SharedAuthenticator;

/** An application's entry with its container, which goes when the application does. */
final class Registration implements ServletContextListener {

    private static final String LAYER = "HttpServlet";

    private final AuthConfigFactory factory;
    private final String appContext;
    private final LdapAuthConfigProvider provider;
    private final String id;
    private final OpenDoor door;

    private Registration(AuthConfigFactory factory, String appContext, OpenDoor door) {
        this.factory = factory;
        this.appContext = appContext;
        this.door = door;
        provider = new LdapAuthConfigProvider(() -> door);
        id = factory.registerConfigProvider(provider, LAYER, appContext, "Latchkey");
    }

    /** Registers for one application. */
    static Registration of(ServletContext application, OpenDoor door) throws ServletException {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        if (factory == null) {
            throw new ServletException(
                    "The server has no AuthConfigFactory: its Jakarta Authentication is not switched on");
        }
        return new Registration(factory, appContext(application), door);
    }

    /** Jakarta Authentication 3.0, 3.2; Jetty has no name and looks for "server". */
    private static String appContext(ServletContext application) {
        String server = application.getVirtualServerName();
        return (server == null ? "server" : server) + " " + application.getContextPath();
    }

    /** Takes the entry back, unless another has its place by now: the next version of the application, say. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (provider.equals(factory.getConfigProvider(LAYER, appContext, null))) {
            takeBack();
        }
        door.close();
        ClassLoader ours = Registration.class.getClassLoader();
        if (ours != null && ours.equals(event.getServletContext().getClassLoader())) {
            SharedDoors.close();
        }
        SharedAuthenticator.closeIdle();
    }

    private void takeBack() {
        if (!isTomcats() || !leaveEmpty()) {
            factory.removeRegistration(id);
        }
    }

    private boolean isTomcats() {
        return factory.getClass().getName().startsWith("org.apache.catalina.");
    }

    /**
     * Tomcat tells an application of entries only as long as there is one for it, so that after a reload it would never hear of
     * the next: there an entry without a provider stays in the place, which knows nothing of the application.
     */
    private boolean leaveEmpty() {
        try {
            factory.registerConfigProvider((AuthConfigProvider) null, LAYER, appContext, "");
            return true;
        } catch (RuntimeException e) { // at DEBUG, Tomcat names the provider's class
            return false;
        }
    }
}
