package org.latchkey.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the engine holds of this JVM at one moment. Immutable.
 *
 * @param threads those inside the engine or the JDK's LDAP provider, whoever started them, and those named after the engine
 * @param sockets of TCP and UDP, by inode, with both their ends; empty where there is no {@code /proc}
 */
record Footprint(Map<Thread, String> threads, Map<String, String> sockets) {
    private static final String OUR_THREADS = "latchkey";
    private static final String ENGINE = "org.latchkey.";
    private static final String TESTS = "org.latchkey.it.";
    private static final String PROVIDER = "com.sun.jndi.";
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6");
    private static final Path PROC = Path.of("/proc/self");

    static Footprint now() {
        return new Footprint(threadsNow(), Files.isDirectory(PROC) ? socketsNow() : Map.of());
    }

    /** What there is now and was not before. */
    Footprint without(Footprint before) {
        return new Footprint(lacking(threads, before.threads.keySet()), lacking(sockets, before.sockets.keySet()));
    }

    boolean isEmpty() {
        return threads.isEmpty() && sockets.isEmpty();
    }

    private static <K, V> Map<K, V> lacking(Map<K, V> all, Set<K> some) {
        return all.entrySet().stream()
                .filter(entry -> !some.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<Thread, String> threadsNow() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> belongs(entry.getKey(), entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> described(entry.getKey(), entry.getValue())));
    }

    private static boolean belongs(Thread thread, StackTraceElement[] stack) {
        return thread.getName().startsWith(OUR_THREADS)
                || Arrays.stream(stack).map(StackTraceElement::getClassName).anyMatch(Footprint::isOurs);
    }

    private static boolean isOurs(String type) {
        return type.startsWith(PROVIDER) || type.startsWith(ENGINE) && !type.startsWith(TESTS);
    }

    private static String described(Thread thread, StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining("\n    ", thread.getName() + "\n    ", "\n"));
    }

    /** A socket in no table is one that was never connected, or whose peer is long gone: it still takes a descriptor. */
    private static Map<String, String> socketsNow() {
        Set<String> open = openInodes();
        open.removeAll(unixInodes());
        Map<String, String> ends = ends();
        return open.stream()
                .collect(Collectors.toMap(inode -> inode, inode -> ends.getOrDefault(inode, "unconnected")));
    }

    private static Set<String> openInodes() {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(PROC.resolve("fd"))) {
            for (Path descriptor : descriptors.toList()) {
                Matcher socket = SOCKET.matcher(target(descriptor));
                if (socket.matches()) {
                    inodes.add(socket.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inodes;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private static Set<String> unixInodes() {
        return table("unix").map(columns -> columns[6]).collect(Collectors.toSet());
    }

    private static Map<String, String> ends() {
        return TABLES.stream()
                .flatMap(Footprint::table)
                .collect(Collectors.toMap(
                        columns -> columns[9],
                        columns -> columns[1] + " to " + columns[2] + " state " + columns[3],
                        (one, other) -> one));
    }

    private static Stream<String[]> table(String name) {
        try {
            return Files.readAllLines(PROC.resolve("net").resolve(name)).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return threads.size() + " threads " + threads.values() + ", " + sockets.size() + " sockets " + sockets.values();
    }
}
