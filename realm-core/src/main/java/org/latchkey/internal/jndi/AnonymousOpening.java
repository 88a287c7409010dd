package org.latchkey.internal.jndi;

import java.io.IOException;
import javax.naming.NamingException;
import javax.naming.ldap.LdapContext;
import javax.naming.spi.NamingManager;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LogText;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.ServerUrl;
import org.latchkey.internal.connection.OpeningWitness;
import org.latchkey.spi.DirectoryException;

/**
 * The opening of one connection, up to where something can be bound on it: look-up, connecting and TLS, all within one
 * {@code connectionTimeout}. Used by one thread.
 */
final class AnonymousOpening {

    private final DirectoryConfig config;
    private final ServerUrl server;
    private final TlsSockets tls;
    private final OperationLog log;
    private final OpeningWitness witness;
    private final long since = System.nanoTime();
    private final Deadline deadline;

    AnonymousOpening(
            DirectoryConfig config, ServerUrl server, TlsSockets tls, OperationLog log, OpeningWitness witness) {
        this.config = config;
        this.server = server;
        this.tls = tls;
        this.log = log;
        this.witness = witness;
        this.deadline = Deadline.after(config.connectTimeout());
    }

    /**
     * Connects.
     *
     * @param connector finds and tries the addresses
     * @return the connected socket
     * @throws DirectoryException when no address can be reached
     */
    GuardedSocket connect(Connector connector) throws DirectoryException {
        try {
            return connector.connect(server, deadline, witness);
        } catch (IOException | RuntimeException e) {
            throw Faults.opening(server, e, since, config.connectTimeout());
        }
    }

    /**
     * Makes JNDI's context over the socket, with TLS where it is configured. No bind is sent.
     *
     * @param socket the connected socket; whoever calls closes it when this fails
     * @return the context
     * @throws DirectoryException when TLS cannot be agreed, or not in time
     */
    LdapContext context(GuardedSocket socket) throws DirectoryException {
        ConnectedSocket given = new ConnectedSocket(socket, server, tls);
        try (OwnClassLoader own = OwnClassLoader.enter();
                OpeningWatch watch = OpeningWatch.over(socket, deadline.remaining())) {
            LdapContext context = DirectorySocketFactory.during(
                    given, () -> (LdapContext) NamingManager.getInitialContext(LdapEnvironment.of(config, server)));
            boolean ready = false;
            try {
                given.checkNamed(witness);
                if (config.tls().startTls() && !server.tls()) {
                    startTls(socket, context);
                }
                ready = true;
                return context;
            } finally {
                if (!ready) {
                    giveUp(socket, context);
                }
            }
        } catch (NamingException | IOException | RuntimeException e) {
            throw Faults.connected(server, socket.reason(e), since, config.connectTimeout());
        }
    }

    /** JNDI's reader pauses while TLS is agreed; only closing the context lets it see that the socket is closed. */
    private static void giveUp(GuardedSocket socket, LdapContext context) {
        socket.cut();
        try {
            context.close();
        } catch (NamingException | RuntimeException e) {
            // The socket is closed in any case.
        }
    }

    private void startTls(GuardedSocket socket, LdapContext context) throws DirectoryException {
        long asked = System.nanoTime();
        String result = "none";
        try {
            StartTls.upgrade(context, tls, witness);
            result = "0";
        } catch (NamingException | IOException | RuntimeException e) {
            if (e instanceof NamingException refusal && ResultCode.of(refusal).isPresent()) {
                result = Integer.toString(ResultCode.of(refusal).getAsInt());
                throw new DirectoryException(
                        UnavailableCause.TLS_FAILURE,
                        server + ": StartTLS was answered with result " + result + " ("
                                + LogText.escaped(ResultCode.diagnostic(refusal)) + ")",
                        e);
            }
            Exception reason = socket.reason(e);
            throw deadline.isPast()
                    ? Faults.upgrading(server, reason, since, config.connectTimeout())
                    : Faults.upgrading(server, reason, asked, config.readTimeout());
        } finally {
            log.startTls(server, result, asked);
        }
    }
}
