package org.latchkey.internal.login;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.RejectionReason;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.User;

/** What checking a credential came to. */
public sealed interface Verification extends AutoCloseable {

    /** Not yet checked: the entry is to be found first. */
    record Undecided() implements Verification {}

    /**
     * The credential is genuine.
     *
     * @param user whom it belongs to, or {@code null} while no entry is known
     * @param own the directory seen with the user's own rights, or {@code null} when nothing asks for it
     * @param release gives back what the session holds
     */
    record Verified(
            @Nullable User user,
            @Nullable DirectorySession own,
            Runnable release) implements Verification {

        /**
         * Verified, with no session of the user's own.
         *
         * @param user whom the credential belongs to
         * @return the verdict
         */
        public static Verified of(User user) {
            return new Verified(user, null, () -> {});
        }

        @Override
        public void close() {
            release.run();
        }
    }

    /**
     * The credential is not genuine, or may not be used.
     *
     * @param reason why
     */
    record Refused(RejectionReason reason) implements Verification {}

    /**
     * The directory seen with the user's own rights.
     *
     * @return the session, or empty
     */
    default Optional<DirectorySession> ownSession() {
        return this instanceof Verified verified ? Optional.ofNullable(verified.own()) : Optional.empty();
    }

    /** Gives back what this holds. */
    @Override
    default void close() {}
}
