package org.latchkey.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end, with what it says in a file. Safe for use by several threads. */
public final class Command {
    private static final int LONGEST_SECONDS = 120;

    private Command() {}

    /**
     * Runs it and returns what it said on both its outputs.
     *
     * @param log where that is kept, overwritten
     * @throws IllegalStateException if it fails or does not end
     */
    public static String run(Path log, List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(log.toFile())
                    .start();
            await(process, command.get(0));
            String said = Files.readString(log, StandardCharsets.ISO_8859_1);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command.get(0) + " ended with " + process.exitValue() + ":\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process, String name) {
        try {
            if (process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IllegalStateException(name + " did not end");
    }
}
