package org.latchkey.config;

/**
 * One server, or a domain whose servers DNS names (RFC 2782).
 *
 * @param tls whether TLS is spoken from the first byte ({@code ldaps})
 * @param host the host, an IPv6 address without brackets; empty when {@code domain} says where to ask
 * @param port the TCP port; 0 when DNS gives it
 * @param domain the DNS domain to ask for {@code _ldap._tcp}, or empty
 * @param site the Active Directory site in the domain whose servers come first, or empty
 */
public record ServerUrl(boolean tls, String host, int port, String domain, String site) {

    /**
     * A server by host and port.
     *
     * @param tls whether it is ldaps
     * @param host the host
     * @param port the port
     * @return the server
     */
    public static ServerUrl of(boolean tls, String host, int port) {
        return new ServerUrl(tls, host, port, "", "");
    }

    /**
     * Servers found by DNS.
     *
     * @param tls whether they speak ldaps
     * @param domain the domain
     * @return the source
     */
    public static ServerUrl srv(boolean tls, String domain) {
        return new ServerUrl(tls, "", 0, domain, "");
    }

    /**
     * The same servers found by DNS, those of a site first.
     *
     * @param nearest the site
     * @return the source; a server by host and port is itself
     */
    public ServerUrl inSite(String nearest) {
        return isSrv() ? new ServerUrl(tls, host, port, domain, nearest) : this;
    }

    /**
     * One of the servers that DNS names. Its records give the ports of plain LDAP: where TLS is spoken from the first byte,
     * the port beside it is meant.
     *
     * @param at the host
     * @param recorded the port in the record
     * @return the server
     */
    public ServerUrl found(String at, int recorded) {
        int beside = recorded == 389 ? 636 : recorded == 3268 ? 3269 : recorded;
        return of(tls, at, tls ? beside : recorded);
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
        String record = (site.isEmpty() ? "" : site + "._sites.") + domain;
        return isSrv() ? scheme + "/ (_ldap._tcp." + record + ")" : scheme + shown + ":" + port;
    }
}
