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
     * Decides.
     *
     * @param user the user
     * @param groups all groups of the user
     * @return why not, or empty to let the user in
     */
    Optional<RejectionReason> refusal(User user, List<Group> groups);
}
