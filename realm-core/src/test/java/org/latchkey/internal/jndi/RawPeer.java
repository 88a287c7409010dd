package org.latchkey.internal.jndi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on loopback that does with each connection what a test tells it, in a thread of its own. */
final class RawPeer implements AutoCloseable {

    /** What is done with a connection; it is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void with(Socket client) throws IOException, InterruptedException;
    }

    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket listener;
    private final Script script;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    RawPeer(Script script) throws IOException {
        this(ServerSocketFactory.getDefault(), script);
    }

    RawPeer(ServerSocketFactory sockets, Script script) throws IOException {
        this.listener = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        // Small, so that a peer that does not read is soon full.
        this.listener.setReceiveBufferSize(32 * 1024);
        this.script = script;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.incrementAndGet();
                open.add(client);
                start(() -> serve(client));
            } catch (IOException e) {
                // The next one, or the end.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            script.with(client);
        } catch (IOException | InterruptedException e) {
            // The connection is over.
        }
    }

    private static void start(Runnable step) {
        Thread thread = new Thread(step, "raw-peer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
