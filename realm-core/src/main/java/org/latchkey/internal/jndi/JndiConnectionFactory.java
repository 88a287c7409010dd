package org.latchkey.internal.jndi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ietf.jgss.GSSCredential;
import org.latchkey.auth.LogText;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.ServerUrl;
import org.latchkey.internal.connection.BindReply;
import org.latchkey.internal.connection.ConnectionFactory;
import org.latchkey.internal.connection.ConnectionFault;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.internal.connection.OpeningWitness;
import org.latchkey.spi.DirectoryException;

/**
 * Opens connections with the JDK's LDAP provider. Every connection begins anonymously, which sends no bind, and over TLS
 * where that is configured; only then is anything bound on it.
 *
 * <p>Safe for use by many threads. What TLS needs is made once, when the factory is.
 */
public final class JndiConnectionFactory implements ConnectionFactory {

    private final DirectoryConfig config;
    private final TlsSockets tls;
    private final ServiceBind service;
    private final ServiceBackOff backOff;
    private final Connector connector;
    private final SrvRecords dns;
    private final OperationLog log;
    private final OpeningWitness witness;

    /**
     * Makes the factory; nothing is sent.
     *
     * @param config the directory
     * @throws IllegalArgumentException when a class named in it cannot be used, or the JVM knows no such TLS protocol or
     *     cipher suite; the message names the key
     */
    public JndiConnectionFactory(DirectoryConfig config) {
        this(config, OpeningWitness.NOBODY);
    }

    /**
     * Makes the factory with somebody to watch; nothing is sent.
     *
     * @param config the directory
     * @param witness is told how far each opening comes
     * @throws IllegalArgumentException as {@linkplain #JndiConnectionFactory(DirectoryConfig) without a witness}
     */
    public JndiConnectionFactory(DirectoryConfig config, OpeningWitness witness) {
        this(
                config,
                HostLookup.SYSTEM,
                SrvRecords.ofTheSystem(config.connectTimeout()),
                OperationLog.create(),
                witness);
    }

    JndiConnectionFactory(
            DirectoryConfig config, HostLookup hosts, SrvRecords dns, OperationLog log, OpeningWitness witness) {
        this.config = config;
        this.tls = TlsSockets.of(config.tls());
        this.service = new ServiceBind(config.service());
        this.backOff = new ServiceBackOff(config.service(), System::nanoTime);
        this.connector = new Connector(hosts);
        this.dns = dns;
        this.log = log;
        this.witness = witness;
    }

    @Override
    public DirectoryConnection openForBinds(ServerUrl server) throws DirectoryException {
        return open(server, connection -> {});
    }

    @Override
    public DirectoryConnection openForService(ServerUrl server) throws DirectoryException {
        backOff.check();
        return open(server, connection -> {
            backOff.around(() -> service.on(connection));
            connection.sendAhead();
        });
    }

    @Override
    public DirectoryConnection openDelegated(ServerUrl server, GSSCredential credential) throws DirectoryException {
        return open(server, connection -> {
            BindReply reply = bindDelegated(connection, server, credential);
            if (reply.code() != ResultCode.SUCCESS) {
                throw new DirectoryException(
                        UnavailableCause.MISCONFIGURED,
                        server + ": the bind with the delegated credential was answered with result " + reply.code()
                                + " (" + LogText.escaped(reply.diagnostic()) + ")");
            }
            if (!config.spnegoDelegationQop().equals("auth")) {
                connection.wrapped();
            }
        });
    }

    /** What Kerberos has against one user's credential says nothing about the server, which others go on using. */
    private BindReply bindDelegated(JndiConnection connection, ServerUrl server, GSSCredential credential)
            throws DirectoryException {
        try {
            return connection.send(
                    "GSSAPI",
                    "(delegated)",
                    Map.of(
                            "javax.security.sasl.credentials",
                            credential,
                            "javax.security.sasl.qop",
                            config.spnegoDelegationQop(),
                            "javax.security.sasl.server.authentication",
                            "true"));
        } catch (ConnectionFault e) {
            Optional<String> objection = Faults.kerberos(e);
            if (objection.isEmpty()) {
                throw e;
            }
            throw new DirectoryException(
                    UnavailableCause.MISCONFIGURED,
                    server + ": no bind with the delegated credential: " + objection.get(),
                    e);
        }
    }

    @Override
    public List<ServerUrl> locate(ServerUrl server) throws DirectoryException {
        return server.isSrv() ? dns.servers(server) : List.of(server);
    }

    /** What is done on a fresh connection before it is of use. */
    @FunctionalInterface
    private interface FirstStep {
        void on(JndiConnection connection) throws DirectoryException;
    }

    private JndiConnection open(ServerUrl server, FirstStep first) throws DirectoryException {
        AnonymousOpening opening = new AnonymousOpening(config, server, tls, log, witness);
        GuardedSocket socket = opening.connect(connector);
        boolean opened = false;
        try {
            JndiConnection connection = new JndiConnection(opening.context(socket), socket, server, config, log);
            try (OpeningWatch watch = OpeningWatch.over(socket, config.connectTimeout())) {
                first.on(connection);
            }
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                socket.cut();
            }
        }
    }
}
