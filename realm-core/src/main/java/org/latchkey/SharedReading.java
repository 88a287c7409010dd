package org.latchkey;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Configuration;
import org.latchkey.config.Door;

/**
 * A configuration as it was read, and what its file looked like then. Immutable.
 *
 * @param door who asked
 * @param options what was given directly
 * @param configuration what was read
 * @param stamp the file's time and size
 */
record SharedReading(Door door, Map<String, String> options, Configuration configuration, String stamp) {

    static SharedReading of(Door door, Map<String, String> options) throws ConfigException {
        String stamp = stamp(options);
        return new SharedReading(door, options, ConfigReader.read(door, options), stamp);
    }

    /** The same, or what the file says now if it has changed and is right. */
    SharedReading refreshed() {
        String now = stamp(options);
        if (now.equals(stamp)) {
            return this;
        }
        try {
            return new SharedReading(door, options, ConfigReader.read(door, options), now);
        } catch (ConfigException e) {
            System.getLogger("org.latchkey")
                    .log(Level.ERROR, "The changed file is not used, what it said before stays: " + e.getMessage());
            return new SharedReading(door, options, configuration, now);
        }
    }

    private static String stamp(Map<String, String> options) {
        String file = options.get("configFile");
        if (file == null || file.isBlank()) {
            return "";
        }
        try {
            Path path = ConfigReader.pathOf(file);
            FileTime changed = Files.getLastModifiedTime(path);
            return changed + " " + Files.size(path);
        } catch (IOException | RuntimeException e) {
            return e.getClass().getName();
        }
    }

    @Override
    public String toString() {
        return "what " + door + " was given";
    }
}
