package org.latchkey.internal.jndi;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.InvalidSearchFilterException;
import javax.naming.ldap.LdapContext;
import org.latchkey.auth.LogText;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.ServerUrl;
import org.latchkey.internal.connection.BindReply;
import org.latchkey.internal.connection.ConnectionFault;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/**
 * A connection that is one JNDI context over one socket. Never cloned: a context with a living clone would open a second
 * socket for a bind.
 */
final class JndiConnection implements DirectoryConnection {

    private final LdapContext context;
    private final GuardedSocket socket;
    private final ServerUrl server;
    private final String name;
    private final DirectoryConfig config;
    private final OperationLog log;
    private String lastMechanism = "none";
    private volatile boolean broken;
    private volatile boolean closed;

    JndiConnection(
            LdapContext context, GuardedSocket socket, ServerUrl server, DirectoryConfig config, OperationLog log) {
        this.context = context;
        this.socket = socket;
        this.server = server;
        this.name = server.toString();
        this.config = config;
        this.log = log;
    }

    @Override
    public BindReply bind(String name, Secret password) throws DirectoryException {
        byte[] credential = password.utf8()
                .orElseThrow(() -> new IllegalArgumentException("a password that UTF-8 cannot write is never sent"));
        if (name.isBlank() || credential.length == 0) {
            throw new IllegalArgumentException("a bind without a name or a password proves nothing (RFC 4513 5.1.2)");
        }
        try {
            return send(
                    "simple", name, Map.of(Context.SECURITY_PRINCIPAL, name, Context.SECURITY_CREDENTIALS, credential));
        } finally {
            Arrays.fill(credential, (byte) 0);
        }
    }

    @Override
    public void bindAnonymously() throws DirectoryException {
        send("none", "", Map.of());
    }

    /**
     * Binds by a SASL mechanism (RFC 4513 5.2), or as {@link #bind} does.
     *
     * @param mechanism JNDI's word for it
     * @param name who binds, for the log
     * @param identity what is added to JNDI's environment
     * @return the server's answer, whatever it is
     * @throws ConnectionFault when there was no answer
     */
    BindReply send(String mechanism, String name, Map<String, Object> identity) throws ConnectionFault {
        beginRequest();
        long since = System.nanoTime();
        try {
            boolean same = mechanism.equals(lastMechanism);
            lastMechanism = mechanism;
            BindReply reply = JndiBind.send(context, same ? Optional.empty() : Optional.of(mechanism), identity);
            log.bind(server, mechanism, name, Integer.toString(reply.code()), since);
            return reply;
        } catch (NamingException | RuntimeException e) {
            log.bind(server, mechanism, name, "none", since);
            throw broke("the bind", e, since, config.connectTimeout());
        }
    }

    @Override
    public SearchResults search(SearchSpec spec) throws DirectoryException {
        try (PendingSearch sent = begin(spec)) {
            return sent.results();
        }
    }

    @Override
    public PendingSearch begin(SearchSpec spec) throws DirectoryException {
        beginRequest();
        long since = System.nanoTime();
        return new Sent(spec, asking(spec, since, () -> JndiSearch.send(context, spec)), since);
    }

    @Override
    public void readPages(SearchSpec spec, Pages reader) throws DirectoryException {
        PagedSearch search = new PagedSearch(context, spec);
        while (search.hasMore()) {
            beginRequest();
            SearchResults page =
                    logged(spec, System.nanoTime(), search::page).results(server, spec, config.continuationsHarmless());
            reader.take(RangedValues.whole(spec, page, this).entries());
        }
    }

    private SearchAnswer logged(SearchSpec spec, long since, Step<SearchAnswer> step) throws DirectoryException {
        SearchAnswer answer = asking(spec, since, step);
        String code = Integer.toString(answer.code());
        log.search(server, spec, code, answer.entries().size(), since);
        return answer;
    }

    /** A search of this connection until its answer is taken or given up. */
    private final class Sent implements PendingSearch {

        private final SearchSpec spec;
        private final JndiSearch search;
        private final long since;
        private boolean ended;

        Sent(SearchSpec spec, JndiSearch search, long since) {
            this.spec = spec;
            this.search = search;
            this.since = since;
        }

        @Override
        public SearchResults results() throws DirectoryException {
            if (ended) {
                throw new IllegalStateException("the answer was taken or given up");
            }
            ended = true;
            SearchAnswer answer = logged(spec, since, search::answer);
            if (answer.isCutShort(spec)) {
                beginRequest();
                answer = logged(spec, System.nanoTime(), () -> PagedSearch.answer(context, spec));
            }
            SearchResults results = answer.results(server, spec, config.continuationsHarmless());
            return RangedValues.whole(spec, results, JndiConnection.this);
        }

        @Override
        public void close() {
            ended = true;
            search.abandon();
        }
    }

    /** A step of a search. */
    @FunctionalInterface
    private interface Step<T> {
        T take() throws NamingException;
    }

    private <T> T asking(SearchSpec spec, long since, Step<T> step) throws DirectoryException {
        long waitingSince = System.nanoTime();
        try {
            return step.take();
        } catch (InvalidSearchFilterException e) {
            throw new DirectoryException(
                    UnavailableCause.MISCONFIGURED, "'" + LogText.escaped(spec.filter()) + "' is no search filter", e);
        } catch (IllegalArgumentException e) {
            throw new DirectoryException(UnavailableCause.DIRECTORY_ERROR, server + ": " + e.getMessage(), e);
        } catch (NamingException | RuntimeException e) {
            log.search(server, spec, "none", 0, since);
            throw broke(
                    "the search under '" + LogText.escaped(spec.base().toString()) + "'",
                    e,
                    waitingSince,
                    config.readTimeout());
        }
    }

    /**
     * Makes {@link #begin} return before the answer has come. Only for a connection that is bound already: a bind with a
     * search under way would go out on another socket.
     */
    void sendAhead() {
        try {
            context.addToEnvironment("com.sun.jndi.ldap.search.waitForReply", "false");
        } catch (NamingException e) {
            throw new IllegalStateException("JNDI refuses a setting of its own", e);
        }
    }

    /** From the next request on the mechanism that was bound by signs or seals what is sent. */
    void wrapped() {
        socket.wrapped();
    }

    /** A closed JNDI context would look for another one, wherever the JVM's properties lead it. */
    private void beginRequest() throws ConnectionFault {
        if (closed) {
            throw new ConnectionFault(
                    UnavailableCause.UNREACHABLE,
                    server + ": the connection is closed",
                    false,
                    new DirectorySocketFactory.SocketRefused());
        }
        socket.requested();
    }

    private ConnectionFault broke(String what, Exception fault, long since, Duration timeout) {
        broken = true;
        return Faults.broken(server, what, socket.reason(fault), since, timeout);
    }

    @Override
    public String server() {
        return name;
    }

    @Override
    public void cut() {
        broken = true;
        socket.cut();
    }

    @Override
    public void close() {
        closed = true;
        if (broken) {
            // Without saying good-bye first: the peer may never read it.
            socket.cut();
        }
        try {
            context.close();
        } catch (NamingException | RuntimeException e) {
            // The socket is closed in any case.
        } finally {
            socket.cut();
        }
    }
}
