package org.latchkey.it.slapd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A running slapd: signals by pid, and waiting until it is really gone, reaped as this JVM's child. */
final class SlapdProcess {
    private static final int PATIENCE_SECONDS = 10;

    private final Process process;
    private final Thread atExit = new Thread(this::kill, "slapd-at-exit");

    private SlapdProcess(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** In the foreground ({@code -d}), its messages appended to the log. */
    static SlapdProcess start(Path slapd, Path configuration, String urls, Path log) {
        var builder = new ProcessBuilder(slapd.toString(), "-f", configuration.toString(), "-h", urls, "-d", "stats")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LDAPNOINIT", "1");
        try {
            return new SlapdProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Stops it, and waits until it stands still: the signal is sent before the threads have seen it. */
    void suspend() {
        signal("STOP");
        Awaitility.await()
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !process.isAlive() || isStopped());
    }

    private boolean isStopped() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return threads.allMatch(SlapdProcess::isStopped);
        }
    }

    /** The state follows the name, which stands in parentheses. */
    private static boolean isStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith("T", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return true; // it has ended
        }
    }

    void resume() {
        signal("CONT");
    }

    /** Asks it to end and waits; ends it where it does not. */
    void stop() {
        resume();
        process.destroy();
        if (!awaitEnd()) {
            kill();
        }
        forget();
    }

    /** Ends it at once, as a crash would. */
    void crash() {
        kill();
        forget();
    }

    private void kill() {
        process.destroyForcibly();
        if (!awaitEnd()) {
            throw new IllegalStateException("slapd " + process.pid() + " does not end");
        }
    }

    private void signal(String name) {
        if (!process.isAlive()) {
            return;
        }
        try {
            var command = List.of("sh", "-c", "kill -" + name + " " + process.pid());
            int status = new ProcessBuilder(command).start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(command + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted(e);
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is going down already
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
