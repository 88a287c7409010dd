package org.latchkey.auth;

/** Why a login was refused; for the administrator's log, never for the response. */
public enum RejectionReason {
    /** The name is empty or only spaces. */
    BLANK_USERNAME,
    /** The name holds a character no user name may hold. */
    INVALID_USERNAME,
    /** The name is longer than {@code maxUsernameLength}. */
    USERNAME_TOO_LONG,
    /** The name does not look as {@code usernamePattern} wants it. */
    USERNAME_NOT_ALLOWED,
    /** The name belongs to a domain that is not one of {@code usernameDomain}: another directory may know it. */
    OTHER_DOMAIN,
    /** The password is empty; an LDAP server may take such a bind for an anonymous one (RFC 4513 5.1.2). */
    EMPTY_PASSWORD,
    /** The password holds NUL or an unpaired surrogate, or is over 4,096 bytes. */
    INVALID_PASSWORD,
    /** The client certificate holds no user name, or several, where {@code certificateUser} looks for one. */
    NO_NAME_IN_CERTIFICATE,
    /** No entry bears the name. */
    UNKNOWN_USER,
    /** More than one entry bears the name, or the account that was bound is not the entry that was found. */
    AMBIGUOUS_USER,
    /** The client certificate does not stand in {@code certificateAttribute} of the user's entry, or that cannot be read. */
    CERTIFICATE_NOT_IN_ENTRY,
    /** The password is wrong, or the account has none. */
    BAD_PASSWORD,
    /** Too many failures; the server has locked the account. */
    ACCOUNT_LOCKED,
    /** An administrator has disabled the account. */
    ACCOUNT_DISABLED,
    /** The account's end date has passed. */
    ACCOUNT_EXPIRED,
    /** The account may not log in now, from here, or in this way. */
    ACCOUNT_RESTRICTED,
    /** The password was right and has expired. */
    PASSWORD_EXPIRED,
    /** The password was right and must be changed before anything else. */
    PASSWORD_MUST_CHANGE,
    /** The user is one of {@code excludedUsers}. */
    EXCLUDED_USER,
    /** The user's groups are those of {@code denyGroup}. */
    DENIED_GROUP,
    /** The user's groups are not those of {@code requireGroup}. */
    MISSING_GROUP,
    /** The user's entry lacks what {@code requireAttribute} wants. */
    MISSING_ATTRIBUTE,
    /** The site's admission rules say no. */
    NOT_ADMITTED
}
