package org.latchkey.spi;

import java.util.List;
import java.util.Optional;
import org.latchkey.auth.RejectionReason;

/**
 * Says whether a user who has proved who they are may come in. Asked on every login, with a password or without.
 *
 * <p>Implementations are safe for use by many threads; an exception refuses.
 */
@FunctionalInterface
public interface Admission {

    /**
     * Makes sure that the rules can be applied, before anything is asked about a user. Called at each login.
     *
     * @param service the directory, as the service sees it
     * @throws DirectoryException when they do not fit the directory, or it could not tell: nobody is let in then
     */
    default void prepare(DirectorySession service) throws DirectoryException {}

    /**
     * Decides.
     *
     * @param user the user
     * @param groups all groups of the user
     * @return why not, or empty to let the user in
     */
    Optional<RejectionReason> refusal(User user, List<Group> groups);
}
