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

/** Fetches passwords from where they are kept, and wipes what it made on the way. */
final class Passwords {

    private Passwords() {}

    /**
     * What a file holds, as a configuration would read it.
     *
     * @throws IOException when it cannot be read; the message says why
     */
    static Secret ofFile(Path file) throws IOException {
        return SecretSource.parse("${file:" + file.toAbsolutePath() + "}").read();
    }

    /** What a variable holds, or empty when it is not set. */
    static Optional<Secret> ofVariable(String name, Surroundings surroundings) {
        return Optional.ofNullable(surroundings.environment().get(name)).map(Secret::of);
    }

    /** What somebody answers, or empty when nobody can be asked. */
    static Optional<Secret> asked(String user, Surroundings surroundings) {
        return surroundings.prompt().apply("Password of " + user + ": ").map(answer -> {
            try {
                return Secret.of(answer);
            } finally {
                Arrays.fill(answer, '\0');
            }
        });
    }

    /** Walks every server, with a login where there is a password, which is wiped then. */
    static List<ServerReport> check(DirectoryInspector inspector, @Nullable String user, @Nullable Secret password) {
        if (user == null || password == null) {
            return inspector.check(null);
        }
        try {
            return inspector.check(new UsernamePassword(user, password));
        } finally {
            password.wipe();
        }
    }
}
