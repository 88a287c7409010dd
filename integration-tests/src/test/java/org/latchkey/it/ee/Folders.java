package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies folders of a distribution, so that the distribution itself is never written to. */
final class Folders {
    private Folders() {}

    static void copy(Path from, Path to) {
        try (var walk = Files.walk(from)) {
            Files.createDirectories(to.getParent());
            for (Path each : walk.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
