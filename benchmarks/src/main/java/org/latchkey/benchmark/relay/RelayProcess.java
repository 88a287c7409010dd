package org.latchkey.benchmark.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A {@link DelayRelay} in a JVM of its own, which ends with this one. */
public final class RelayProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private RelayProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it with this JVM's class path.
     *
     * @param target the port to pass on to
     * @param delay of each direction
     * @throws IOException when it does not say its port
     */
    public static RelayProcess before(int target, Duration delay) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DelayRelay.class.getName(),
                        String.valueOf(target),
                        String.valueOf(delay.toNanos()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader();
        String port = said.readLine();
        if (port == null) {
            process.destroyForcibly();
            throw new IOException("the relay did not start");
        }
        return new RelayProcess(process, Integer.parseInt(port));
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
