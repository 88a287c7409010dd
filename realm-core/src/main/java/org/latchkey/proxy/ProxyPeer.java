package org.latchkey.proxy;

import org.jspecify.annotations.Nullable;

/**
 * Who a request came from, by what the connection shows and nothing in the request. Immutable.
 *
 * @param address the address of the socket's other end, never one that a header told; {@code null} where there is none
 * @param certificateSubject the subject of the client certificate of this very connection, verified by the container, as
 *     RFC 2253 writes it; {@code null} where none was shown
 * @param ajp what an AJP connection says, {@code null} where it is of another protocol
 */
public record ProxyPeer(
        @Nullable String address,
        @Nullable String certificateSubject,
        @Nullable Ajp ajp) {

    /**
     * What an AJP connection says.
     *
     * @param remoteUser the user of the web server's, its bytes as those of a header; {@code null} where there is none
     * @param secretChecked whether the container has compared a shared secret, without which it answers no request
     */
    public record Ajp(@Nullable String remoteUser, boolean secretChecked) {}

    /**
     * The other end of an HTTP connection.
     *
     * @param address its address
     * @param certificateSubject the subject of its verified certificate, or {@code null}
     * @return the peer
     */
    public static ProxyPeer http(@Nullable String address, @Nullable String certificateSubject) {
        return new ProxyPeer(address, certificateSubject, null);
    }
}
