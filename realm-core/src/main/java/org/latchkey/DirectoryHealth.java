package org.latchkey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.internal.connection.Contact;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.connection.PoolStatus;
import org.latchkey.internal.connection.ServerStatus;

/**
 * What is known of a directory, or of several together, from the last time they were used. Immutable.
 *
 * @param up whether the last contact went well; true before the first one
 * @param since when it last changed
 * @param cause what is wrong, or {@code null} while it is up
 * @param detail a sentence about the last fault, without secrets; empty while it is up
 * @param servers what is known of each server, in order of preference
 * @param searchConnections how the connections for searches are used
 * @param bindConnections how the connections for users' binds are used
 * @param membership how {@code groupType=auto} knows users' groups, and why so; empty where the configuration says it, and
 *     before the first login
 */
public record DirectoryHealth(
        boolean up,
        Instant since,
        @Nullable UnavailableCause cause,
        String detail,
        List<Server> servers,
        Connections searchConnections,
        Connections bindConnections,
        String membership) {

    /** Copies the list. */
    public DirectoryHealth {
        servers = List.copyOf(servers);
    }

    /** Whether a server is used. */
    public enum State {
        /** Nothing was sent to it yet. */
        UNTRIED,
        /** It is used. */
        UP,
        /** It failed and is left alone, but for probes in the background. */
        OUT
    }

    /**
     * What is known of one server. Counts are since the engine was opened.
     *
     * @param url its URL
     * @param state whether it is used
     * @param since when that last changed
     * @param cause why it is not used, or {@code null}
     * @param lastFault a sentence about the last fault, also when it is long over, without secrets; empty when there was
     *     none
     * @param connectionsOpened how many connections were opened to it
     * @param connectionsFailed how many could not be opened
     * @param answered how many binds and searches it answered
     * @param unanswered how many it left unanswered
     * @param median within which time half of its last few hundred answers came
     * @param p95 within which time 95 of a hundred came
     * @param p99 within which time 99 of a hundred came
     */
    public record Server(
            String url,
            State state,
            Instant since,
            @Nullable UnavailableCause cause,
            String lastFault,
            long connectionsOpened,
            long connectionsFailed,
            long answered,
            long unanswered,
            Duration median,
            Duration p95,
            Duration p99) {

        private static Server of(ServerStatus status) {
            return new Server(
                    status.url(),
                    State.valueOf(status.state().name()),
                    status.since(),
                    status.cause(),
                    status.detail(),
                    status.opened(),
                    status.openingsFailed(),
                    status.operations(),
                    status.unanswered(),
                    status.median(),
                    status.p95(),
                    status.p99());
        }
    }

    /**
     * How the connections of one kind are used.
     *
     * @param most how many may be open
     * @param busy how many are in use
     * @param idle how many wait for use
     */
    public record Connections(int most, int busy, int idle) {

        private static Connections of(PoolStatus status) {
            return new Connections(status.size(), status.lent(), status.idle());
        }

        private Connections and(Connections other) {
            return new Connections(most + other.most, busy + other.busy, idle + other.idle);
        }
    }

    /**
     * Whether no server can be reached. One that fails for another reason, its certificate for one, is no outage.
     *
     * @return true while every server is out for a cause that {@linkplain UnavailableCause#isOutage() is an outage}
     */
    public boolean isOutage() {
        return servers.stream()
                .allMatch(server -> server.state() == State.OUT
                        && server.cause() != null
                        && server.cause().isOutage());
    }

    static DirectoryHealth of(List<OpenDirectory> directories) {
        DirectoryHealth all = of(directories.get(0));
        for (OpenDirectory next : directories.subList(1, directories.size())) {
            all = all.and(of(next));
        }
        return all;
    }

    private static DirectoryHealth of(OpenDirectory open) {
        Directory directory = open.directory();
        Contact last = directory.lastContact();
        String prefix = open.name().isEmpty() || last.detail().isEmpty() ? "" : open.name() + ": ";
        return new DirectoryHealth(
                last.up(),
                last.since(),
                last.cause(),
                prefix + last.detail(),
                directory.servers().stream().map(Server::of).toList(),
                Connections.of(directory.searchConnections()),
                Connections.of(directory.bindConnections()),
                open.name().isEmpty() || open.membership().isEmpty()
                        ? open.membership()
                        : open.name() + ": " + open.membership());
    }

    /** Both together: as long down as the one that is, and up since the later was. */
    private DirectoryHealth and(DirectoryHealth next) {
        DirectoryHealth told = up == next.up ? (since.isAfter(next.since) == up ? this : next) : up ? next : this;
        return new DirectoryHealth(
                told.up,
                told.since,
                told.cause,
                told.detail,
                Stream.concat(servers.stream(), next.servers.stream()).toList(),
                searchConnections.and(next.searchConnections),
                bindConnections.and(next.bindConnections),
                Stream.of(membership, next.membership)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; ")));
    }
}
