package org.latchkey.it.slapd;

import java.util.List;
import java.util.OptionalInt;

/**
 * One LDAP operation as the server saw it.
 *
 * @param connection grows with each connection the server accepted, restarts included
 * @param number counted from 0 on its connection
 * @param dn whom a bind names, the base of a search, else the target; empty where the server did not log it, as for a
 *     malformed DN
 * @param filter of a search, else empty
 * @param scope of a search: 0 base, 1 one level, 2 subtree; else -1
 * @param attributes asked for by a search
 * @param oid of an extended operation, else empty
 * @param resultCode empty while unanswered, and for abandon and unbind
 * @param entries a search returned
 * @param text the server's diagnostic message
 */
public record Operation(
        long connection,
        int number,
        Kind kind,
        String dn,
        String filter,
        int scope,
        List<String> attributes,
        String oid,
        OptionalInt resultCode,
        int entries,
        String text) {

    /** The protocol operations of RFC 4511, and what the server makes of StartTLS and the password change. */
    public enum Kind {
        BIND,
        SEARCH,
        COMPARE,
        ADD,
        MODIFY,
        DELETE,
        RENAME,
        EXTENDED,
        ABANDON,
        UNBIND;

        /** Whether the client waits for an answer. */
        boolean isAnswered() {
            return this != ABANDON && this != UNBIND;
        }

        /** Whether the tree may be another one afterwards. */
        public boolean writes() {
            return this == ADD || this == MODIFY || this == DELETE || this == RENAME;
        }
    }
}
