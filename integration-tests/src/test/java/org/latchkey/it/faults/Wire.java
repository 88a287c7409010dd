package org.latchkey.it.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The peer's end of one connection. */
final class Wire {
    private static final int PIECE = 64 * 1024;

    private final Socket socket;
    private final Received received;
    private final CountDownLatch closing;

    Wire(Socket socket, Received received, CountDownLatch closing) {
        this.socket = socket;
        this.received = received;
        this.closing = closing;
    }

    void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        for (int at = 0; at < bytes.length; at += PIECE) {
            int length = Math.min(PIECE, bytes.length - at);
            out.write(bytes, at, length);
            received.sent(length);
        }
        out.flush();
    }

    /** One byte, a pause, and so on. */
    void drip(byte[] bytes, Duration pause) throws IOException {
        for (byte one : bytes) {
            send(new byte[] {one});
            pause(pause);
        }
    }

    /** Waits without reading; ends early, by failing, when the peer is closed. */
    void pause(Duration time) throws IOException {
        try {
            if (closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the peer is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Ends it in good order (FIN). */
    void finish() throws IOException {
        socket.close();
    }

    /** Ends it rudely (RST). */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Every byte read is counted. */
    InputStream in() throws IOException {
        return received.counting(socket.getInputStream());
    }
}
