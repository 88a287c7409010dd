package org.latchkey.it.slapd;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the {@code stats} log of one slapd as it grows. Safe for use by several threads.
 *
 * <p>A connection on which the tests' own marker was searched for ({@link #MARKER}) is the tests' own: left out.
 */
public final class ServerLog {
    /** Begins the value of the filter in each of the tests' own probes. */
    static final String MARKER = "latchkey-marker-";

    private static final Pattern LINE = Pattern.compile("\\bconn=(\\d+) (op|fd)=(\\d+) (.*)$");
    /** slapd cuts a long line off, line end and all: the next record then begins in the middle of a line. */
    private static final Pattern RECORD_START = Pattern.compile("(?=[0-9a-f]{8}\\.[0-9a-f]{8} 0x[0-9a-f]+ conn=\\d)");
    /** slapd counts from 1000 again after a restart. */
    private static final long CONNECTIONS_PER_RUN = 1_000_000_000L;

    private final Path file;
    private final Map<String, LoggedOperation> byNumber = new LinkedHashMap<>();
    private final List<LoggedOperation> operations = new ArrayList<>();
    private final List<Long> accepted = new ArrayList<>();
    private final Set<Long> ours = new HashSet<>();
    private final StringBuilder unfinished = new StringBuilder();
    private long position;
    private long run;

    /** A log that may not exist yet. */
    public ServerLog(Path file) {
        this.file = file;
    }

    /** Everything asked since the first line. */
    public synchronized Operations all() {
        return since(new Position(0, 0));
    }

    /** How far the log has got. */
    synchronized Position now() {
        readOn();
        return new Position(operations.size(), accepted.size());
    }

    /** Everything asked from there on. */
    synchronized Operations since(Position start) {
        readOn();
        int connections = (int) accepted.stream()
                .skip(start.connections())
                .filter(this::isTheirs)
                .count();
        return new Operations(
                connections,
                foreign(start).stream().map(LoggedOperation::toOperation).toList());
    }

    /** Whether all of theirs from there on were answered, as far as they can be. */
    synchronized boolean isAnsweredSince(Position start) {
        readOn();
        return foreign(start).stream().noneMatch(LoggedOperation::awaitsAnswer);
    }

    /** Whether the probe of that name was seen, its answer included. */
    synchronized boolean hasMarker(String name) {
        readOn();
        return operations.stream()
                .anyMatch(operation -> operation.filter().contains(MARKER + name) && !operation.awaitsAnswer());
    }

    private List<LoggedOperation> foreign(Position start) {
        return operations.stream()
                .skip(start.operations())
                .filter(operation -> isTheirs(operation.connection()) && operation.isKnown())
                .toList();
    }

    private boolean isTheirs(long connection) {
        return !ours.contains(connection);
    }

    private void readOn() {
        if (!file.toFile().exists()) {
            return;
        }
        newLines().stream()
                .flatMap(RECORD_START::splitAsStream)
                .forEach(record ->
                        read(new String(record.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)));
    }

    private void read(String line) {
        if (line.endsWith("slapd starting")) {
            run++;
        }
        var matcher = LINE.matcher(line);
        if (!matcher.find()) {
            return;
        }
        long connection = run * CONNECTIONS_PER_RUN + Long.parseLong(matcher.group(1));
        if (matcher.group(2).equals("op")) {
            readOperation(connection, Integer.parseInt(matcher.group(3)), matcher.group(4));
        } else if (matcher.group(4).startsWith("ACCEPT ")) {
            accepted.add(connection);
        }
    }

    private void readOperation(long connection, int number, String text) {
        var operation = byNumber.computeIfAbsent(connection + "/" + number, key -> {
            var added = new LoggedOperation(connection, number);
            operations.add(added);
            return added;
        });
        operation.read(text);
        if (operation.filter().contains(MARKER)) {
            ours.add(connection);
        }
    }

    private List<String> newLines() {
        unfinished.append(newText());
        int end = unfinished.lastIndexOf("\n") + 1;
        String whole = unfinished.substring(0, end);
        unfinished.delete(0, end);
        return whole.lines().toList();
    }

    /** Bytes are kept apart as Latin-1 until the line is whole, so that no character is cut in two. */
    private String newText() {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(log.length() - position)];
            log.seek(position);
            log.readFully(bytes);
            position += bytes.length;
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A point in the log, counted in what was read before it. */
    record Position(int operations, int connections) {}
}
