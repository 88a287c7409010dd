package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.latchkey.it.support.BuildDirectory;

/** Writes down which bytes each server was given, for the check after the suite that they were the same for all. */
final class Deployed {
    private Deployed() {}

    static void writeDown(ApplicationServer server, Site site) {
        List<String> lines = site.applications().stream()
                .map(application -> server.title() + '\t' + application.name() + '\t' + digest(application.war()))
                .toList();
        try {
            Files.write(
                    BuildDirectory.path().resolve("ee/deployed.txt"),
                    lines,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
