package org.latchkey.internal.jndi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The TCP socket at the bottom of a connection, TLS or not. Without Nagle's delay, which costs 40 ms on each new TLS
 * connection, and with keep-alive.
 *
 * <p>It closes itself when the server sends too much or no LDAP, and keeps the reason: JNDI's reader thread swallows it.
 * {@link #cut} may be called from any thread.
 */
final class GuardedSocket extends Socket {

    private final ReceiveGuard guard = new ReceiveGuard();
    private volatile @Nullable PeerDropped dropped;
    private volatile @Nullable SSLSocket secure;
    private volatile boolean asked;
    private volatile boolean askedAgain;

    private GuardedSocket() {}

    /**
     * Connects.
     *
     * @param address the server
     * @param timeout how long that may take, in milliseconds, at least 1
     * @return the connected socket
     * @throws IOException when it cannot be connected
     */
    static GuardedSocket connected(InetSocketAddress address, int timeout) throws IOException {
        GuardedSocket socket = new GuardedSocket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(address, timeout);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.cut();
            throw e;
        }
    }

    /** A request follows: what the server may send is counted anew. */
    void requested() {
        askedAgain = asked;
        asked = true;
        guard.requested();
    }

    /**
     * TLS is put over this socket: what comes from now on are no longer messages that can be told apart.
     *
     * @param over speaks TLS
     */
    void encrypted(SSLSocket over) {
        secure = over;
        guard.encrypted();
    }

    /** The two sides have agreed to wrap their messages (RFC 4422 3.7): these can no longer be told apart either. */
    void wrapped() {
        guard.encrypted();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Guarded(super.getInputStream());
    }

    /** Closes it at once, whoever is reading from it or writing to it, and whatever TLS over it has to say. Never throws. */
    void cut() {
        try {
            close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /**
     * What really happened, where it was this socket that ended the connection, or a certificate was wanted.
     *
     * @param fault what was thrown above it
     * @return why the peer was dropped, or what may be behind the fault, or the fault itself
     */
    Exception reason(Exception fault) {
        PeerDropped reason = dropped;
        if (reason == null) {
            return wantedCertificate(fault);
        }
        if (reason == fault) {
            return fault;
        }
        reason.addSuppressed(fault);
        return reason;
    }

    private Exception wantedCertificate(Exception fault) {
        SSLSocket over = secure;
        return over == null || askedAgain
                ? fault
                : ClientKeys.note(over.getSession())
                        .<Exception>map(note -> new CertificateWanted(note, fault))
                        .orElse(fault);
    }

    private PeerDropped drop(PeerDropped reason) {
        dropped = reason;
        cut();
        return reason;
    }

    private final class Guarded extends FilterInputStream {

        private final byte[] one = new byte[1];

        Guarded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count > 0) {
                try {
                    guard.take(bytes, offset, count);
                } catch (PeerDropped e) {
                    throw drop(e);
                }
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            throw new IOException("what a server sends is read, never skipped");
        }
    }
}
