package org.latchkey.internal.login;

import java.util.List;
import org.latchkey.auth.RejectionReason;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;

/** What a plan came to. */
sealed interface Finding {

    /**
     * The credential is this user's.
     *
     * @param user the user
     * @param groups all groups of the user
     */
    record Proved(User user, List<Group> groups) implements Finding {}

    /**
     * Nobody, or not with this credential.
     *
     * @param reason why
     * @param genuine whether the credential was right and it is the entry that is missing
     */
    record Refused(RejectionReason reason, boolean genuine) implements Finding {}
}
