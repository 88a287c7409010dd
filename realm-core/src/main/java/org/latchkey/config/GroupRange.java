package org.latchkey.config;

import org.latchkey.auth.Dn;

/**
 * Where groups can be. Immutable.
 *
 * @param base the name that all of them stand under
 * @param subtree whether they may stand any number of levels below it rather than one
 */
public record GroupRange(Dn base, boolean subtree) {

    /**
     * Whether the search can find a group of that name.
     *
     * @param group the group's DN
     * @return false when it is elsewhere, or too many levels below the base
     */
    public boolean reaches(Dn group) {
        int below = group.rdns().size() - base.rdns().size();
        return contains(group) && (subtree || below == 1);
    }

    /**
     * Whether a group stands under the base, at any depth.
     *
     * @param group the group's DN
     * @return true also for the base itself
     */
    public boolean contains(Dn group) {
        return group.isWithin(base);
    }
}
