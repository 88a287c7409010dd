package org.latchkey.benchmark.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** One direction of one connection: a reader that stamps what comes, a writer that lets it go when it is due. */
final class Lane {
    private static final int LARGEST_PIECE = 16_384;

    private final Socket from;
    private final Socket to;
    private final long delayNanos;
    private final BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>();

    /** Some bytes and when they are to arrive; no bytes at all are the end. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(byte[] bytes, long due) {}

    Lane(Socket from, Socket to, Duration delay) {
        this.from = from;
        this.to = to;
        this.delayNanos = delay.toNanos();
    }

    void start() {
        daemon(this::read, "relay-read");
        daemon(this::write, "relay-write");
    }

    static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        byte[] buffer = new byte[LARGEST_PIECE];
        try (InputStream in = from.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                send(Arrays.copyOf(buffer, n));
            }
        } catch (IOException e) {
            // an end as good as any
        } finally {
            send(new byte[0]);
        }
    }

    private void send(byte[] bytes) {
        underWay.add(new Piece(bytes, System.nanoTime() + delayNanos));
    }

    private void write() {
        try (OutputStream out = to.getOutputStream()) {
            for (Piece piece = underWay.take(); piece.bytes().length > 0; piece = underWay.take()) {
                await(piece.due());
                out.write(piece.bytes());
            }
        } catch (IOException e) {
            closeBoth();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void closeBoth() {
        try (from;
                to) {
            underWay.clear();
        } catch (IOException e) {
            // closed all the same
        }
    }
}
