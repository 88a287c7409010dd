package org.latchkey.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.PropertiesFile;

/** Where the Tomcat is that a file belongs to: relative paths start there, as they do in Tomcat. */
final class CatalinaBase {

    private static final String PROPERTY = "catalina.base";
    private static final String SECRET = "${file:";
    /** conf/server.xml, and conf/Catalina/localhost/app.xml. */
    private static final int DEEPEST = 3;

    private CatalinaBase() {}

    /**
     * The folder {@code conf} that a file is in.
     *
     * @param file a file of Tomcat's
     * @return the folder, or empty when the file lies elsewhere
     */
    static Optional<Path> conf(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        for (int level = 0; folder != null && level < DEEPEST; level++) {
            if (folder.endsWith("conf")) {
                return Optional.of(folder);
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    /**
     * The folder above {@code conf}.
     *
     * @param file a file of Tomcat's
     * @return the folder, or empty when the file lies elsewhere
     */
    static Optional<Path> of(Path file) {
        return conf(file).map(Path::getParent);
    }

    /**
     * Makes relative paths whole, those in the file that {@code configFile} names too; {@code -Dcatalina.base} does it by itself.
     *
     * @param base where they start
     * @param keys as they are given
     * @return the keys, and those of the other file that had to be changed
     */
    static Map<String, String> under(Path base, Map<String, String> keys) {
        if (!System.getProperty(PROPERTY, "").isEmpty()) {
            return keys;
        }
        Map<String, String> all = new LinkedHashMap<>(keys);
        all.replaceAll((key, value) -> whole(base, key, value));
        ofFile(all.get(ConfigKey.CONFIG_FILE.key())).forEach((key, value) -> {
            String whole = whole(base, key, value);
            if (!whole.equals(value)) {
                all.putIfAbsent(key, whole);
            }
        });
        return all;
    }

    /** What cannot be read is told by the reader of the configuration. */
    private static Map<String, String> ofFile(@Nullable String path) {
        try {
            return path == null ? Map.of() : PropertiesFile.parse(Files.readString(Path.of(path)));
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static String whole(Path base, String key, String value) {
        Optional<ConfigKey> known = ConfigKey.of(key.substring(key.lastIndexOf('.') + 1));
        if (known.filter(ConfigKey::isSecret).isPresent() && value.startsWith(SECRET) && value.endsWith("}")) {
            return SECRET + base.resolve(value.substring(SECRET.length(), value.length() - 1)) + "}";
        }
        boolean path = known.filter(
                        one -> one == ConfigKey.CONFIG_FILE || one.typeLabel().equals("path"))
                .isPresent();
        return path && !value.isBlank() ? base.resolve(value.strip()).toString() : value;
    }
}
