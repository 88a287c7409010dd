package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.latchkey.it.support.BuildDirectory;

/** Writes down what was seen to work: a line for each row, of the server, the way and the row, for the check after the suite. */
public final class Matrix {
    private static final Path FILE = BuildDirectory.path().resolve("ee/passed.txt");

    private Matrix() {}

    static void passed(ApplicationServer server, Way way, String row) {
        passed(server.title(), way, row);
    }

    /** For tests that have a server of their own. */
    public static synchronized void passed(String server, Way way, String row) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.write(
                    FILE,
                    List.of(server + '\t' + way + '\t' + row),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
