package org.latchkey.config;

import org.latchkey.auth.Dn;

/** How far a user search reaches (RFC 4511 4.5.1.2). */
public enum UserScope {
    /** The base itself. */
    BASE,
    /** The entries right below the base. */
    ONE,
    /** The base and everything below it. */
    SUBTREE;

    /**
     * Whether a search can find an entry of that name, aliases aside.
     *
     * @param base where the search begins
     * @param entry the entry's DN
     * @return false when it is elsewhere, or too many levels below the base
     */
    boolean reaches(Dn base, Dn entry) {
        int below = entry.rdns().size() - base.rdns().size();
        return entry.isWithin(base) && (this == SUBTREE || below == (this == ONE ? 1 : 0));
    }
}
