package org.latchkey.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Tomcat puts in the place of {@code ${name}} and {@code ${name:-default}} in its files: the properties of
 * catalina.properties, then those of the JVM, then variables where catalina.properties asks for them. What is known to none of these
 * stays as it is, so that {@code ${env:NAME}} and {@code ${file:/path}} reach the engine.
 */
final class TomcatProperties {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
    private static final int ROUNDS = 20;

    private final Properties file;
    private final Map<String, String> environment;
    private final Optional<String> base;

    private TomcatProperties(Properties file, Map<String, String> environment, Optional<String> base) {
        this.file = file;
        this.environment = environment;
        this.base = base;
    }

    /**
     * Those of the Tomcat that a file belongs to.
     *
     * @param configuration the file; catalina.properties is looked for in its folder {@code conf}, or beside it
     * @param environment the variables
     * @throws IOException when catalina.properties is there and cannot be read
     */
    static TomcatProperties beside(Path configuration, Map<String, String> environment) throws IOException {
        Properties file = new Properties();
        Path folder = CatalinaBase.conf(configuration)
                .or(() -> Optional.ofNullable(configuration.toAbsolutePath().getParent()))
                .orElse(configuration);
        Path properties = folder.resolve("catalina.properties");
        if (Files.isReadable(properties)) {
            try (Reader reader = Files.newBufferedReader(properties, StandardCharsets.ISO_8859_1)) {
                file.load(reader);
            }
        }
        return new TomcatProperties(
                file, environment, CatalinaBase.of(configuration).map(Path::toString));
    }

    String replacedIn(String text) {
        String now = text;
        for (int round = 0; round < ROUNDS; round++) {
            String next = once(now);
            if (next.equals(now)) {
                return now;
            }
            now = next;
        }
        return now;
    }

    private String once(String text) {
        Function<MatchResult, String> value =
                place -> Matcher.quoteReplacement(value(place.group(1)).orElse(place.group()));
        return PLACE.matcher(text).replaceAll(value);
    }

    private Optional<String> value(String inside) {
        int otherwise = inside.indexOf(":-");
        return property(inside)
                .or(() -> otherwise < 0 ? Optional.empty() : property(inside.substring(0, otherwise)))
                .or(() -> otherwise < 0 ? Optional.empty() : Optional.of(inside.substring(otherwise + 2)));
    }

    private Optional<String> property(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(file.getProperty(name))
                .or(() -> Optional.ofNullable(System.getProperty(name)))
                .or(() -> name.equals("catalina.base") || name.equals("catalina.home") ? base : Optional.empty())
                .or(() -> asksVariables() ? Optional.ofNullable(environment.get(name)) : Optional.empty());
    }

    private boolean asksVariables() {
        return file.getProperty("org.apache.tomcat.util.digester.PROPERTY_SOURCE", "")
                .contains("EnvironmentPropertySource");
    }
}
