package org.latchkey.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that a configuration was read from, and what each looked like then: when it was last written, and its length.
 * Immutable; equal while none of them was written again.
 *
 * @param stamps what each file looked like, by its path as it was given
 */
public record ReadFiles(Map<String, String> stamps) {

    /** Copies the map. */
    public ReadFiles {
        stamps = Map.copyOf(stamps);
    }

    static ReadFiles of(Collection<String> paths) {
        Map<String, String> stamps = new TreeMap<>();
        paths.forEach(path -> stamps.put(path, stamp(path)));
        return new ReadFiles(stamps);
    }

    ReadFiles and(ReadFiles others) {
        Map<String, String> all = new TreeMap<>(stamps);
        all.putAll(others.stamps);
        return new ReadFiles(all);
    }

    /**
     * The same files as they are now.
     *
     * @return not equal to this when one of them was written, or went away, since
     */
    public ReadFiles now() {
        return of(stamps.keySet());
    }

    private static String stamp(String text) {
        try {
            Path path = ConfigPath.of(text);
            return Files.getLastModifiedTime(path) + " " + Files.size(path);
        } catch (IOException | RuntimeException e) {
            return e.getClass().getName();
        }
    }
}
