package org.latchkey.it.namespace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel knows of TCP connections to a port of this machine, both ends being here. */
public final class Connections {
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    private static final String ESTABLISHED = "01";
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int QUEUES = 4;

    private Connections() {}

    /** The clients' ports of the connections to that port. */
    static List<String> clientPortsTo(int port) {
        return established()
                .filter(columns -> portOf(columns[REMOTE]) == port)
                .map(columns -> Integer.toString(portOf(columns[LOCAL])))
                .distinct()
                .toList();
    }

    /** How many connections are open to that port. */
    public static int countTo(int port) {
        return clientPortsTo(port).size();
    }

    /** Whether something was written to that port that the server has not read. */
    public static boolean unreadBy(int port) {
        return established()
                .filter(columns -> portOf(columns[LOCAL]) == port)
                .anyMatch(columns -> !columns[QUEUES].endsWith(":00000000"));
    }

    private static Stream<String[]> established() {
        return TABLES.stream()
                .flatMap(Connections::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[STATE].equals(ESTABLISHED));
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.exists(table) ? Files.readAllLines(table).stream().skip(1) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int portOf(String end) {
        return Integer.parseInt(end.substring(end.lastIndexOf(':') + 1), 16);
    }
}
