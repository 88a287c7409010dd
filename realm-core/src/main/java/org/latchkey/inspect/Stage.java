package org.latchkey.inspect;

import java.util.Locale;

/** The stages of a check, in the order in which they are walked. */
public enum Stage {
    /** The configuration is read and complete. */
    CONFIGURATION,
    /** The server's name leads to an address. */
    DNS,
    /** A TCP connection can be opened. */
    TCP,
    /** The server grants StartTLS. */
    START_TLS,
    /** TLS is agreed and the certificate accepted. */
    TLS,
    /** The server says what it is (RFC 4512 5.1). */
    ROOT_DSE,
    /** The service account is let in. */
    SERVICE_BIND,
    /** The entries under which users are searched for are there. */
    USER_BASE,
    /** The user search sees users. */
    USERS,
    /** Users have the attribute that names them to applications. */
    LOGIN_ATTRIBUTE,
    /** Users have the attribute that stays when they are renamed. */
    ID_ATTRIBUTE,
    /** The role search sees groups. */
    GROUPS,
    /** Users' groups are found. */
    MEMBERSHIP,
    /** The groups that rules name are there. */
    NAMED_GROUPS,
    /** The server's clock and this machine's agree. */
    CLOCK,
    /** A user logs in. */
    LOGIN;

    /**
     * Its name as people and scripts read it.
     *
     * @return a word in lower case, the same in every release
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
