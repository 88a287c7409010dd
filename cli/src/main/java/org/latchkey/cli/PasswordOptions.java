package org.latchkey.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Secret;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a user's password comes from: never from an argument. */
final class PasswordOptions {

    private static final int LONGEST = 64 * 1024;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--password-stdin", description = "The password is the first line of standard input.")
    private boolean stdin;

    @Option(names = "--password-file", paramLabel = "FILE", description = "The password is what the file holds.")
    private @Nullable Path file;

    @Option(names = "--password-env", paramLabel = "NAME", description = "The password is in a variable.")
    private @Nullable String variable;

    boolean given() {
        return stdin || file != null || variable != null;
    }

    /** How a configuration refers to where it is kept, where that is a place that stays. */
    Optional<String> reference() {
        return Optional.ofNullable(file)
                .map(path -> "${file:" + path.toAbsolutePath() + "}")
                .or(() -> Optional.ofNullable(variable).map(name -> "${env:" + name + "}"));
    }

    /**
     * Fetches it; asks on the terminal where no place is given.
     *
     * @param user whose it is
     * @param surroundings standard input, the variables, the terminal
     * @return the password, to be wiped
     */
    Secret read(String user, Surroundings surroundings) {
        if (Stream.of(stdin, file != null, variable != null)
                        .filter(given -> given)
                        .count()
                > 1) {
            throw wrong("one place for the password: --password-stdin, --password-file or --password-env");
        }
        try {
            if (file != null) {
                return Passwords.ofFile(file);
            }
            if (variable != null) {
                return ofVariable(variable, surroundings);
            }
            return stdin ? line(surroundings) : asked(user, surroundings);
        } catch (IOException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Secret ofVariable(String name, Surroundings surroundings) {
        return Passwords.ofVariable(name, surroundings)
                .orElseThrow(() -> wrong("--password-env: the variable " + name + " is not set"));
    }

    private Secret asked(String user, Surroundings surroundings) {
        return Passwords.asked(user, surroundings)
                .orElseThrow(() -> wrong("nobody can be asked for a password here: --password-stdin, --password-file or"
                        + " --password-env"));
    }

    /** Up to the end of the first line, of which nothing but the end is dropped. */
    private static Secret line(Surroundings surroundings) throws IOException {
        byte[] read = surroundings.in().readNBytes(LONGEST);
        try {
            int end = 0;
            while (end < read.length && read[end] != '\n') {
                end++;
            }
            int length = end > 0 && end < read.length && read[end - 1] == '\r' ? end - 1 : end;
            return Secret.of(new String(read, 0, length, StandardCharsets.UTF_8));
        } finally {
            Arrays.fill(read, (byte) 0);
        }
    }

    private ParameterException wrong(String sentence) {
        return WrongArguments.in(spec, sentence);
    }
}
