package org.latchkey.config;

/** What tells of a user's groups besides the filter of the role search and the attributes of the user's entry. */
public enum GroupMethod {
    /** Nothing does. */
    NONE,
    /** Nothing does, but the filter tells of all groups above a user's or a group's own. */
    IN_CHAIN,
    /** The group's description of its members by a search ({@code memberURL}). */
    MEMBER_URL,
    /** Active Directory's list of a user's SIDs. */
    TOKEN_GROUPS,
    /** Whatever the directory turns out to offer. */
    AUTO;

    /**
     * Whether it finds groups without a filter.
     *
     * @return true when no role search need be given
     */
    public boolean needsNoFilter() {
        return this != NONE && this != IN_CHAIN;
    }
}
