package org.latchkey.internal.connection;

import java.util.List;
import org.ietf.jgss.GSSCredential;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryException;

/**
 * Opens connections to single servers.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface ConnectionFactory {

    /**
     * Opens an anonymous connection that only binds will be sent on; over TLS or after StartTLS where configured.
     *
     * @param server the server
     * @return the connection
     * @throws DirectoryException when it cannot be opened
     */
    DirectoryConnection openForBinds(ServerUrl server) throws DirectoryException;

    /**
     * Opens a connection bound as the service. After a refusal it is not tried again for a while.
     *
     * @param server the server
     * @return the connection
     * @throws DirectoryException when it cannot be opened, or the directory refuses the service account
     */
    DirectoryConnection openForService(ServerUrl server) throws DirectoryException;

    /**
     * Opens a connection bound by a Kerberos credential that a client delegated (RFC 4752).
     *
     * @param server the server
     * @param credential the credential
     * @return the connection
     * @throws DirectoryException when it cannot be opened
     */
    DirectoryConnection openDelegated(ServerUrl server, GSSCredential credential) throws DirectoryException;

    /**
     * Turns a server of the configuration into the addresses to try, asking DNS where it names a domain.
     *
     * @param server a server or a domain
     * @return the servers in order of preference, at least one
     * @throws DirectoryException when DNS names none; the message says which record was asked for
     */
    List<ServerUrl> locate(ServerUrl server) throws DirectoryException;
}
