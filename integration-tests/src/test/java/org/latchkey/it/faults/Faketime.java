package org.latchkey.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.it.require.Prerequisite;

/** The library that shifts a process' wall clock, and leaves its monotonic clock alone. */
final class Faketime {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final Path LIBRARY = Path.of("faketime", "libfaketimeMT.so.1");

    private final Path offset;

    /** Its offset is read from this file, a second after it has changed at the latest. */
    Faketime(Path offset) {
        this.offset = offset;
        shift("+0");
    }

    static Prerequisite prerequisite() {
        return new Prerequisite(
                "libfaketime",
                find().isPresent()
                        ? Optional.empty()
                        : Optional.of("libfaketime was not found; install faketime (Debian, Ubuntu)"));
    }

    /** What a process needs in its environment. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                find().orElseThrow().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Else every wait with a time limit ends at once.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** As the library spells it: {@code +1d}. The file is replaced as a whole: half of it would be another time. */
    void shift(String by) {
        try {
            Path next = Files.writeString(offset.resolveSibling(offset.getFileName() + ".next"), by + "\n");
            Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> find() {
        try (Stream<Path> directories = Files.list(LIBRARIES)) {
            return directories
                    .map(directory -> directory.resolve(LIBRARY))
                    .filter(Files::isReadable)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
