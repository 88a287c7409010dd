package org.latchkey.config;

/**
 * One server, or a domain whose servers DNS names (RFC 2782).
 *
 * @param tls whether TLS is spoken from the first byte ({@code ldaps})
 * @param host the host, an IPv6 address without brackets; empty when {@code domain} says where to ask
 * @param port the TCP port; 0 when DNS gives it
 * @param domain the DNS domain to ask for {@code _ldap._tcp}, or empty
 */
public record ServerUrl(boolean tls, String host, int port, String domain) {

    /**
     * A server by host and port.
     *
     * @param tls whether it is ldaps
     * @param host the host
     * @param port the port
     * @return the server
     */
    public static ServerUrl of(boolean tls, String host, int port) {
        return new ServerUrl(tls, host, port, "");
    }

    /**
     * Servers found by DNS.
     *
     * @param tls whether they speak ldaps
     * @param domain the domain
     * @return the source
     */
    public static ServerUrl srv(boolean tls, String domain) {
        return new ServerUrl(tls, "", 0, domain);
    }

    /**
     * Whether DNS names the servers.
     *
     * @return true when there is a domain instead of a host
     */
    public boolean isSrv() {
        return !domain.isEmpty();
    }

    /** The URL without a DN, as the logs show it and as JNDI is given it. */
    @Override
    public String toString() {
        String scheme = tls ? "ldaps://" : "ldap://";
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return isSrv() ? scheme + "/ (_ldap._tcp." + domain + ")" : scheme + shown + ":" + port;
    }
}
