package org.latchkey.internal.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerPolicy;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryException;

/**
 * The servers of a directory: which of them a new connection goes to, and which are left alone.
 *
 * <p>Safe for use by many threads.
 */
final class Servers {

    /** How long one who wants to try a server that is out waits for another who is trying it. */
    static final Duration SHORT_WAIT = Duration.ofMillis(250);

    /** What no other server would answer differently, or must not be asked about. */
    private static final Set<UnavailableCause> FINAL =
            EnumSet.of(UnavailableCause.SERVICE_BIND_REFUSED, UnavailableCause.MISCONFIGURED, UnavailableCause.CLOSED);

    /** The most telling of several faults comes first; one that is not here tells more than all of them. */
    private static final List<UnavailableCause> BY_WEIGHT =
            List.of(UnavailableCause.TLS_FAILURE, UnavailableCause.TIMEOUT, UnavailableCause.UNREACHABLE);

    private final ConnectionFactory factory;
    private final List<ServerUrl> configured;
    private final ServerPolicy policy;
    private final LongSupplier nanoTime;
    private final Map<ServerUrl, Server> known = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    Servers(ConnectionFactory factory, List<ServerUrl> configured, ServerPolicy policy, LongSupplier nanoTime) {
        this.factory = factory;
        this.configured = List.copyOf(configured);
        this.policy = policy;
        this.nanoTime = nanoTime;
        for (int rank = 0; rank < configured.size(); rank++) {
            if (!configured.get(rank).isSrv()) {
                server(configured.get(rank), rank);
            }
        }
    }

    /** Opens a connection to one server. */
    @FunctionalInterface
    interface Opening {

        /**
         * Opens it.
         *
         * @param server the server
         * @return the connection
         * @throws DirectoryException when it cannot be opened
         */
        DirectoryConnection open(ServerUrl server) throws DirectoryException;
    }

    /**
     * A connection, and the server it leads to.
     *
     * @param server the server
     * @param connection the connection
     */
    record Opened(Server server, DirectoryConnection connection) {}

    /**
     * Opens a connection to the first server that answers, leaving out those that failed before. Where all of them did,
     * each is tried, by one thread at a time.
     *
     * @param opening how a connection is opened
     * @return the connection
     * @throws DirectoryException when there is none, or a server refused the service account: no other is then asked
     */
    Opened open(Opening opening) throws DirectoryException {
        List<DirectoryException> faults = new ArrayList<>();
        List<Server> order = order(faults);
        List<Server> out = new ArrayList<>();
        for (Server server : order) {
            if (!server.isIn()) {
                out.add(server);
                continue;
            }
            try {
                return opened(server, opening);
            } catch (DirectoryException e) {
                faults.add(unlessFinal(e));
            }
        }
        for (Server server : out) {
            try {
                return attempted(server, opening);
            } catch (DirectoryException e) {
                faults.add(unlessFinal(e));
            }
        }
        throw summary(faults);
    }

    private static DirectoryException unlessFinal(DirectoryException fault) throws DirectoryException {
        if (FINAL.contains(fault.unavailableCause())) {
            throw fault;
        }
        return fault;
    }

    /**
     * Tries a server that is out, unless somebody else does.
     *
     * @param server the server
     * @param opening how it is tried; the connection is closed at once
     * @return whether it is back
     */
    boolean probe(Server server, Opening opening) {
        if (!server.beginAttempt(Duration.ZERO)) {
            return false;
        }
        try {
            opened(server, opening).connection().close();
            return true;
        } catch (DirectoryException e) {
            return server.isIn();
        } finally {
            server.endAttempt();
        }
    }

    /** The servers met so far, in order of preference. */
    List<Server> known() {
        return known.values().stream()
                .sorted(Comparator.comparingInt(Server::rank)
                        .thenComparing(server -> server.url().toString()))
                .toList();
    }

    /** Whether there are servers and none of them is used. */
    boolean areAllOut() {
        return !known.isEmpty() && known.values().stream().noneMatch(Server::isIn);
    }

    /** Whether connections should lead to this server: it is in, and so is none that comes before it. */
    boolean isPreferred(Server server) {
        return server.isIn()
                && (server.rank() == 0
                        || policy.order() != ServerPolicy.Order.ORDERED
                        || known.values().stream().noneMatch(other -> other.rank() < server.rank() && other.isIn()));
    }

    /**
     * What is wrong where no server is used.
     *
     * @return one exception that names every server
     */
    DirectoryException whatIsWrong() {
        List<DirectoryException> faults = new ArrayList<>();
        for (Server server : known()) {
            DirectoryException fault = server.lastFault();
            if (fault != null) {
                faults.add(fault);
            }
        }
        return summary(faults);
    }

    private Opened attempted(Server server, Opening opening) throws DirectoryException {
        if (!server.beginAttempt(SHORT_WAIT)) {
            DirectoryException fault = server.lastFault();
            throw fault != null
                    ? fault
                    : new DirectoryException(UnavailableCause.UNREACHABLE, server.url() + " is out of use");
        }
        try {
            return opened(server, opening);
        } finally {
            server.endAttempt();
        }
    }

    /** Opens a connection and takes note of how that went; who refuses the service account has answered. */
    private static Opened opened(Server server, Opening opening) throws DirectoryException {
        try {
            Opened opened = new Opened(server, opening.open(server.url()));
            server.wasOpened();
            return opened;
        } catch (DirectoryException e) {
            if (FINAL.contains(e.unavailableCause())) {
                server.wasHeard();
            } else {
                server.openingFailed(e);
            }
            throw e;
        }
    }

    private List<Server> order(List<DirectoryException> faults) {
        List<Server> order = new ArrayList<>();
        for (int rank = 0; rank < configured.size(); rank++) {
            for (ServerUrl located : located(configured.get(rank), faults)) {
                Server server = server(located, rank);
                if (!order.contains(server)) {
                    order.add(server);
                }
            }
        }
        switch (policy.order()) {
            case ORDERED -> {}
            case ROUND_ROBIN ->
                Collections.rotate(order, -Math.floorMod(turn.getAndIncrement(), Math.max(1, order.size())));
            case RANDOM -> Collections.shuffle(order, ThreadLocalRandom.current());
        }
        return order;
    }

    private Server server(ServerUrl url, int rank) {
        return known.computeIfAbsent(url, at -> new Server(at, rank, policy.retryInterval(), nanoTime));
    }

    private List<ServerUrl> located(ServerUrl url, List<DirectoryException> faults) {
        try {
            return factory.locate(url);
        } catch (DirectoryException e) {
            faults.add(e);
            return List.of();
        }
    }

    private static DirectoryException summary(List<DirectoryException> faults) {
        if (faults.isEmpty()) {
            return new DirectoryException(UnavailableCause.MISCONFIGURED, "no server is configured");
        }
        DirectoryException telling = faults.stream()
                .min(Comparator.comparingInt(fault -> BY_WEIGHT.indexOf(fault.unavailableCause())))
                .orElseThrow();
        String all = faults.stream().map(Throwable::getMessage).distinct().collect(Collectors.joining("; "));
        return new DirectoryException(telling.unavailableCause(), all, telling);
    }
}
