package org.latchkey.config;

import java.nio.file.Path;

/** Where a file named in a configuration is: a relative path starts at {@code catalina.base}, else where the JVM runs. */
final class ConfigPath {

    private ConfigPath() {}

    static Path of(String text) {
        Path path = Path.of(text.strip());
        String base = System.getProperty("catalina.base", "");
        return path.isAbsolute() || base.isEmpty() ? path : Path.of(base).resolve(path);
    }
}
