package org.latchkey.internal.jndi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP relay in front of a server: counts connections, keeps what clients sent, swallows answers, cuts lines. */
public final class Relay implements AutoCloseable {

    public final AtomicInteger connections = new AtomicInteger();

    private final ServerSocket listener;
    private final AtomicInteger answersLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private volatile boolean cutOnNextRequest;

    public Relay(int target) throws IOException {
        this(target, 0);
    }

    public Relay(int target, int port) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing the server says arrives. */
    public void silence() {
        silenceAfter(0);
    }

    /** After so many answers nothing the server says arrives. */
    public void silenceAfter(int answers) {
        answersLeft.set(answers);
    }

    /** The next bytes a client sends still reach nobody: the line is cut when they come. */
    public void cutOnNextRequest() {
        cutOnNextRequest = true;
    }

    /** Cuts every line. */
    public void cut() {
        open.forEach(Relay::close);
        open.clear();
    }

    public long openLines() {
        return open.stream().filter(socket -> !socket.isClosed()).count();
    }

    /** Whether clients ever sent this text in clear. */
    public boolean sawInClear(String text) {
        synchronized (sent) {
            return sent.toString(StandardCharsets.ISO_8859_1).contains(text);
        }
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            connections.incrementAndGet();
            Socket server = new Socket(InetAddress.getByName("127.0.0.1"), target);
            open.add(client);
            open.add(server);
            start(() -> pump(client, server, true));
            start(() -> pump(server, client, false));
        }
    }

    private void pump(Socket from, Socket to, boolean fromClient) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (fromClient) {
                    synchronized (sent) {
                        sent.write(buffer, 0, n);
                    }
                    if (cutOnNextRequest) {
                        cutOnNextRequest = false;
                        return;
                    }
                }
                if (fromClient || answersLeft.getAndDecrement() > 0) {
                    out.write(buffer, 0, n);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The line is cut.
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void start(Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (IOException e) {
                // The relay is closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Gone.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
