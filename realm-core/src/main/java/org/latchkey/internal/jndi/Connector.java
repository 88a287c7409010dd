package org.latchkey.internal.jndi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Deadline;
import org.latchkey.config.ServerUrl;
import org.latchkey.internal.connection.OpeningWitness;

/**
 * Connects to a server: looks its name up, and tries its addresses one after another, in the order the look-up gives them.
 *
 * <p>Look-up and connecting share one deadline. Each address gets an equal share of what is left, so of three the first may
 * take a third; what an address that fails at once leaves over is shared by those behind it. The last may take all that is
 * left. Safe for use by many threads.
 */
final class Connector {

    private final TimedLookup<List<InetAddress>> hosts;

    Connector(HostLookup hosts) {
        this.hosts = new TimedLookup<>(hosts::addresses);
    }

    /**
     * Connects to the first address that answers.
     *
     * @param server the server, its host a name or a literal address
     * @param deadline by when
     * @param witness is told where the name led, and which address answered
     * @return the connected socket
     * @throws IOException when no address answers in time; the last one's fault, with those before it as suppressed
     */
    GuardedSocket connect(ServerUrl server, Deadline deadline, OpeningWitness witness) throws IOException {
        List<InetAddress> addresses = hosts.find(server.host(), deadline.remaining());
        witness.lookedUp(addresses);
        @Nullable IOException fault = null;
        int left = addresses.size();
        for (Iterator<InetAddress> each = addresses.iterator(); each.hasNext() && !deadline.isPast(); left--) {
            try {
                InetSocketAddress address = new InetSocketAddress(each.next(), server.port());
                GuardedSocket socket = GuardedSocket.connected(address, share(deadline.remaining(), left));
                witness.connected(address);
                return socket;
            } catch (IOException e) {
                fault = with(e, fault);
            }
        }
        throw fault == null ? new SocketTimeoutException("the look-up left no time to connect") : fault;
    }

    private static IOException with(IOException latest, @Nullable IOException earlier) {
        if (earlier != null) {
            latest.addSuppressed(earlier);
        }
        return latest;
    }

    /** In milliseconds; never 0, which would mean for ever. */
    static int share(Duration left, int addresses) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, left.toMillis() / addresses));
    }
}
