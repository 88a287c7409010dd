package org.latchkey;

import java.util.Objects;

/**
 * What becomes of a live session whose user was asked about: three arms, and every door handles all three. Immutable.
 *
 * @param <T> what the door holds of a user
 */
public sealed interface SessionVerdict<T> {

    /**
     * It goes on as it is: nobody has answered, or nobody needed to be asked.
     *
     * @param <T> what the door holds of a user
     */
    record Keep<T>() implements SessionVerdict<T> {}

    /**
     * It goes on with what the directory says now.
     *
     * @param user who takes the old one's place
     * @param <T> what the door holds of a user
     */
    record Replace<T>(T user) implements SessionVerdict<T> {

        /** Checks that there is a user. */
        public Replace {
            Objects.requireNonNull(user, "user");
        }
    }

    /**
     * It is over, and its user is nobody.
     *
     * @param why for the administrator's log, never for the response
     * @param <T> what the door holds of a user
     */
    record End<T>(String why) implements SessionVerdict<T> {

        /** Checks that it says why. */
        public End {
            Objects.requireNonNull(why, "why");
        }
    }
}
