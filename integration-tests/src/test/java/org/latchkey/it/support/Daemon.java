package org.latchkey.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server in the foreground with the processes it starts, ended with this JVM at the latest. What it says goes to a file.
 * Its input is a pipe from this JVM: a server that ends with its input does so even where this JVM is killed.
 */
public final class Daemon implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Process process;
    private final Runnable afterwards;
    private final Thread atExit = new Thread(this::end, "daemon-at-exit");

    private Daemon(Process process, Runnable afterwards) {
        this.process = process;
        this.afterwards = afterwards;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts it.
     *
     * @param log appended to
     * @param afterwards run once all its processes have ended
     */
    public static Daemon start(List<String> command, Path log, Runnable afterwards) {
        try {
            return new Daemon(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    afterwards);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the process that was started runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, waits, and ends what has not ended then. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is going down already
        }
    }

    private void end() {
        List<ProcessHandle> others = process.descendants().toList();
        process.destroy();
        await(process.toHandle());
        others.forEach(Daemon::await);
        afterwards.run();
    }

    private static void await(ProcessHandle process) {
        CompletableFuture<ProcessHandle> ended = process.onExit();
        try {
            ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            ended.join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
