package org.latchkey.jaspic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigException;

/** Takes out of a container's options what the container put there for itself. */
final class ContainerOptions {

    /** Whole names. */
    private static final Set<String> NAMES = Set.of(
            "name", // Tomcat: the provider's name in conf/jaspic-providers.xml
            "ServerAuthModule", // Jetty: the module's class, for its own provider
            "authModuleId", // GlassFish: the provider's name in domain.xml
            "jakarta.security.jacc.PolicyContext", // GlassFish, Payara: the application
            "WEB_BUNDLE"); // GlassFish, Payara: its descriptor

    /** Beginnings of names. */
    private static final List<String> PREFIXES =
            List.of("org.apache.catalina.authenticator.jaspic."); // Tomcat: the modules of its simple provider

    private ContainerOptions() {}

    /**
     * The keys that are ours to read.
     *
     * @param options what the container handed over; none is as an empty map
     * @return name and text of each
     * @throws ConfigException when a value is no text
     */
    static Map<String, String> without(@Nullable Map<String, ?> options) throws ConfigException {
        Map<String, String> ours = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        if (options != null) {
            options.forEach((name, value) -> {
                if (value instanceof String text && isOurs(name)) {
                    ours.put(name, text);
                } else if (isOurs(name)) {
                    problems.add(name + " is no text; a key's value must be text");
                }
            });
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return ours;
    }

    private static boolean isOurs(String name) {
        return !NAMES.contains(name) && PREFIXES.stream().noneMatch(name::startsWith);
    }
}
