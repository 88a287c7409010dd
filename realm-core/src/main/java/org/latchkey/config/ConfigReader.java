package org.latchkey.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        ReadFiles configFile = ReadFiles.of(named(List.of(new Source(attributes, "", ""))));
        List<Source> sources = Source.of(attributes, findings);
        ReadFiles others = ReadFiles.of(named(sources));
        DirectoriesReader directories = new DirectoriesReader(key -> key.doors().contains(door), sources, findings);
        ConfigValues values = directories.shared();
        List<RealmConfig> realms = directories.read(values);
        Map<String, FallbackUser> fallbackUsers = fallbackUsers(values, findings);
        if (door == Door.JASPIC) {
            MechanismKeys.check(values, findings);
        }
        SessionKeys.check(values, realms, findings);
        findings.throwIfAny();
        return new Configuration(
                realms, values, fallbackUsers, Fingerprint.of(sources, others), configFile.and(others));
    }

    /**
     * Reads and checks the keys of something that opens no engine, such as a valve.
     *
     * @param keys those it reads; others are passed over in a file and refused in the map
     * @param attributes the keys given directly; they win over those in {@code configFile}. {@code className} is ignored
     * @return the values, each with its default where it was left out
     * @throws ConfigException when anything is wrong; it names every problem and shows no secret
     */
    public static ConfigValues values(Set<ConfigKey> keys, Map<String, String> attributes) throws ConfigException {
        Findings findings = new Findings();
        ConfigValues values = Settings.gather(
                key -> key == ConfigKey.CONFIG_FILE || keys.contains(key), Source.of(attributes, findings), findings);
        findings.throwIfAny();
        return values;
    }

    /** The files that are read once, with the configuration; those of secrets and certificates the engine reads itself. */
    private static List<String> named(List<Source> sources) {
        Set<String> keys = Set.of(
                ConfigKey.CONFIG_FILE.key(), ConfigKey.FALLBACK_USERS_FILE.key(), ConfigKey.ROLE_MAPPING_FILE.key());
        return sources.stream()
                .flatMap(source -> source.keys().entrySet().stream())
                .filter(given ->
                        keys.contains(given.getKey().substring(given.getKey().lastIndexOf('.') + 1)))
                .map(given -> given.getValue().strip())
                .toList();
    }

    private static Map<String, FallbackUser> fallbackUsers(ConfigValues values, Findings findings) {
        Optional<String> file = values.text(ConfigKey.FALLBACK_USERS_FILE);
        try {
            return file.map(FallbackUsersFile::read).orElse(Map.of());
        } catch (IllegalArgumentException e) {
            findings.notAccepted(
                    values.say(ConfigKey.FALLBACK_USERS_FILE),
                    ConfigKey.FALLBACK_USERS_FILE.accepted(),
                    e.getMessage());
            return Map.of();
        }
    }
}
