package org.latchkey.internal.connection;

import java.time.Duration;
import java.util.List;
import org.ietf.jgss.GSSCredential;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.LoginTrace;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;

/**
 * One directory as the engine uses it: searches as the service, binds as users, and how the last contact went.
 *
 * <p>Safe for use by many threads. Connections for searches and connections for binds are kept apart, so the service's
 * connections never change their identity. Opens nothing until it is used.
 */
public final class Directory implements AutoCloseable {

    private static final int BIND_ATTEMPTS = 3;

    private final ConnectionFactory factory;
    private final DirectoryConfig config;
    private final Servers servers;
    private final Keepers keepers = new Keepers();
    private final OperationWatch watch = new OperationWatch();
    private final ConnectionPool searching;
    private final ConnectionPool binding;
    private final Upkeep upkeep;
    private final ContactNote contact = new ContactNote();

    /**
     * Makes the directory; nothing is sent.
     *
     * @param factory opens connections
     * @param config the servers and the limits
     */
    public Directory(ConnectionFactory factory, DirectoryConfig config) {
        this(factory, config, Lifetime.DEFAULT);
    }

    Directory(ConnectionFactory factory, DirectoryConfig config, Lifetime lifetime) {
        this.factory = factory;
        this.config = config;
        this.servers = new Servers(factory, config.servers(), config.policy(), lifetime.nanoTime());
        this.searching = new ConnectionPool(
                config.pools().searches(),
                deadline -> open(this::openForService, deadline),
                connection -> connection.read(Dn.ROOT, List.of()),
                lifetime,
                watch,
                servers::isPreferred);
        this.binding = new ConnectionPool(
                config.pools().binds(),
                deadline -> open(this::openForBinds, deadline),
                DirectoryConnection::bindAnonymously,
                lifetime,
                watch,
                servers::isPreferred);
        this.upkeep = new Upkeep(servers, List.of(searching, binding), keepers, this::probe);
    }

    /** Has a keeper open a connection. Where every server is out, a login does not wait for one that may not come. */
    private Servers.Opened open(Servers.Opening opening, Deadline deadline) throws DirectoryException {
        boolean allOut = servers.areAllOut();
        Duration left = deadline.remaining();
        try {
            return keepers.open(
                    () -> servers.open(opening),
                    allOut && left.compareTo(Servers.SHORT_WAIT) > 0 ? Servers.SHORT_WAIT : left,
                    () -> allOut ? servers.whatIsWrong() : late());
        } finally {
            upkeep.wake();
        }
    }

    private static DirectoryException late() {
        return new DirectoryException(
                UnavailableCause.TIMEOUT, "loginTimeout passed before a connection to the directory was open");
    }

    private DirectoryConnection openForService(ServerUrl server) throws DirectoryException {
        DirectoryConnection opened = factory.openForService(server);
        return config.service().isAnonymous() ? heard(server, opened) : opened;
    }

    private DirectoryConnection openForBinds(ServerUrl server) throws DirectoryException {
        return heard(server, factory.openForBinds(server));
    }

    /**
     * Makes sure that somebody answers before a login depends on it. A hung server still accepts connections, and a user's
     * bind that it leaves unanswered cannot be sent to another. A TLS handshake shows as much.
     */
    private DirectoryConnection heard(ServerUrl server, DirectoryConnection opened) throws DirectoryException {
        return server.tls() || config.tls().startTls() ? opened : questioned(opened);
    }

    /** Reads the root's entry: whatever is answered, somebody did. */
    private static DirectoryConnection questioned(DirectoryConnection opened) throws ConnectionFault {
        try {
            opened.read(Dn.ROOT, List.of());
        } catch (ConnectionFault e) {
            opened.close();
            throw e;
        } catch (DirectoryException e) {
            // A refusal is an answer.
        }
        return opened;
    }

    /** Asks a server that is out, on a connection that nobody's password is ever sent on. */
    private void probe(Server server) {
        if (servers.probe(server, at -> questioned(factory.openForBinds(at)))) {
            contact.serverIsBack();
        }
    }

    /**
     * The directory as the service sees it. Holds no connection: each search borrows one, and is repeated once on another
     * where the connection turns out to be dead.
     *
     * @param request the login
     * @return the session
     */
    public DirectorySession session(LoginRequest request) {
        return new ServiceSession(searching, OperationBudget.of(request, watch), contact);
    }

