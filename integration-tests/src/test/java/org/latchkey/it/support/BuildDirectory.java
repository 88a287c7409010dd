package org.latchkey.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** This module's build directory, where everything a test run makes is kept until the next {@code clean}. */
public final class BuildDirectory {
    private BuildDirectory() {}

    /** The directory itself ({@code target}), found by where this class was compiled to. */
    public static Path path() {
        try {
            var classes =
                    BuildDirectory.class.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(classes.toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Makes {@code target/kind/name}, or {@code name-2} and so on where that is taken: logs of one run are all kept, and
     * two JVMs may run at once.
     */
    public static Path fresh(String kind, String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-");
        for (int n = 1; ; n++) {
            Path candidate = path().resolve(kind).resolve(n == 1 ? plain : plain + "-" + n);
            try {
                Files.createDirectories(candidate.getParent());
                return Files.createDirectory(candidate);
            } catch (FileAlreadyExistsException e) {
                // on to the next number
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
