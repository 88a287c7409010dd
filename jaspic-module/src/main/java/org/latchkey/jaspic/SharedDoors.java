package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigException;

/**
 * The doors of modules that containers make and initialize at will, one for each set of options.
 *
 * <p>A module is never told that it is no longer used, so these stay open as long as the class loader: a web application that
 * brings this library closes them when it ends. Safe for use by many threads.
 */
final class SharedDoors {

    private static final Map<Map<String, String>, OpenDoor> OPEN = new ConcurrentHashMap<>();

    private SharedDoors() {}

    /**
     * The door for options.
     *
     * @param options what the container handed over
     * @throws AuthException when anything is wrong; it names every problem
     */
    static OpenDoor of(@Nullable Map<String, ?> options) throws AuthException {
        try {
            Map<String, String> ours = ContainerOptions.without(options);
            OpenDoor open = OPEN.get(ours);
            return open != null ? open : opened(Map.copyOf(ours));
        } catch (ConfigException e) {
            throw new AuthException(e.getMessage(), e);
        }
    }

    private static synchronized OpenDoor opened(Map<String, String> options) throws ConfigException {
        OpenDoor open = OPEN.get(options);
        if (open == null) {
            open = OpenDoor.of(options);
            OPEN.put(options, open);
        }
        return open;
    }

    static synchronized void close() {
        OPEN.values().forEach(OpenDoor::close);
        OPEN.clear();
    }
}
