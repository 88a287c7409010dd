package org.latchkey.it.net;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.latchkey.it.require.Prerequisite;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.support.FreePort;

/** A real HAProxy on 127.0.0.1 that passes TCP on to one server, by rules of the test's own; its port stays the same. */
public final class Haproxy implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;
    private static final List<String> GROUND = List.of(
            "global",
            "    maxconn 2000",
            "defaults",
            "    mode tcp",
            "    timeout connect 2s",
            "    timeout client 60s",
            "    timeout server 60s",
            "    retries 0",
            "listen ldap");

    private final int port;
    private final Process process;
    private final Thread atExit;

    private Haproxy(int port, Process process) {
        this.port = port;
        this.process = process;
        this.atExit = new Thread(process::destroyForcibly, "haproxy-at-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** What this class needs of the machine. */
    public static Prerequisite prerequisite() {
        return new Prerequisite(
                "haproxy",
                binary().isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "haproxy was not found; install haproxy (Debian, Ubuntu: apt-get install haproxy)"));
    }

    /**
     * Before the server at that port of 127.0.0.1.
     *
     * @param rules further lines of its {@code listen} section
     */
    public static Haproxy before(int target, String... rules) {
        prerequisite().demand();
        int port = FreePort.next();
        var lines = new ArrayList<>(GROUND);
        lines.add("    bind 127.0.0.1:" + port);
        Arrays.stream(rules).map(rule -> "    " + rule).forEach(lines::add);
        lines.add("    server directory 127.0.0.1:" + target);
        try {
            return awaited(new Haproxy(port, launched(lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ldap://127.0.0.1:port}. */
    public String url() {
        return "ldap://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process launched(List<String> lines) throws IOException {
        Path directory = BuildDirectory.fresh("haproxy", "haproxy");
        Path configuration = Files.write(directory.resolve("haproxy.cfg"), lines);
        return new ProcessBuilder(binary().orElseThrow().toString(), "-db", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.log").toFile())
                .start();
    }

    private static Haproxy awaited(Haproxy started) {
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> !started.process.isAlive() || started.listens());
        if (!started.process.isAlive()) {
            throw new IllegalStateException("haproxy ended with " + started.process.exitValue());
        }
        return started;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Path> binary() {
        String[] path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return Stream.concat(Arrays.stream(path), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
