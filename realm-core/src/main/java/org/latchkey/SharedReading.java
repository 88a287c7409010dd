package org.latchkey;

import java.lang.System.Logger.Level;
import java.util.Map;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Configuration;
import org.latchkey.config.Door;
import org.latchkey.config.ReadFiles;

/**
 * A configuration as it was read, and the files it may be read from anew. Immutable; shows nothing of what was given.
 *
 * @param configuration what was read
 * @param seen the files as they were when they were last looked at
 */
record SharedReading(Configuration configuration, ReadFiles seen) {

    static SharedReading of(Door door, Map<String, String> options) throws ConfigException {
        Configuration configuration = ConfigReader.read(door, options);
        return new SharedReading(configuration, configuration.files());
    }

    /** The same, or what the files say now if one has changed and all is right. */
    SharedReading refreshed(Door door, Map<String, String> options) {
        ReadFiles now = seen.now();
        if (now.equals(seen)) {
            return this;
        }
        try {
            return of(door, options);
        } catch (ConfigException e) {
            System.getLogger("org.latchkey")
                    .log(
                            Level.ERROR,
                            "A file of the configuration has changed and is not used, what was read before stays: "
                                    + e.getMessage());
            return new SharedReading(configuration, now);
        }
    }
}
