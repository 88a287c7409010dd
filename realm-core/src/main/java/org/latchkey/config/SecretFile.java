package org.latchkey.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.latchkey.auth.Secret;

/**
 * A file (UTF-8) with one secret, or with two while one takes the other's place, each on a line of its own. A relative path
 * starts at the system property {@code catalina.base} where it is set. Immutable; shows no secret.
 *
 * @param path the path as it was given
 */
public record SecretFile(String path) {

    private static final long LARGEST = 64L << 10;

    /**
     * Reads the file, afresh each time.
     *
     * @return one or two secrets, without blanks round them
     * @throws IllegalArgumentException when it cannot be read, or holds none or more than two; the message shows no secret
     */
    public List<Secret> read() {
        List<Secret> secrets = lines().stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(Secret::of)
                .toList();
        if (secrets.isEmpty() || secrets.size() > 2) {
            throw new IllegalArgumentException("it holds " + (secrets.isEmpty() ? "none" : "more than two"));
        }
        return secrets;
    }

    private List<String> lines() {
        try {
            FileFault.checkRegular(ConfigPath.of(path), LARGEST);
            return Files.readAllLines(ConfigPath.of(path), StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(FileFault.reason(e), e);
        }
    }

    /**
     * The file as it is now, to be compared with itself later.
     *
     * @return what it looks like
     */
    public ReadFiles stamp() {
        return ReadFiles.of(List.of(path));
    }
}
