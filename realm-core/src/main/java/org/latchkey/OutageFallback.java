package org.latchkey;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.RejectionReason;
import org.latchkey.internal.guard.LocalLogins;

/**
 * How often a local password that stands in for the directory's may be wrong; for doors that ask a container's own realm. When
 * it may stand in is {@link LdapAuthenticator#isOutage}'s to say; whose it is, and who has one, the door's.
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
