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
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.latchkey.it.support.BuildDirectory;

/** Writes down which bytes each server was given, and where it is forced to differ, for the check after the suite. */
final class Deployed {
    private Deployed() {}

    static void writeDown(ApplicationServer server, Site site) {
        List<String> lines = site.applications().stream()
                .map(application -> server.title() + '\t' + application.name() + '\t' + digest(application.war()))
                .toList();
        append("deployed.txt", lines);
        append(
                "differences.txt",
                server.differences().stream()
                        .map(difference -> line(server, difference))
                        .toList());
    }

    /** As a line of the table in {@code docs/containers/README.md}. */
    private static String line(ApplicationServer server, Difference difference) {
        String ways = difference.ways().stream().sorted().map(Way::title).collect(Collectors.joining(", "));
        String seen = new TreeMap<>(difference.seen())
                .entrySet().stream()
                        .map(value -> value.getKey() + " " + (value.getValue().isEmpty() ? "none" : value.getValue()))
                        .collect(Collectors.joining(", "));
        return "| " + server.title() + " | " + ways + " | " + difference.row() + " | " + seen + " | "
                + difference.reason() + " |";
    }

    private static void append(String file, List<String> lines) {
        try {
            Files.write(
                    BuildDirectory.path().resolve("ee").resolve(file),
                    lines,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
