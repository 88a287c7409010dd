package org.latchkey;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.RejectionReason;
import org.latchkey.internal.guard.LocalLogins;

/**
 * When a local password may stand in for the directory's, and how often it may be wrong; for doors that ask a container's own
 * realm. Whose password it is, and who has one, is the door's to say.
 *
 * <p>Safe for use by many threads. Remembers nothing but how often a password was wrong, for five minutes.
 */
public final class OutageFallback {

    private final LocalLogins logins;

    /**
     * Makes one that has counted nothing.
     *
     * @param warnings takes a line for each use, refused ones too; it holds names and no password
     */
    public OutageFallback(Consumer<String> warnings) {
        logins = new LocalLogins(warnings, System::nanoTime);
    }

    /**
     * Whether the directory is away: it could not answer this login, and no server of it can be reached. A refusal, a server
     * whose certificate is not accepted and a service account that is refused never open it.
     *
     * @param answer how this very login ended at the directory
     * @param health what is known of the directory
     * @return true when a local password may be asked for
     */
    public boolean isOpen(AuthenticationResult answer, DirectoryHealth health) {
        return answer instanceof Unavailable unavailable && unavailable.cause().isOutage() && health.isOutage();
    }

    /**
     * Decides one login by a local password. It is counted before it is compared: after five that were wrong within five
     * minutes the name is locked for the rest of them.
     *
     * @param username a name that is known locally
     * @param peer the client's address, or {@code null} where the container does not tell
     * @param rightPassword compares; not asked for a name that is locked
     * @return why not, or empty when the password is right
     */
    public Optional<RejectionReason> refusal(String username, @Nullable String peer, BooleanSupplier rightPassword) {
        return logins.refusal(username, peer, rightPassword);
    }
}
