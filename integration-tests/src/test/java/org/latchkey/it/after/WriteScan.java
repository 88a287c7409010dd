package org.latchkey.it.after;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.latchkey.it.fixture.Fixture;

/**
 * Looks through the logs of all test servers for operations that write.
 *
 * @param logs how many were read
 * @param reads how many binds and searches they tell of, the harness's own probes left out
 * @param writes the lines that tell of an add, modify, delete, rename or password change
 */
record WriteScan(int logs, int reads, List<String> writes) {
    private static final Pattern READ =
            Pattern.compile("^[^\"]*\\bconn=\\d+ op=\\d+ (?:SRCH base=|BIND dn=.* method=)");
    private static final Pattern WRITE =
            Pattern.compile("^[^\"]*\\bconn=\\d+ op=\\d+ (?:ADD|MOD|DEL|MODRDN|PASSMOD)\\b");
    private static final Pattern CONNECTION = Pattern.compile("\\bconn=(\\d+) ");
    private static final Pattern CLOSED = Pattern.compile("\\bconn=\\d+ fd=\\d+ closed\\b");
    private static final String ADMINISTRATOR = " BIND dn=\"cn=admin," + Fixture.BASE + "\" mech=SIMPLE";
    private static final String PROBE = "latchkey-marker-";

    /** Reads every {@code slapd.log} below the directory. */
    static WriteScan of(Path directory) {
        int logs = 0;
        int reads = 0;
        var writes = new ArrayList<String>();
        for (Path log : logs(directory)) {
            var lines = lines(log);
            logs++;
            reads += (int) lines.stream().filter(WriteScan::isRead).count();
            writes(lines).forEach(line -> writes.add(log + ": " + line));
        }
        return new WriteScan(logs, reads, List.copyOf(writes));
    }

    /**
     * Not those of a test that changes its tree itself, by a name that no engine is ever given. A connection's lines of different
     * threads may change places, its ACCEPT with its first bind among them, so its end is what counts.
     */
    private static List<String> writes(List<String> lines) {
        var administrators = new HashSet<String>();
        var writes = new ArrayList<String>();
        for (String line : lines) {
            var matcher = CONNECTION.matcher(line);
            String connection = matcher.find() ? matcher.group(1) : "";
            if (line.contains("slapd starting")) {
                administrators.clear();
            } else if (CLOSED.matcher(line).find()) {
                administrators.remove(connection);
            } else if (line.contains(ADMINISTRATOR)) {
                administrators.add(connection);
            } else if (WRITE.matcher(line).find() && !administrators.contains(connection)) {
                writes.add(line);
            }
        }
        return writes;
    }

    private static boolean isRead(String line) {
        return !line.contains(PROBE) && READ.matcher(line).find();
    }

    private static List<Path> logs(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var walk = Files.walk(directory)) {
            return walk.filter(file -> file.endsWith("slapd.log")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
