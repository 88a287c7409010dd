package org.latchkey.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the users of {@code fallbackUsersFile}: a properties file, UTF-8, with a line for each, {@code name = hash role,
 * role}.
 */
final class FallbackUsersFile {

    private static final long LARGEST = 1L << 20;

    private FallbackUsersFile() {}

    /**
     * Reads the file.
     *
     * @param file the path as it was given
     * @return the users by name
     * @throws IllegalArgumentException when it cannot be read, or naming every line that is wrong, or that there is none; it
     *     shows no hash
     */
    static Map<String, FallbackUser> read(String file) {
        Map<String, FallbackUser> users = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        lines(file).forEach((name, text) -> {
            try {
                users.put(name, user(name, text.strip()));
            } catch (IllegalArgumentException e) {
                problems.add("the password of " + Findings.quoted(name) + " must be " + PasswordHash.ACCEPTED + ": "
                        + e.getMessage());
            }
        });
        if (!problems.isEmpty() || users.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.isEmpty() ? "there is no user in it" : String.join("; ", problems));
        }
        return Map.copyOf(users);
    }

    private static FallbackUser user(String name, String text) {
        String[] hashAndRoles = text.split("\\s+", 2);
        List<String> roles = Stream.of(hashAndRoles.length == 1 ? new String[0] : hashAndRoles[1].split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .toList();
        return new FallbackUser(name, PasswordHash.parse(hashAndRoles[0]), roles);
    }

    private static Map<String, String> lines(String file) {
        try {
            FileFault.checkRegular(ConfigPath.of(file), LARGEST);
            return PropertiesFile.read(ConfigPath.of(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(FileFault.reason(e), e);
        }
    }
}
