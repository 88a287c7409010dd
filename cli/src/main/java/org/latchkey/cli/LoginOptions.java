package org.latchkey.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.DirectoryInspector;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Secret;
import org.latchkey.config.SecretSource;
import org.latchkey.inspect.ServerReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who is to log in at the end of a check, where {@link PasswordOptions} are those of the service account. */
final class LoginOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "Logs in at the end of the check, as it would be typed. The password is asked for.")
    private @Nullable String user;

    @Option(
            names = "--user-password-file",
            paramLabel = "FILE",
            description = "The password of --user is what the file holds.")
    private @Nullable Path file;

    @Option(
            names = "--user-password-env",
            paramLabel = "NAME",
            description = "The password of --user is in a variable.")
    private @Nullable String variable;

    /** Checks, and logs in where somebody is named. */
    List<ServerReport> check(DirectoryInspector inspector, Surroundings surroundings) {
        String login = user;
        if (login == null) {
            return inspector.check(null);
        }
        Secret secret = password(login, surroundings);
        try {
            return inspector.check(new UsernamePassword(login, secret));
        } finally {
            secret.wipe();
        }
    }

    private Secret password(String login, Surroundings surroundings) {
        Path kept = file;
        String name = variable;
        if (kept != null) {
            return ofFile(kept);
        }
        return name == null
                ? asked(login, surroundings)
                : Optional.ofNullable(surroundings.environment().get(name))
                        .map(Secret::of)
                        .orElseThrow(() -> wrong("--user-password-env: the variable " + name + " is not set"));
    }

    private Secret ofFile(Path kept) {
        try {
            return SecretSource.parse("${file:" + kept.toAbsolutePath() + "}").read();
        } catch (IOException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Secret asked(String login, Surroundings surroundings) {
        char[] answer = surroundings
                .prompt()
                .apply("Password of " + login + ": ")
                .orElseThrow(() -> wrong("nobody can be asked for the password of --user here: --user-password-file or"
                        + " --user-password-env is missing"));
        try {
            return Secret.of(answer);
        } finally {
            Arrays.fill(answer, '\0');
        }
    }

    private ParameterException wrong(String sentence) {
        if (spec == null) {
            throw new IllegalStateException("picocli has not filled the options in");
        }
        return new ParameterException(spec.commandLine(), sentence);
    }
}
