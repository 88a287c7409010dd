package org.latchkey.spi;

import java.util.List;
import org.latchkey.auth.RejectionReason;

/** What a name led to. */
public sealed interface UserResolution {

    /**
     * Exactly one user.
     *
     * @param user the user
     */
    record Found(User user) implements UserResolution {}

    /**
     * Several names to try in order, each once, because the entries cannot be read before a bind.
     *
     * @param users the candidates
     */
    record Candidates(List<User> users) implements UserResolution {

        /** Copies the list. */
        public Candidates {
            users = List.copyOf(users);
        }
    }

    /**
     * Nobody, or not exactly one.
     *
     * @param reason why
     */
    record NotFound(RejectionReason reason) implements UserResolution {}
}
