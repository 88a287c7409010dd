package org.latchkey.it.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A client's connection and the one to the server that goes with it, made once bytes may flow. */
final class ProxiedConnection {
    private static final int CONNECT_MILLIS = 5_000;

    private final Socket client;
    private final Socket server = new Socket();
    private final Traffic traffic;
    private final List<Pipe> pipes = new ArrayList<>();
    private final Thread opener;
    private int pipesDone;
    private boolean ended;

    ProxiedConnection(Socket client, InetSocketAddress target, Traffic traffic) {
        this.client = client;
        this.traffic = traffic;
        this.opener = new Thread(() -> open(target), "proxy-opener");
        opener.setDaemon(true);
    }

    void start() {
        opener.start();
    }

    /** Ends both sides, with RST if so asked. */
    synchronized void end(boolean reset) {
        if (ended) {
            return;
        }
        ended = true;
        close(client, reset);
        close(server, reset);
        opener.interrupt();
        pipes.forEach(Pipe::stop);
    }

    private void open(InetSocketAddress target) {
        try {
            traffic.awaitFlow();
            server.connect(target, CONNECT_MILLIS);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            startPipes();
        } catch (IOException e) {
            end(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void startPipes() {
        if (ended) {
            return;
        }
        pipes.add(new Pipe(client, server, traffic, traffic::nanosToServer, traffic.bytesToServer, this));
        pipes.add(new Pipe(server, client, traffic, traffic::nanosToClient, traffic.bytesToClient, this));
        pipes.forEach(Pipe::start);
    }

    /** One side has said all it had to say; when both have, the sockets are given back. */
    synchronized void pipeDone() {
        pipesDone++;
        if (pipesDone == pipes.size()) {
            end(false);
        }
    }

    private static void close(Socket socket, boolean reset) {
        try {
            if (reset) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
