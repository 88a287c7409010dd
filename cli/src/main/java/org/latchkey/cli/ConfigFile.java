package org.latchkey.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Door;
import org.w3c.dom.Document;

/**
 * The keys that a file holds, and whose they are. What kind of file it is, is told by what is in it.
 *
 * @param door who reads such a file
 * @param keys the keys as that door collects them
 */
record ConfigFile(Door door, Map<String, String> keys) {

    /** Which of several configurations in the file is meant. */
    record Which(@Nullable String entry, @Nullable Integer number) {}

    /** Copies the map. */
    ConfigFile {
        keys = Map.copyOf(keys);
    }

    /**
     * Reads a file. In one of Tomcat's relative paths start at its Tomcat, where {@code -Dcatalina.base} names no other.
     *
     * @param path the file
     * @param which of several configurations in it
     * @param environment the variables
     * @throws IllegalArgumentException when nothing of ours can be read there; the message says why
     */
    static ConfigFile read(Path path, Which which, Map<String, String> environment) {
        String text = text(path);
        if (text.startsWith("<") || hasEnding(path, ".xml")) {
            return ofTomcat(path, which, environment);
        }
        if (JaasFile.is(text)) {
            return new ConfigFile(
                    Door.JAAS,
                    JaasFile.chosen(JaasFile.modules(path, text, JaasFile.MODULE), which.entry(), which.number(), path)
                            .options());
        }
        return new ConfigFile(Door.TOMCAT, Map.of(ConfigKey.CONFIG_FILE.key(), path.toString()));
    }

    private static ConfigFile ofTomcat(Path path, Which which, Map<String, String> environment) {
        Document document = XmlFile.read(path);
        boolean providers = XmlFile.localName(document.getDocumentElement()).equals("jaspic-providers");
        Map<String, String> keys = providers
                ? TomcatFile.provider(document, path, which.number(), environment)
                : TomcatFile.realm(document, path, which.number(), environment);
        return new ConfigFile(
                providers ? Door.JASPIC : Door.TOMCAT,
                CatalinaBase.of(path)
                        .map(base -> CatalinaBase.under(base, keys))
                        .orElse(keys));
    }

    /** Without blanks and a byte order mark at its beginning. Only what is ASCII tells the kind. */
    static String text(Path path) {
        try {
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            return (text.startsWith("\ufeff") ? text.substring(1) : text).stripLeading();
        } catch (IOException e) {
            throw new IllegalArgumentException(path + " cannot be read", e);
        }
    }

    static boolean hasEnding(Path path, String ending) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** Names the keys only. */
    @Override
    public String toString() {
        return "ConfigFile[" + door + " " + keys.keySet() + "]";
    }
}
