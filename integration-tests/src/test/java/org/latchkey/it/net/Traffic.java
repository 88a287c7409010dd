package org.latchkey.it.net;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What all connections through a proxy have in common: whether bytes flow, how late, and how many there were. */
final class Traffic {
    final AtomicLong bytesToServer = new AtomicLong();
    final AtomicLong bytesToClient = new AtomicLong();
    private volatile Duration delayToServer = Duration.ZERO;
    private volatile Duration delayToClient = Duration.ZERO;
    private boolean flowing = true;

    void delay(Duration toServer, Duration toClient) {
        delayToServer = toServer;
        delayToClient = toClient;
    }

    long nanosToServer() {
        return delayToServer.toNanos();
    }

    long nanosToClient() {
        return delayToClient.toNanos();
    }

    synchronized void flow(boolean on) {
        flowing = on;
        notifyAll();
    }

    /** Returns at once, or when bytes flow again. */
    synchronized void awaitFlow() throws InterruptedException {
        while (!flowing) {
            wait();
        }
    }
}
