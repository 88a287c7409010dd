package org.latchkey.internal.jndi;

/**
 * Follows the messages in what a server sends (RFC 4511 5.1: BER, definite lengths only), and refuses one that is too long
 * as soon as its length is known. Looks at the first bytes of each message and allocates nothing.
 *
 * <p>Used by one thread at a time.
 */
final class MessageFrames {

    /**
     * The longest message taken, in bytes: an entry with 100,000 values of 100 bytes still fits, and JNDI, which reads a
     * whole message into memory before it looks at it, can be made to hold no more for a connection.
     */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int SEQUENCE = 0x30;
    private static final int TLS_ALERT = 0x15;
    private static final int LONG_FORM = 0x80;
    private static final int MAX_LENGTH_BYTES = 4;

    private enum Next {
        TAG,
        LENGTH,
        MORE_LENGTH,
        CONTENT
    }

    private Next next = Next.TAG;
    private int lengthBytes;
    private long content;

    /**
     * Takes the next bytes.
     *
     * @param bytes holds them
     * @param offset where they begin
     * @param count how many
     * @throws PeerDropped when they are no LDAP message, or begin one that is too long
     */
    void take(byte[] bytes, int offset, int count) throws PeerDropped {
        int end = offset + count;
        for (int at = offset; at < end; ) {
            if (next == Next.CONTENT) {
                int skipped = (int) Math.min(content, end - at);
                at += skipped;
                expect(content - skipped);
            } else {
                take(bytes[at++] & 0xff);
            }
        }
    }

    private void take(int octet) throws PeerDropped {
        switch (next) {
            case TAG -> tag(octet);
            case LENGTH -> length(octet);
            default -> moreLength(octet);
        }
    }

    private void tag(int octet) throws PeerDropped {
        if (octet == TLS_ALERT) {
            throw new PeerDropped("what is no LDAP message but TLS: connectionURL must have ldaps:// for this port");
        }
        if (octet != SEQUENCE) {
            throw new PeerDropped(
                    "what is no LDAP message: it begins with 0x" + Integer.toHexString(octet) + " instead of 0x30");
        }
        next = Next.LENGTH;
    }

    private void length(int octet) throws PeerDropped {
        if (octet < LONG_FORM) {
            expect(octet);
            return;
        }
        lengthBytes = octet - LONG_FORM;
        if (lengthBytes == 0 || lengthBytes > MAX_LENGTH_BYTES) {
            throw new PeerDropped("what is no LDAP message: its length is "
                    + (lengthBytes == 0 ? "indefinite" : "coded in " + lengthBytes + " bytes"));
        }
        content = 0;
        next = Next.MORE_LENGTH;
    }

    private void moreLength(int octet) throws PeerDropped {
        content = content << 8 | octet;
        if (--lengthBytes == 0) {
            if (content > MAX_BYTES) {
                throw new PeerDropped("a message of " + content + " bytes, and the longest taken has " + MAX_BYTES);
            }
            expect(content);
        }
    }

    private void expect(long length) {
        content = length;
        next = length == 0 ? Next.TAG : Next.CONTENT;
    }
}