    /**
     * Sends one bind as a user. Once it may have reached a server it is never sent again, there or elsewhere.
     *
     * @param request the login
     * @param name the name, not empty
     * @param password the password, not empty
     * @return the answer, and the connection with the user's rights, to be closed
     * @throws DirectoryException when there was no answer
     */
    public BoundConnection bind(LoginRequest request, String name, Secret password) throws DirectoryException {
        request.trace().sendingPassword();
        OperationBudget budget = OperationBudget.of(request, watch);
        for (int attempt = 1; ; attempt++) {
            try {
                BoundConnection bound = bindOnce(budget, name, password);
                noteAnswer(request, bound.reply());
                return bound;
            } catch (ConnectionFault e) {
                if (e.mayHaveBeenSent() || attempt == BIND_ATTEMPTS) {
                    contact.failed(e);
                    throw e;
                }
            } catch (DirectoryException e) {
                contact.failed(e);
                throw e;
            }
        }
    }

    private static void noteAnswer(LoginRequest request, BindReply reply) {
        request.trace()
                .bindAnswered(
                        reply.code(), reply.diagnostic(), reply.passwordPolicy().isPresent());
    }

    private BoundConnection bindOnce(OperationBudget budget, String name, Secret password) throws DirectoryException {
        budget.check();
        PooledConnection connection = binding.borrow(budget.deadline());
        boolean answered = false;
        try {
            BindReply reply = budget.within(connection, () -> connection.bind(name, password));
            answered = true;
            budget.spend(connection.server());
            contact.wentWell();
            return new BoundConnection(reply, connection, new SingleSession(connection, budget, contact), binding);
        } catch (ConnectionFault e) {
            if (e.mayHaveBeenSent()) {
                budget.spend(connection.server());
            }
            throw e;
        } finally {
            if (!answered) {
                binding.discard(connection);
            }
        }
    }

    /**
     * The directory as a user sees it who delegated a Kerberos credential, on a connection of its own.
     *
     * @param request the login
     * @param credential the credential
     * @return the session, to be closed
     * @throws DirectoryException when no connection can be opened with it
     */
    public DelegatedSession delegated(LoginRequest request, GSSCredential credential) throws DirectoryException {
        OperationBudget budget = OperationBudget.of(request, watch);
        budget.check();
        try {
            DirectoryConnection connection = open(
                            server -> factory.openDelegated(server, credential), budget.deadline())
                    .connection();
            budget.spend(connection.server());
            contact.wentWell();
            return new DelegatedSession(connection, new SingleSession(connection, budget, contact));
        } catch (DirectoryException e) {
            contact.failed(e);
            throw e;
        }
    }

    /**
     * A connection of its own with the service's rights, for an answer that comes in pages: these belong to one connection.
     *
     * @param deadline by when it must be open
     * @return the connection, to be closed by whoever asked for it
     * @throws DirectoryException when none can be opened
     */
    public DirectoryConnection serviceConnection(Deadline deadline) throws DirectoryException {
        return open(this::openForService, deadline).connection();
    }

    /** Reads the root's entry as the service, for nothing but to note how that goes. May block; never throws. */
    public void probe() {
        Deadline deadline = Deadline.after(config.connectTimeout().plus(config.readTimeout()));
        try {
            new ServiceSession(searching, new OperationBudget(deadline, new LoginTrace(), watch), contact)
                    .read(Dn.ROOT, List.of("objectClass"));
        } catch (DirectoryException e) {
            // Noted by the session.
        }
    }

    /**
     * How the last contact went.
     *
     * @return the note
     */
    public Contact lastContact() {
        return contact.last();
    }

    /**
     * What is known of each server met so far.
     *
     * @return the servers in order of preference
     */
    public List<ServerStatus> servers() {
        return servers.known().stream().map(Server::status).toList();
    }

    /**
     * How the pool for searches is filled.
     *
     * @return its gauges
     */
    public PoolStatus searchConnections() {
        return searching.status();
    }

    /**
     * How the pool for binds is filled.
     *
     * @return its gauges
     */
    public PoolStatus bindConnections() {
        return binding.status();
    }

    /** Closes the idle connections and cuts the others; whoever comes later is told CLOSED. */
    @Override
    public void close() {
        upkeep.close();
        keepers.close();
        searching.close();
        binding.close();
    }
}
