package org.latchkey.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.DirectoryInspector;
import org.latchkey.auth.Secret;
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
        return Passwords.check(inspector, login, login == null ? null : password(login, surroundings));
    }

    private Secret password(String login, Surroundings surroundings) {
        if (file != null) {
            return ofFile(file);
        }
        String name = variable;
        return name == null
                ? Passwords.asked(login, surroundings)
                        .orElseThrow(() -> wrong("nobody can be asked for the password of --user here:"
                                + " --user-password-file or --user-password-env is missing"))
                : Passwords.ofVariable(name, surroundings)
                        .orElseThrow(() -> wrong("--user-password-env: the variable " + name + " is not set"));
    }

    private Secret ofFile(Path kept) {
        try {
            return Passwords.ofFile(kept);
        } catch (IOException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String sentence) {
        return WrongArguments.in(spec, sentence);
    }
}
