package org.latchkey.it.parity;

import org.latchkey.it.tls.TestAuthority;

/** What a site puts into {@code sslSocketFactoryClassName}: trusts the authority of the test servers. */
public final class OwnAuthority extends SocketsOf {
    /** For the realms, which know nothing but the class name. */
    public OwnAuthority() {
        super(TestAuthority.shared().trustingContext());
    }
}
