package org.latchkey.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Reads properties files of keys, UTF-8, in which no key may stand twice. Safe for use by many threads. */
public final class PropertiesFile {

    private PropertiesFile() {}

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException when it cannot be read or is not such a file; the message says why
     */
    static Map<String, String> read(Path path) {
        try {
            return parse(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException | SecurityException e) {
            throw new IllegalArgumentException(path.toAbsolutePath() + " cannot be read as UTF-8 text", e);
        }
    }

    /**
     * Reads the text of a file that is not on a disk, such as one inside an archive.
     *
     * @param text the whole file, with or without a byte order mark
     * @return name and text of each key, in no order
     * @throws IllegalArgumentException when it is not such a file; the message says why
     */
    public static Map<String, String> parse(String text) {
        OnceOnly properties = new OnceOnly();
        try {
            properties.load(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
