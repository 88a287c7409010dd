package org.latchkey.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads a configuration: a map of keys, as every door collects it, and the file it may name.
 *
 * <p>Safe for use by many threads. Reads files, and environment variables that secrets refer to; never sends anything: a
 * directory that is down does not matter here.
 */
public final class ConfigReader {

    private ConfigReader() {}

    /**
     * Reads and checks everything at once.
     *
     * @param door who reads; keys of other doors are passed over in a file and refused in the map
     * @param attributes the keys given directly; they win over those in {@code configFile}. {@code className} is ignored
     * @return the configuration, complete and checked
     * @throws ConfigException when anything is wrong; it names every problem and shows no secret
     */
    public static Configuration read(Door door, Map<String, String> attributes) throws ConfigException {
        Findings findings = new Findings();
        List<Source> sources = Source.of(attributes, findings);
        DirectoriesReader directories = new DirectoriesReader(key -> key.doors().contains(door), sources, findings);
        ConfigValues values = directories.shared();
        List<RealmConfig> realms = directories.read(values);
        findings.throwIfAny();
        return new Configuration(realms, values, Fingerprint.of(sources));
    }

    /**
     * Where a file named in a configuration is: a relative path starts at {@code catalina.base} where that is set, else where
     * the JVM runs.
     *
     * @param text the path as it was given
     * @return the path
     * @throws java.nio.file.InvalidPathException when it is no path
     */
    public static Path pathOf(String text) {
        return ConfigPath.of(text);
    }
}
