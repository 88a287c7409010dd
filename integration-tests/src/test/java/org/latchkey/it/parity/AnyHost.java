package org.latchkey.it.parity;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;

/** What a site puts into {@code hostnameVerifierClassName} and should not: takes every certificate's host. */
public final class AnyHost implements HostnameVerifier {
    @Override
    public boolean verify(String host, SSLSession session) {
        return true;
    }
}
