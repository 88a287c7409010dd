package org.latchkey.internal.jndi;

import java.io.IOException;

/** The connection ended before or with the first request on it, and in the handshake the server had asked for a certificate. */
final class CertificateWanted extends IOException {

    private static final long serialVersionUID = 1L;

    CertificateWanted(String note, Throwable fault) {
        super(note, fault);
    }
}
