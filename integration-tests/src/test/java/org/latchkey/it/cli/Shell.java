package org.latchkey.it.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.cli.Latchkey;
import org.latchkey.cli.Surroundings;
import org.latchkey.it.fixture.Fixture;

/** Runs commands as an administrator types them, without a process of their own. */
public final class Shell {

    private static final Pattern FAILED = Pattern.compile("(?m)^  FAIL  (\\S+) ");
    private static final Pattern KEYS = Pattern.compile("(?m)^  FAIL .*\\R(?: {24}(?!change).*\\R)* +change:  (\\w+)");

    private final Path folder;

    Shell(Path folder) {
        this.folder = folder;
    }

    /** What a command did. */
    public record Ran(int code, String out, String err) {

        /** The stage that failed, or nothing. */
        String stage() {
            Matcher failed = FAILED.matcher(out);
            return failed.find() ? failed.group(1) : "";
        }

        /** The first key to change, or nothing. */
        String key() {
            Matcher keys = KEYS.matcher(out);
            return keys.find() ? keys.group(1) : "";
        }
    }

    Ran run(String input, String... arguments) {
        return command(input, arguments);
    }

    /** Runs a command that wants no folder. */
    public static Ran command(String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Latchkey.run(
                new Surroundings(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Map.of(),
                        question -> Optional.empty(),
                        false),
                arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    /** A file with what finds the fixture's users and groups, then these pairs; the value {@code -} takes a key away. */
    String file(String urls, String... pairs) {
        Map<String, String> keys = new LinkedHashMap<>(Fixture.searching(urls));
        keys.put("roleExcludes", "manager-*, admin-*");
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1].equals("-")) {
                keys.remove(pairs[i]);
            } else {
                keys.put(pairs[i], pairs[i + 1]);
            }
        }
        return file(keys);
    }

    /** A file with these keys. */
    String file(Map<String, String> keys) {
        Properties properties = new Properties();
        properties.putAll(keys);
        Path file = folder.resolve("ldap.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What differs from run to run is put out of sight: ports, times, what is left of a certificate. */
    static String masked(String out) {
        return out.replace("\r\n", "\n")
                .replaceAll("(127\\.0\\.0\\.\\d+:| port )\\d+", "$1PORT")
                .replaceAll("\\[\\d+ ms", "[N ms")
                .replaceAll("differ by \\d+ s", "differ by N s")
                .replaceAll("good for \\d+ days", "good for N days")
                .replaceAll("ends in \\d+ days", "ends in N days");
    }

    Ran check(String urls, String... pairs) {
        return run("", "check", "--config", file(urls, pairs));
    }
}
