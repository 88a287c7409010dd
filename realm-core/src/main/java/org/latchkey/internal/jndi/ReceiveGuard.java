package org.latchkey.internal.jndi;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits what a server may send on one connection: each message while it is sent in clear, and all that comes before the
 * next request, over TLS too.
 *
 * <p>One thread at a time reads; any other may say that a request follows, or TLS.
 */
final class ReceiveGuard {

    /**
     * How much may come for one request, in bytes, all its entries and TLS's own bytes included: thousands of times what a
     * login asks for, and the bound on memory where TLS hides the lengths of messages.
     */
    static final long MAX_BYTES = 64L * 1024 * 1024;

    private final MessageFrames frames = new MessageFrames();
    private final AtomicLong received = new AtomicLong();
    private volatile long beforeRequest;
    private volatile boolean encrypted;

    /** A request follows: what comes from now on counts for it. */
    void requested() {
        beforeRequest = received.get();
    }

    /** TLS follows, or a security layer of SASL's: messages can no longer be told apart. */
    void encrypted() {
        encrypted = true;
    }

    /**
     * Takes the next bytes.
     *
     * @param bytes holds them
     * @param offset where they begin
     * @param count how many
     * @throws PeerDropped when they are too many, or no LDAP message
     */
    void take(byte[] bytes, int offset, int count) throws PeerDropped {
        if (received.addAndGet(count) - beforeRequest > MAX_BYTES) {
            throw new PeerDropped("more than " + MAX_BYTES + " bytes for one request");
        }
        if (!encrypted) {
            frames.take(bytes, offset, count);
        }
    }
}
