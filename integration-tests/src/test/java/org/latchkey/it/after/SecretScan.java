package org.latchkey.it.after;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Looks through everything a run has logged or printed for the word that is part of every password, in clear, as hex, and
 * as the Base64 an {@code Authorization} header would carry.
 *
 * @param files how many were read
 * @param findings file and line number of each hit; never the line itself
 */
record SecretScan(int files, List<String> findings) {
    /** In every password of the fixture and of the tests. */
    static final String CANARY = "c4nary";

    private static final Set<String> ENDINGS = Set.of("log", "txt", "out");
    private static final Set<String> NOT_OUTPUT =
            Set.of("classes", "test-classes", "db", "conf", "tls", "webapps", "lib");
    private static final List<String> SPELLINGS = spellings(CANARY);

    /** Reads every log and output file below the directory. */
    static SecretScan of(Path directory) {
        try (var walk = Files.walk(directory)) {
            var files = walk.filter(Files::isRegularFile)
                    .filter(file -> isOutput(directory.relativize(file)))
                    .toList();
            return new SecretScan(
                    files.size(),
                    files.stream().flatMap(file -> hits(file).stream()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logs by their ending, and whatever a container put into a folder {@code logs}. */
    private static boolean isOutput(Path relative) {
        var folders = names(relative.getParent());
        if (folders.stream().anyMatch(NOT_OUTPUT::contains)) {
            return false;
        }
        String name = relative.getFileName().toString();
        return folders.contains("logs") || ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static List<String> names(Path folder) {
        return folder == null
                ? List.of()
                : StreamSupport.stream(folder.spliterator(), false)
                        .map(Path::toString)
                        .toList();
    }

    private static List<String> hits(Path file) {
        var hits = new ArrayList<String>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (SPELLINGS.stream().anyMatch(line::contains)) {
                hits.add(file + ":" + number);
            }
        }
        return hits;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> spellings(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        var spellings = new ArrayList<>(List.of(word, HexFormat.of().formatHex(bytes)));
        for (int before = 0; before < 3; before++) {
            spellings.add(base64(bytes, before));
        }
        return List.copyOf(spellings);
    }

    /** The digits that are the same whatever stands before and after the word, a number of bytes being before it. */
    private static String base64(byte[] word, int before) {
        byte[] shifted = new byte[before + word.length];
        Arrays.fill(shifted, (byte) 'x');
        System.arraycopy(word, 0, shifted, before, word.length);
        int firstWhole = (before * 8 + 5) / 6;
        int lastWhole = shifted.length * 8 / 6;
        return Base64.getEncoder().encodeToString(shifted).substring(firstWhole, lastWhole);
    }
}
