package org.latchkey.it.ee.late;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.latchkey.jaspic.LdapAuthConfigProvider;

/** Registers the module for its own application, with the file of keys that the request names, and takes it back. */
public final class RegisterServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String LAYER = "HttpServlet";

    private transient String registration;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String file = request.getParameter("configFile");
        if (file == null) {
            AuthConfigFactory.getFactory().removeRegistration(registration);
        } else {
            registration = AuthConfigFactory.getFactory()
                    .registerConfigProvider(
                            new LdapAuthConfigProvider(Map.of("configFile", file), null),
                            LAYER,
                            appContext(getServletContext()),
                            "late");
        }
        response.getWriter().println("done=registered");
    }

    private static String appContext(ServletContext application) {
        String server = application.getVirtualServerName();
        return (server == null ? "server" : server) + " " + application.getContextPath();
    }
}
