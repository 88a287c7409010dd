package org.latchkey.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Configuration;
import org.latchkey.config.Door;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the configuration is. A later place wins: the file, {@code LATCHKEY_*} variables, {@code --set}. */
final class ConfigOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = {
                "The configuration: a properties file, as configFile names one; Tomcat's server.xml,",
                "context.xml or jaspic-providers.xml; or a JAAS configuration."
            })
    private @Nullable Path file;

    @Option(
            names = "--realm",
            paramLabel = "N",
            description = "Which of several realms, providers or login modules of ours in the file, from 1 on.")
    private @Nullable Integer realm;

    @Option(names = "--entry", paramLabel = "NAME", description = "Which of several entries of a JAAS configuration.")
    private @Nullable String entry;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "A key that wins over the file and over LATCHKEY_* variables. A secret only as",
                "'$${file:/path}' or '$${env:NAME}': others can see the arguments of a command."
            })
    private List<String> set = List.of();

    @Option(
            names = "--door",
            paramLabel = "DOOR",
            description =
                    "Whose keys are read: tomcat, jaspic or jaas. The file tells, and a properties file is tomcat's.")
    private @Nullable String door;

    /**
     * Reads and checks it.
     *
     * @param surroundings has the variables; is told of those that name no key
     * @throws ConfigException when it is refused
     * @throws ParameterException when the command line does not lead to one
     */
    Configuration read(Surroundings surroundings) throws ConfigException {
        EnvironmentKeys variables = EnvironmentKeys.of(surroundings.environment());
        variables
                .unknown()
                .forEach(name -> surroundings.err().println("note: " + name + " names no key and is passed over"));
        Map<String, String> keys = new LinkedHashMap<>();
        Door whose = Door.TOMCAT;
        if (file != null) {
            ConfigFile read = ofFile(readable(file), surroundings.environment());
            keys.putAll(read.keys());
            whose = read.door();
        }
        keys.putAll(variables.keys());
        keys.putAll(pairs(set, this::wrong));
        if (keys.isEmpty()) {
            throw wrong("there is no configuration: --config FILE, or --set connectionURL=ldap://host and more");
        }
        return ConfigReader.read(door == null ? whose : door(door), keys);
    }

    private Door door(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "tomcat" -> Door.TOMCAT;
            case "jaspic" -> Door.JASPIC;
            case "jaas" -> Door.JAAS;
            default -> throw wrong("--door is tomcat, jaspic or jaas");
        };
    }

    private Path readable(Path given) {
        Path path = given.toAbsolutePath();
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw wrong("--config: no file that can be read at " + given);
        }
        return path;
    }

    private ConfigFile ofFile(Path path, Map<String, String> environment) {
        try {
            return ConfigFile.read(path, new ConfigFile.Which(entry, realm), environment);
        } catch (IllegalArgumentException e) {
            throw wrong("--config: " + e.getMessage());
        }
    }

    /**
     * Reads what {@code --set} was given, a secret by a reference only.
     *
     * @param set each {@code KEY=VALUE}
     * @param wrong makes what is thrown of a sentence
     * @return value by key; of two for one key the later
     */
    static Map<String, String> pairs(List<String> set, Function<String, ParameterException> wrong) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String given : set) {
            int equals = given.indexOf('=');
            if (equals < 1) {
                throw wrong.apply("--set wants KEY=VALUE");
            }
            String name = given.substring(0, equals).strip();
            String value = given.substring(equals + 1);
            if (isSecret(name) && !isReference(value)) {
                throw wrong.apply(
                        "--set " + name + ": others can see the arguments of a command. Give '${file:/path}' or"
                                + " '${env:NAME}' instead");
            }
            keys.put(name, value);
        }
        return keys;
    }

    private static boolean isSecret(String name) {
        Optional<ConfigKey> known = ConfigKey.of(name.substring(name.lastIndexOf('.') + 1));
        return known.map(ConfigKey::isSecret).orElseGet(() -> name.contains("environment."));
    }

    static boolean isReference(String value) {
        return (value.startsWith("${file:") || value.startsWith("${env:")) && value.endsWith("}");
    }

    private ParameterException wrong(String sentence) {
        return WrongArguments.in(spec, sentence);
    }
}
