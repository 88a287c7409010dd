package org.latchkey.jaspic;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Door;
import org.latchkey.config.PropertiesFile;

/**
 * The configuration that an application carries.
 *
 * @param place where it is, for messages
 * @param keys what it says, without the keys that only other doors read
 */
record WarFile(String place, Map<String, String> keys) {

    private static final String IN_WEB_INF = "/WEB-INF/latchkey.properties";
    private static final String IN_CLASSES = "/WEB-INF/classes/latchkey.properties";

    /** The file, or {@code null} where the application has none. */
    static @Nullable WarFile of(ServletContext application) throws ServletException {
        for (String place : new String[] {IN_WEB_INF, IN_CLASSES}) {
            try (InputStream file = application.getResourceAsStream(place)) {
                if (file != null) {
                    return new WarFile(place, keys(file.readAllBytes()));
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new ServletException(place + " cannot be read as properties in UTF-8: " + e.getMessage(), e);
            }
        }
        return null;
    }

    /**
     * The keys of a file, without those that only other doors read.
     *
     * @param bytes the whole file
     * @throws IOException when it is not in UTF-8
     * @throws IllegalArgumentException when it is no properties file
     */
    static Map<String, String> keys(byte[] bytes) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        Map<String, String> keys = new LinkedHashMap<>(PropertiesFile.parse(text));
        keys.keySet()
                .removeIf(name -> ConfigKey.of(name)
                        .filter(key -> !key.doors().contains(Door.JASPIC))
                        .isPresent());
        return keys;
    }
}
