package org.latchkey.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A folder for a server that makes sockets in it: their names may have 107 bytes at most, and {@code target} may be far
 * down. Deleted with all that is in it by {@link #close()}.
 */
public record ScratchFolder(Path path) implements AutoCloseable {
    private static final Path SHORT = Path.of("/tmp");

    /** A new one, which only this user may enter. */
    public static ScratchFolder make(String name) {
        try {
            String prefix = "latchkey-" + name + "-";
            return new ScratchFolder(
                    Files.isWritable(SHORT)
                            ? Files.createTempDirectory(SHORT, prefix)
                            : Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (var walk = Files.walk(path)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
