package org.latchkey.internal.jndi;

import java.io.IOException;

/** What a peer sent was more than it may send, or no LDAP message: its connection was dropped. */
final class PeerDropped extends IOException {

    private static final long serialVersionUID = 1L;

    PeerDropped(String what) {
        super("the server sent " + what + "; the connection was dropped");
    }
}
