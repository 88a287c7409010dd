package org.latchkey.internal.jndi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.latchkey.auth.LogText;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.SearchSpec;

/**
 * One DEBUG line for each LDAP operation, on the logger {@code org.latchkey.ldap}. Never a credential.
 *
 * <p>Safe for use by many threads. A logger that fails changes nothing.
 */
final class OperationLog {

    private final Logger logger;

    OperationLog(Logger logger) {
        this.logger = logger;
    }

    /**
     * Makes the log under the engine's own class loader: some logging systems choose by the context class loader, and the
     * lines would otherwise belong to the web application that happened to log in first.
     *
     * @return the log
     */
    static OperationLog create() {
        try (OwnClassLoader own = OwnClassLoader.enter()) {
            return new OperationLog(System.getLogger("org.latchkey.ldap"));
        }
    }

    void search(ServerUrl server, SearchSpec spec, String result, int entries, long since) {
        line(() -> "SEARCH " + server + " base=\"" + LogText.escaped(spec.base().toString()) + "\" scope="
                + spec.scope() + " filter=\"" + LogText.escaped(spec.filter()) + "\" result=" + result + " entries="
                + entries + elapsed(since));
    }

    void bind(ServerUrl server, String mechanism, String name, String result, long since) {
        line(() -> "BIND " + server + " mechanism=" + mechanism + " name=\"" + LogText.escaped(name) + "\" result="
                + result + elapsed(since));
    }

    void startTls(ServerUrl server, String result, long since) {
        line(() -> "STARTTLS " + server + " result=" + result + elapsed(since));
    }

    private static String elapsed(long since) {
        return " ms=" + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    private void line(Supplier<String> text) {
        try {
            if (logger.isLoggable(Level.DEBUG)) {
                logger.log(Level.DEBUG, text.get());
            }
        } catch (RuntimeException | LinkageError e) {
            // What is logged never decides a login, and neither does what could not be logged.
        }
    }
}
