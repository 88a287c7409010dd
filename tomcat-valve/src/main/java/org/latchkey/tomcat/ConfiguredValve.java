package org.latchkey.tomcat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.valves.ValveBase;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.ConfigValues;

/**
 * A valve that is configured as strictly as the realm: collects every attribute as it was written, and reads all of them
 * together when it starts. Set up by one thread.
 */
abstract class ConfiguredValve extends ValveBase {

    final Log log;
    private final Map<String, String> given = new ConcurrentHashMap<>();

    ConfiguredValve() {
        super(true);
        log = OwnLog.of(getClass());
    }

    /**
     * Takes any attribute by name; Tomcat calls this for each one that has no setter of its own. It counts from the next
     * start.
     *
     * @param name the key
     * @param value its value as written, or {@code null} to leave the key out again
     */
    public void setProperty(String name, @Nullable String value) {
        if (value == null) {
            given.remove(name);
        } else {
            given.put(name, value);
        }
    }

    /**
     * Refused at start: such a valve always is.
     *
     * @param supported as written
     */
    public void setAsyncSupported(String supported) {
        setProperty("asyncSupported", supported);
    }

    /**
     * Refused at start: Tomcat would read it as no container.
     *
     * @param container as written
     */
    public void setContainer(String container) {
        setProperty("container", container);
    }

    /**
     * Refused at start: Tomcat would read it as no valve.
     *
     * @param next as written
     */
    public void setNext(String next) {
        setProperty("next", next);
    }

    /**
     * Refused at start: a valve that cannot start must not be passed over.
     *
     * @param throwOnFailure as written
     */
    public void setThrowOnFailure(String throwOnFailure) {
        setProperty("throwOnFailure", throwOnFailure);
    }

    /**
     * Reads what was collected.
     *
     * @param keys those the valve reads
     * @return the checked values
     * @throws ConfigException with every problem named
     */
    final ConfigValues configured(Set<ConfigKey> keys) throws ConfigException {
        return ConfigReader.values(keys, given);
    }

    /**
     * Says loudly, once, why the valve does not start.
     *
     * @param problems what is wrong
     * @param cause what found it
     * @return what to throw
     */
    final LifecycleException cannotStart(String problems, @Nullable Throwable cause) {
        String message = "The " + getClass().getSimpleName() + " of " + getContainer() + " cannot start: " + problems;
        log.error(message);
        return new LifecycleException(message, cause);
    }
}
