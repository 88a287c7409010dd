package org.latchkey.internal.login;

import java.util.List;
import java.util.Map;
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
     * @param told what the directory told of the password, as attributes of the principal
     */
    record Proved(User user, List<Group> groups, Map<String, String> told) implements Finding {}

    /**
     * Nobody, or not with this credential.
     *
     * @param reason why
     * @param genuine whether the credential was right and it is the entry that is missing
     * @param told what the directory told of the password all the same
     */
    record Refused(RejectionReason reason, boolean genuine, Map<String, String> told) implements Finding {

        /** A refusal that says no more than why. */
        static Refused of(RejectionReason reason) {
            return new Refused(reason, false, Map.of());
        }
    }
}
