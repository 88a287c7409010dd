package org.latchkey.it.net;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** One direction of a connection: a thread that reads and one that writes what is due, so that delays do not add up. */
final class Pipe {
    private static final int CHUNK = 16_384;

    private final Socket from;
    private final Socket to;
    private final Traffic traffic;
    private final LongSupplier delayNanos;
    private final AtomicLong count;
    private final ProxiedConnection owner;
    private final BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
    private final Thread reader = new Thread(this::read, "proxy-reader");
    private final Thread writer = new Thread(this::write, "proxy-writer");

    Pipe(Socket from, Socket to, Traffic traffic, LongSupplier delayNanos, AtomicLong count, ProxiedConnection owner) {
        this.from = from;
        this.to = to;
        this.traffic = traffic;
        this.delayNanos = delayNanos;
        this.count = count;
        this.owner = owner;
        reader.setDaemon(true);
        writer.setDaemon(true);
    }

    void start() {
        reader.start();
        writer.start();
    }

    /** The sockets are closed by now, so the reader ends by itself. */
    void stop() {
        writer.interrupt();
    }

    private void read() {
        byte[] buffer = new byte[CHUNK];
        try {
            int length;
            while ((length = from.getInputStream().read(buffer)) >= 0) {
                underWay.add(due(Arrays.copyOf(buffer, length)));
            }
            underWay.add(due(new byte[0]));
        } catch (IOException e) {
            owner.end(true);
        }
    }

    private Chunk due(byte[] bytes) {
        return new Chunk(System.nanoTime() + delayNanos.getAsLong(), bytes);
    }

    private void write() {
        try {
            for (Chunk chunk = underWay.take(); !chunk.isEnd(); chunk = underWay.take()) {
                chunk.awaitDue();
                traffic.awaitFlow();
                count.addAndGet(chunk.bytes.length);
                to.getOutputStream().write(chunk.bytes);
            }
            traffic.awaitFlow();
            to.shutdownOutput();
            owner.pipeDone();
        } catch (IOException e) {
            owner.end(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Bytes and when to pass them on; none means the sender said it is done. */
    private static final class Chunk {
        final byte[] bytes;
        private final long dueNanos;

        Chunk(long dueNanos, byte[] bytes) {
            this.dueNanos = dueNanos;
            this.bytes = bytes;
        }

        boolean isEnd() {
            return bytes.length == 0;
        }

        void awaitDue() throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
        }
    }
}
