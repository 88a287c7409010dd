package org.latchkey.it.jaas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.jaas.LdapLoginModule;

/**
 * A {@link JaasClient} in a JVM of its own, with our jar and the JAAS configuration file that an administrator would write.
 *
 * <p>Its files are below {@code target/jaas}. Used by one thread; the process ends with {@link #close()}, or when the JVM of
 * the tests goes and its input with it.
 */
final class ClientProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private ClientProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param properties Latchkey's file; the word {@code @properties@} stands for its path
     * @param configuration what {@code java.security.auth.login.config} names
     */
    static ClientProcess start(String properties, String configuration) {
        Path folder = BuildDirectory.fresh("jaas", "client");
        try {
            Path file = Files.writeString(folder.resolve("latchkey.properties"), properties);
            Path login = Files.writeString(
                    folder.resolve("login.config"), configuration.replace("@properties@", file.toString()));
            return new ClientProcess(new ProcessBuilder(command(login))
                    .redirectError(folder.resolve("console.txt").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path login) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.security.auth.login.config=" + login,
                "-cp",
                origin(LdapLoginModule.class) + ":" + origin(JaasClient.class),
                JaasClient.class.getName());
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the program says of a login. */
    String login(String application, String user, String password) {
        try {
            questions.write(application + '\t' + user + '\t' + password + '\n');
            questions.flush();
            String answer = CompletableFuture.supplyAsync(this::answer).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException("the client has ended");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the client does not answer", e);
        }
    }

    private String answer() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
