package org.latchkey.it.faults;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.latchkey.it.login.Engine;

/** An engine in a JVM of its own, asked for one login at a time. */
final class LoginProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;

    /**
     * What the other JVM has to say of a login.
     *
     * @param wall its wall clock afterwards
     * @param took by its monotonic clock
     * @param outcome the result's kind, and the name or the reason
     */
    record Said(Instant wall, Duration took, String outcome) {}

    /** Starts it; the pairs are those of {@link Engine#searchingAt}. */
    LoginProcess(Map<String, String> environment, Path errors, String urls, String... pairs) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LoginProcess.class.getName(),
                urls));
        command.addAll(List.of(pairs));
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        to = process.outputWriter(StandardCharsets.UTF_8);
        from = process.inputReader(StandardCharsets.UTF_8);
    }

    Said login(String uid) throws IOException {
        begin(uid);
        return answer();
    }

    /** Asks for a login without waiting for its answer. */
    void begin(String uid) throws IOException {
        to.write(uid + "\n");
        to.flush();
    }

    /** Waits for the answer to what was begun. */
    Said answer() throws IOException {
        String line = from.readLine();
        if (line == null) {
            throw new IOException("the other JVM has ended");
        }
        String[] said = line.split(" ", 3);
        return new Said(
                Instant.ofEpochMilli(Long.parseLong(said[0])), Duration.ofMillis(Long.parseLong(said[1])), said[2]);
    }

    @Override
    public void close() throws IOException {
        to.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The other JVM: logs in whoever is named on its standard input, until that ends. */
    public static void main(String[] arguments) throws Exception {
        var pairs = Arrays.copyOfRange(arguments, 1, arguments.length);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
                var engine = Engine.searchingAt(arguments[0], pairs)) {
            for (String uid = lines.readLine(); uid != null; uid = lines.readLine()) {
                String who = uid;
                var login = Timed.of(() -> engine.loginAs(who));
                out.println(System.currentTimeMillis() + " " + login.took().toMillis() + " "
                        + (login.name() == null ? login.result() : login.name()));
            }
        }
    }
}
