package org.latchkey.internal.login;

import java.util.Map;
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
     * @param forUsers the session to search for the user with, or {@code null} for the service's
     * @param forRoles the session to search for groups with, or {@code null} for the service's
     * @param told what the directory told of the password besides, as attributes of the principal
     * @param release gives back what the sessions hold
     */
    record Verified(
            @Nullable User user,
            @Nullable DirectorySession forUsers,
            @Nullable DirectorySession forRoles,
            Map<String, String> told,
            Runnable release)
            implements Verification {

        /** Copies the map. */
        public Verified {
            told = Map.copyOf(told);
        }

        /**
         * Verified, and every search is the service's.
         *
         * @param user whom the credential belongs to
         * @return the verdict
         */
        public static Verified of(User user) {
            return of(user, Map.of());
        }

        /**
         * Verified, and every search is the service's.
         *
         * @param user whom the credential belongs to
         * @param told what the directory told of the password besides
         * @return the verdict
         */
        public static Verified of(User user, Map<String, String> told) {
            return new Verified(user, null, null, told, () -> {});
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
     * The session to search for the user with.
     *
     * @param service the service's session
     * @return the user's own where the verdict brought one, else the service's
     */
    default DirectorySession forUsersOr(DirectorySession service) {
        return this instanceof Verified verified && verified.forUsers() != null ? verified.forUsers() : service;
    }

    /**
     * The session to search for groups with.
     *
     * @param service the service's session
     * @return the user's own where the verdict brought one, else the service's
     */
    default DirectorySession forRolesOr(DirectorySession service) {
        return this instanceof Verified verified && verified.forRoles() != null ? verified.forRoles() : service;
    }

    /**
     * What the directory told of the password besides.
     *
     * @return attributes of the principal, empty when it told nothing
     */
    default Map<String, String> told() {
        return Map.of();
    }

    /** Gives back what this holds. */
    @Override
    default void close() {}
}
