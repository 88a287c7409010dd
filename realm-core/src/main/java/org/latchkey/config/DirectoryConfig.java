package org.latchkey.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One directory: its servers and how to talk to them.
 *
 * @param servers the servers in order of preference
 * @param service who searches
 * @param tls how TLS is spoken
 * @param connectTimeout how long opening a connection, and each bind, may take
 * @param readTimeout how long the answer to a search may take
 * @param policy which of the servers is used
 * @param pools how many connections may be open at once
 * @param derefAliases JNDI's word for when aliases are followed
 * @param continuationsHarmless whether a continuation reference leaves a group search complete ({@code adCompat})
 * @param spnegoDelegationQop the quality of protection when a delegated Kerberos credential is used
 * @param environment anything else for JNDI's environment
 */
public record DirectoryConfig(
        List<ServerUrl> servers,
        ServiceIdentity service,
        TlsConfig tls,
        Duration connectTimeout,
        Duration readTimeout,
        ServerPolicy policy,
        PoolConfig pools,
        String derefAliases,
        boolean continuationsHarmless,
        String spnegoDelegationQop,
        Map<String, String> environment) {

    /** Copies the collections. */
    public DirectoryConfig {
        servers = List.copyOf(servers);
        environment = Map.copyOf(environment);
    }

    /**
     * The same for one server alone.
     *
     * @param server the server
     * @return a configuration that knows no other
     */
    public DirectoryConfig at(ServerUrl server) {
        return new DirectoryConfig(
                List.of(server),
                service,
                tls,
                connectTimeout,
                readTimeout,
                policy,
                pools,
                derefAliases,
                continuationsHarmless,
                spnegoDelegationQop,
                environment);
    }
}
