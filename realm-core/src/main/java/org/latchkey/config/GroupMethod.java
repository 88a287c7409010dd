package org.latchkey.config;

import java.util.Optional;

/** What tells of a user's groups besides the filter of the role search and the attributes of the user's entry. */
public enum GroupMethod {
    /** Nothing does. */
    NONE,
    /** Nothing does, but the user's entry lists groups wherever they are. */
    LISTED,
    /** Nothing does, but the filter tells of all groups above a user's or a group's own. */
    IN_CHAIN,
    /** The group's description of its members by a search ({@code memberURL}). */
    MEMBER_URL,
    /** Active Directory's list of a user's SIDs. */
    TOKEN_GROUPS,
    /** Whatever the directory turns out to offer. */
    AUTO;

    /**
     * What every group has that this tells of.
     *
     * @return a filter, or empty when any group may be meant
     */
    public Optional<String> sign() {
        return switch (this) {
            case MEMBER_URL -> Optional.of("(memberURL=*)");
            // those with a SID that counts: security groups (MS-ADTS 2.2.12)
            case TOKEN_GROUPS -> Optional.of("(groupType:1.2.840.113556.1.4.803:=2147483648)");
            default -> Optional.empty();
        };
    }

    /**
     * Whether it finds groups without a filter.
     *
     * @return true when no role search need be given
     */
    public boolean needsNoFilter() {
        return this == MEMBER_URL || this == TOKEN_GROUPS || this == AUTO;
    }
}
