package org.latchkey.internal.login;

/** When the entry of a user is read who was found by a DN alone. */
public enum EntryReading {
    /** Never: nothing needs it, or finding the user has read it. */
    NONE,
    /** By the service, while the password is checked. */
    AHEAD,
    /** By the user, with the bind that has shown the password to be right. */
    AS_USER
}
