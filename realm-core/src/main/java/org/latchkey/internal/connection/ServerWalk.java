package org.latchkey.internal.connection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryException;

/**
 * Opens a connection to the first server, in the configured order, that can be reached.
 *
 * <p>Remembers nothing from one walk to the next. Safe for use by many threads.
 */
final class ServerWalk {

    /** What no other server would answer differently, or must not be asked about. */
    private static final Set<UnavailableCause> FINAL =
            EnumSet.of(UnavailableCause.SERVICE_BIND_REFUSED, UnavailableCause.MISCONFIGURED, UnavailableCause.CLOSED);

    /** The most telling of several faults comes first; one that is not here tells more than all of them. */
    private static final List<UnavailableCause> BY_WEIGHT =
            List.of(UnavailableCause.TLS_FAILURE, UnavailableCause.TIMEOUT, UnavailableCause.UNREACHABLE);

    private final ConnectionFactory factory;
    private final List<ServerUrl> servers;

    ServerWalk(ConnectionFactory factory, List<ServerUrl> servers) {
        this.factory = factory;
        this.servers = List.copyOf(servers);
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
     * Walks the servers.
     *
     * @param opening how a connection is opened
     * @return the first connection that could be opened
     * @throws DirectoryException when there is none, or a server refused the service account: no other is then asked
     */
    DirectoryConnection open(Opening opening) throws DirectoryException {
        List<DirectoryException> faults = new ArrayList<>();
        for (ServerUrl configured : servers) {
            for (ServerUrl server : located(configured, faults)) {
                try {
                    return opening.open(server);
                } catch (DirectoryException e) {
                    if (FINAL.contains(e.unavailableCause())) {
                        throw e;
                    }
                    faults.add(e);
                }
            }
        }
        throw summary(faults);
    }

    private List<ServerUrl> located(ServerUrl configured, List<DirectoryException> faults) {
        try {
            return factory.locate(configured);
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
        String all = faults.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        return new DirectoryException(telling.unavailableCause(), all, telling);
    }
}
