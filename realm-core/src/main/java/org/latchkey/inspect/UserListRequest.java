package org.latchkey.inspect;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.latchkey.config.RoleGlob;

/**
 * Which users a list has, and what it says of them besides the attributes that the configuration names. Immutable.
 *
 * @param roles whether roles are wanted
 * @param refused whether users are listed whom a login would refuse
 * @param excluded names that are passed over
 * @param since leaves out users whose entries were not changed from then on
 */
public record UserListRequest(boolean roles, boolean refused, List<RoleGlob> excluded, Optional<Instant> since) {

    /** Copies the list. */
    public UserListRequest {
        excluded = List.copyOf(excluded);
    }

    /**
     * Whether a user is passed over.
     *
     * @param name the name as applications see it
     * @return true where one of {@code excluded} means it
     */
    public boolean excludes(String name) {
        return excluded.stream().anyMatch(glob -> glob.matches(name));
    }
}
