package org.latchkey.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of role mappings, UTF-8, one a line; blank lines, and those that begin with #, say nothing. */
final class RoleMappingFile {

    private static final long LARGEST = 16L << 20;

    private RoleMappingFile() {}

    /**
     * Reads the file.
     *
     * @param file the path as it was given
     * @throws IllegalArgumentException when it cannot be read; or naming every line that is wrong, or that there is none
     */
    static List<RoleMapping> read(String file) {
        List<RoleMapping> mappings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                try {
                    mappings.add(RoleMappings.row(line));
                } catch (IllegalArgumentException e) {
                    problems.add("line " + number + ", " + Findings.quoted(line.strip()) + ": " + e.getMessage());
                }
            }
        }
        if (!problems.isEmpty() || mappings.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.isEmpty() ? "there is no mapping in it" : String.join("; ", problems));
        }
        return List.copyOf(mappings);
    }

    private static List<String> lines(String file) {
        try {
            Path path = ConfigPath.of(file);
            FileFault.checkRegular(path, LARGEST);
            String text = Files.readString(path, StandardCharsets.UTF_8);
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8 text", e);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(FileFault.reason(e), e);
        }
    }
}
