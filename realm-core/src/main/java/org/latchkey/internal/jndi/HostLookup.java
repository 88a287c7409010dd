package org.latchkey.internal.jndi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host's name into its addresses. May block for as long as it likes. */
@FunctionalInterface
interface HostLookup {

    /** What the JVM knows, or the operating system. */
    HostLookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * Looks a host up.
     *
     * @param host its name, or a literal address without brackets
     * @return its addresses in order of preference
     * @throws UnknownHostException when it has none
     */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
