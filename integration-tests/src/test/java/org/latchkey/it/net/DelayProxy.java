package org.latchkey.it.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on 127.0.0.1 that can be slow, silent, or gone. It forwards bytes and knows nothing of LDAP or TLS.
 *
 * <p>Its port stays the same until {@link #close()}. Safe for use by several threads; a change of mode holds for every
 * byte not yet passed on.
 */
public final class DelayProxy implements AutoCloseable {
    private final InetSocketAddress target;
    private final Traffic traffic = new Traffic();
    private final List<ProxiedConnection> connections = new CopyOnWriteArrayList<>(); // ended ones until cut or close
    private final AtomicInteger accepted = new AtomicInteger();
    private final int port;
    private ServerSocket listener;
    private Thread acceptor;

    private DelayProxy(InetSocketAddress target) {
        this.target = target;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
        this.acceptor = acceptFrom(listener);
    }

    /** Before the server at that port of 127.0.0.1, forwarding without delay. */
    public static DelayProxy before(int port) {
        return new DelayProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** {@code ldap://127.0.0.1:port}. */
    public String url() {
        return "ldap://127.0.0.1:" + port;
    }

    /** {@code ldaps://127.0.0.1:port}, for a proxy before a TLS port. */
    public String secureUrl() {
        return "ldaps://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Passes bytes on so much later, in each direction. */
    public void delay(Duration toServer, Duration toClient) {
        traffic.delay(toServer, toClient);
    }

    /** Back to forwarding, and listening where it was not; what was held back is delivered now. */
    public synchronized void forward() {
        traffic.flow(true);
        if (listener.isClosed()) {
            listener = listen(port);
            acceptor = acceptFrom(listener);
        }
    }

    /** Holds back every byte, on old connections and on new ones, which are accepted and never answered. */
    public void blackhole() {
        traffic.flow(false);
    }

    /** Refuses new connections; those that exist go on. */
    public synchronized void refuse() {
        try {
            listener.close();
            acceptor.join(); // until then the kernel goes on listening
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Resets (RST) every connection there is. */
    public void cut() {
        endAll(true);
    }

    /** Ends every connection there is in good order (FIN). */
    public void finish() {
        endAll(false);
    }

    /** How many connections were accepted since the start. */
    public int accepted() {
        return accepted.get();
    }

    /** How many bytes clients sent that were passed on. */
    public long bytesToServer() {
        return traffic.bytesToServer.get();
    }

    /** How many bytes the server sent that were passed on. */
    public long bytesToClient() {
        return traffic.bytesToClient.get();
    }

    @Override
    public void close() {
        refuse();
        cut();
    }

    private void endAll(boolean reset) {
        var all = List.copyOf(connections);
        connections.removeAll(all);
        all.forEach(connection -> connection.end(reset));
    }

    private Thread acceptFrom(ServerSocket socket) {
        var thread = new Thread(() -> accept(socket), "proxy-acceptor");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                accepted.incrementAndGet();
                var connection = new ProxiedConnection(client, target, traffic);
                connections.add(connection);
                connection.start();
            } catch (IOException e) {
                // closed: the loop ends; anything else concerns one client only
            }
        }
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 128, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
