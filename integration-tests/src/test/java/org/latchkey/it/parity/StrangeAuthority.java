package org.latchkey.it.parity;

import org.latchkey.it.tls.TestAuthority;

/** Trusts an authority that signed none of the servers: whoever comes in with this has not used it. */
public final class StrangeAuthority extends SocketsOf {
    /** For the realms, which know nothing but the class name. */
    public StrangeAuthority() {
        super(TestAuthority.stranger().trustingContext());
    }
}
