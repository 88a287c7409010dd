package org.latchkey.internal.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import javax.net.ssl.SSLSession;

/**
 * Is told how far the opening of a connection has come, on the thread that opens it. What it is told changes nothing, and it never
 * throws.
 */
public interface OpeningWitness {

    /** Looks away. */
    OpeningWitness NOBODY = new OpeningWitness() {};

    /**
     * The host's name was looked up.
     *
     * @param addresses where it led, at least one
     */
    default void lookedUp(List<InetAddress> addresses) {}

    /**
     * A TCP connection is there.
     *
     * @param address the address that answered
     */
    default void connected(InetSocketAddress address) {}

    /** The server has granted StartTLS; the handshake follows. */
    default void upgraded() {}

    /**
     * TLS is agreed, and the certificate accepted.
     *
     * @param session what was agreed
     * @param hosts the hosts that the server's certificate names
     */
    default void secured(SSLSession session, List<String> hosts) {}
}
