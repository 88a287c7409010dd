package org.latchkey.inspect;

/** By what a directory's groups know their members. */
public enum GroupKind {
    /** The members' DNs: {@code groupOfNames}, and Active Directory's groups. */
    MEMBER("member"),
    /** The members' DNs, each with an identifier if need be: {@code groupOfUniqueNames}. */
    UNIQUE_MEMBER("uniqueMember"),
    /** The members' login names (RFC 2307). */
    MEMBER_UID("memberUid"),
    /** The DNs of who has a role: {@code organizationalRole}. */
    ROLE_OCCUPANT("roleOccupant"),
    /** A search that members match: {@code groupOfURLs}. */
    MEMBER_URL("memberURL");

    private final String attribute;

    GroupKind(String attribute) {
        this.attribute = attribute;
    }

    /**
     * The attribute of a group.
     *
     * @return its name
     */
    public String attribute() {
        return attribute;
    }
}
