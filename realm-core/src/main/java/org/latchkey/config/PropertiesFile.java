package org.latchkey.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Reads a properties file of keys, UTF-8, in which no key may stand twice. */
final class PropertiesFile {

    private PropertiesFile() {}

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException when it cannot be read or is not such a file; the message says why
     */
    static Map<String, String> read(Path path) {
        OnceOnly properties = new OnceOnly();
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            properties.load(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (IOException | SecurityException e) {
            throw new IllegalArgumentException(path.toAbsolutePath() + " cannot be read as UTF-8 text", e);
        }
        Map<String, String> values = new LinkedHashMap<>();
        properties.forEach((key, value) -> values.put((String) key, (String) value));
        return values;
    }

    private static final class OnceOnly extends Properties {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                throw new IllegalArgumentException("the key " + Findings.quoted((String) key) + " stands in it twice");
            }
            return super.put(key, value);
        }
    }
}
