package org.latchkey.proxy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.latchkey.auth.Secret;
import org.latchkey.config.ReadFiles;
import org.latchkey.config.SecretFile;

/**
 * The secrets that a proxy may show, read again when their file changes; a file that has become bad leaves the old ones in
 * force. Safe for use by many threads; shows no secret.
 */
final class ProxySecrets {

    private final SecretFile file;
    private final Consumer<String> warnings;
    private volatile Known known;

    private record Known(ReadFiles stamp, List<Secret> secrets) {}

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException when it is bad
     */
    ProxySecrets(SecretFile file, Consumer<String> warnings) {
        this.file = file;
        this.warnings = warnings;
        this.known = new Known(file.stamp(), file.read());
    }

    /** Whether a header's value is one of them. Takes as long for a wrong one as for a right one of its length. */
    boolean hold(String value) {
        Secret shown = Secret.of(new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        boolean found = false;
        for (Secret secret : current()) {
            found |= secret.equals(shown);
        }
        shown.wipe();
        return found && !value.isEmpty();
    }

    private List<Secret> current() {
        Known now = known;
        ReadFiles stamp = now.stamp().now();
        if (!stamp.equals(now.stamp())) {
            readAgain(stamp);
        }
        return known.secrets();
    }

    private synchronized void readAgain(ReadFiles stamp) {
        if (stamp.equals(known.stamp())) {
            return;
        }
        List<Secret> secrets = known.secrets();
        try {
            secrets = file.read();
        } catch (IllegalArgumentException e) {
            warnings.accept(
                    "proxySecretFile has changed and cannot be used, the old secrets stay in force: " + e.getMessage());
        }
        known = new Known(stamp, secrets);
    }
}
