package org.latchkey.auth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a login came from, for the log. Immutable.
 *
 * @param door the entry used, such as {@code tomcat}
 * @param peer the client's address as the container sees it, or {@code null} where the container does not tell
 */
public record Origin(String door, @Nullable String peer) {

    /** Checks that the door is named. */
    public Origin {
        Objects.requireNonNull(door, "door");
    }
}
