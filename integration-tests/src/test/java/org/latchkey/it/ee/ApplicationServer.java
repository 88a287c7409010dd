package org.latchkey.it.ee;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One container, started once for all tests of a run: on 127.0.0.1 alone, on ports that were free a moment ago.
 *
 * <p>Used by one thread at a time.
 */
public interface ApplicationServer extends AutoCloseable {
    /** With its version, as the matrix has it: {@code Tomcat 11.0.25}. */
    String title();

    /** What it is asked to do here; applications of other ways are not deployed. */
    Set<Way> ways();

    /** Where it is forced to answer otherwise than the table says, and why. */
    List<Difference> differences();

    /** Whether it knows enterprise beans, CDI and Jakarta Security. */
    default boolean hasEnterpriseBeans() {
        return true;
    }

    /** Whether what it registers is one module with the same keys for all of its applications. */
    default boolean hasOneRegistration() {
        return false;
    }

    /**
     * What an application may carry in {@code WEB-INF} to name our module to this server, name of the file to its text; none
     * where there is no such thing.
     */
    default Map<String, String> descriptor() {
        return Map.of();
    }

    /** Makes its files ready, its own registration of our module among them, and starts it, without an application. */
    void start(Site site);

    /** Returns once the application answers. */
    void deploy(Application application);

    /** Returns once the application is gone. */
    void undeploy(Application application);

    /** Takes the application away and puts it back, in the quickest way this server has. */
    default void redeploy(Application application) {
        undeploy(application);
        deploy(application);
    }

    /** The process it runs in, while it runs. */
    ProcessHandle process();

    /** {@code http://127.0.0.1:port}. */
    String url();

    /** The files it logs to, for what must or must not be in them. */
    List<Path> logs();

    /** Stops it, and ends by its id whatever process it has left. */
    @Override
    void close();
}
