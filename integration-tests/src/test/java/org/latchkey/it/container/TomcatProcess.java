package org.latchkey.it.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Tomcat of our own, for what Arquillian's adapter cannot do: a start that must fail, a stop and a start again.
 *
 * <p>Runs {@code Bootstrap start} of the distribution in a JVM of its own, the one the tests run on. Whatever happens to
 * the test, the process ends: with {@link #close()}, or with the JVM of the tests.
 */
final class TomcatProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
    }

    private final CatalinaBase base;
    private final Process process;
    private final List<String> console = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Boolean> started = new CompletableFuture<>();
    private final Thread reader;

    private TomcatProcess(CatalinaBase base, Process process) {
        this.base = base;
        this.process = process;
        ALIVE.add(process);
        reader = new Thread(this::readConsole, "console of Tomcat " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts Tomcat and waits until it either says it is up or has ended; {@link #isRunning()} tells which. */
    static TomcatProcess start(CatalinaBase base) {
        TomcatProcess tomcat = launch(base);
        try {
            tomcat.started.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return tomcat;
        } catch (TimeoutException e) {
            tomcat.close();
            throw new AssertionError("Tomcat neither came up nor ended:\n" + tomcat.console(), e);
        } catch (Exception e) {
            tomcat.close();
            throw new IllegalStateException(e);
        }
    }

    /** Like {@link #start}, for the many tests that make no sense unless Tomcat comes up. */
    static TomcatProcess running(CatalinaBase base) {
        TomcatProcess tomcat = start(base);
        if (!tomcat.isRunning()) {
            throw new AssertionError("Tomcat ended at once:\n" + tomcat.console());
        }
        return tomcat;
    }

    /** True between Tomcat's own word that it is up and its end. */
    boolean isRunning() {
        return started.getNow(false) && process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Everything Tomcat printed so far, a line each. */
    List<String> consoleLines() {
        return List.copyOf(console);
    }

    String console() {
        return String.join("\n", console);
    }

    String root() {
        return "http://127.0.0.1:" + base.port();
    }

    Browser browser() {
        return new Browser("http://127.0.0.1:" + base.port());
    }

    /** Ends Tomcat as an administrator does, so that it may keep its sessions; forcibly if it will not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            reader.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        ALIVE.remove(process);
    }

    private static TomcatProcess launch(CatalinaBase base) {
        try {
            return new TomcatProcess(
                    base,
                    new ProcessBuilder(command(base))
                            .directory(base.directory().toFile())
                            .redirectErrorStream(true)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(CatalinaBase base) {
        Path bin = base.home().directory().resolve("bin");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(base.jvmOptions());
        command.add("-Djava.util.logging.config.file=" + base.directory().resolve("conf/logging.properties"));
        command.add("-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager");
        command.add("-Dcatalina.home=" + base.home().directory());
        command.add("-Dcatalina.base=" + base.directory());
        command.add("-Djava.io.tmpdir=" + base.directory().resolve("temp"));
        command.addAll(List.of("-cp", bin.resolve("bootstrap.jar") + ":" + bin.resolve("tomcat-juli.jar")));
        command.addAll(List.of("org.apache.catalina.startup.Bootstrap", "start"));
        return command;
    }

    private void readConsole() {
        Path file = base.logs().directory().resolve("console.txt");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                Writer copy = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.append(line).append('\n').flush();
                console.add(line);
                if (line.contains("Server startup in")) {
                    started.complete(true);
                }
            }
        } catch (IOException e) {
            console.add(e.toString());
        } finally {
            started.complete(false);
        }
    }
}
