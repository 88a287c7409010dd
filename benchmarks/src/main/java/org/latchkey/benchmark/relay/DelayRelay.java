package org.latchkey.benchmark.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * Passes on what comes in on a port of 127.0.0.1 to another port, each piece so much later, in both directions.
 *
 * <p>The delay is a latency and no limit of throughput: pieces travel behind each other, each due on its own. A thread reads
 * and a thread writes for each direction; what a wake-up costs comes on top of the delay (the benchmark measures how much).
 */
public final class DelayRelay implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Duration delay;

    private DelayRelay(ServerSocket listener, int target, Duration delay) {
        this.listener = listener;
        this.target = target;
        this.delay = delay;
    }

    /**
     * Starts listening on a free port.
     *
     * @param target the port to pass on to
     * @param delay of each direction
     */
    public static DelayRelay before(int target, Duration delay) throws IOException {
        ServerSocket listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        DelayRelay relay = new DelayRelay(listener, target, delay);
        Lane.daemon(relay::accept, "relay-accept");
        return relay;
    }

    /** As a process of its own, so that its cost is nobody's: says its port and stays until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        int target = Integer.parseInt(arguments[0]);
        try (DelayRelay relay = before(target, Duration.ofNanos(Long.parseLong(arguments[1])))) {
            System.out.println(relay.port());
            System.out.flush();
            while (System.in.read() >= 0) {
                // whatever is said, only the end counts
            }
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Takes no more connections; those there are end with their clients. */
    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // closed: the loop ends; anything else concerns one client
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            new Lane(client, server, delay).start();
            new Lane(server, client, delay).start();
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }
}
