package org.latchkey.jaspic;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigException;

/**
 * Protects the web application whose archive holds {@code WEB-INF/latchkey.properties}, or {@code latchkey.properties} among
 * its classes, from when it starts until it ends. Without such a file nothing happens.
 *
 * <p>Containers call it when an application starts, before they choose how to authenticate. A file that cannot work, and a
 * container that does not let an application register, fails the deployment: never a page that nobody guards.
 */
public final class InWarRegistration implements ServletContainerInitializer {

    /** Makes the initializer, as containers do. */
    public InWarRegistration() {}

    /**
     * Registers, where the application says so.
     *
     * @param classes not used
     * @param application what starts
     * @throws ServletException when the file cannot work, with every problem named, or nobody could be registered
     */
    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext application) throws ServletException {
        WarFile file = WarFile.of(application);
        StoreFile.check(application, file);
        if (file != null) {
            register(application, file);
        }
    }

    private static void register(ServletContext application, WarFile file) throws ServletException {
        try {
            OpenDoor door = OpenDoor.of(file.keys());
            try {
                if (door.view().changesHeaders()) {
                    RequestFilter.add(application, door);
                }
                application.addListener(Registration.of(application, door));
            } catch (RuntimeException | LinkageError | ServletException e) {
                door.close();
                throw e;
            }
        } catch (ConfigException e) {
            throw new ServletException(file.place() + ": " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new ServletException(
                    file.place() + " is there, and the server hides Jakarta Authentication from the application", e);
        }
    }
}
