package org.latchkey.jaas;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.security.auth.login.LoginException;
import org.latchkey.auth.LogText;

/** The options of a module's entry, as a configuration to be read. */
final class ModuleOptions {

    /** What containers add of their own: JBoss its security domain, Karaf a handle on its bundles. */
    private static final Set<String> ADDED =
            Set.of("jboss.security.security_domain", "org.osgi.framework.BundleContext");

    private ModuleOptions() {}

    /**
     * Leaves out what the container added and holds that the rest is text.
     *
     * @param options as JAAS hands them over
     * @return the configuration
     * @throws LoginException when an option is no text; names it
     */
    static Map<String, String> text(Map<String, ?> options) throws LoginException {
        Map<String, String> text = new TreeMap<>();
        for (Map.Entry<String, ?> option : options.entrySet()) {
            if (!ADDED.contains(option.getKey())) {
                text.put(option.getKey(), text(option.getKey(), option.getValue()));
            }
        }
        return text;
    }

    private static String text(String key, Object value) throws LoginException {
        if (value instanceof String text) {
            return text;
        }
        throw new LoginException(LogText.escaped(key) + " is of " + (value == null ? null : value.getClass())
                + ", but must be a String");
    }
}
