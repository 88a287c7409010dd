package org.latchkey.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latchkey.config.ConfigKey;

/** Reads what was written by the reader of {@code --config}, which wants a file. */
final class Reread {

    private Reread() {}

    /**
     * The keys that a text holds.
     *
     * @param text the text
     * @param ending the ending of such files
     * @return its keys, without {@code configFile}
     */
    static Map<String, String> keys(String text, String ending) {
        try {
            Path file = Files.createTempFile("latchkey", ending);
            try {
                Files.writeString(file, text, StandardCharsets.UTF_8);
                Map<String, String> keys =
                        new LinkedHashMap<>(ConfigFile.read(file, new ConfigFile.Which(null, null), Map.of())
                                .keys());
                keys.remove(ConfigKey.CONFIG_FILE.key());
                return keys;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file for the moment cannot be written", e);
        }
    }
}
