package org.latchkey.internal.jndi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Gives the one socket of one connection, and keeps it so that the connection can be cut from outside.
 *
 * <p>Without Nagle's delay, which costs 40 ms on each new TLS connection, and with keep-alive.
 */
final class OneSocket extends SocketFactory implements AutoCloseable {

    private final @Nullable TlsSockets tls;
    private final int connectTimeout;
    private volatile @Nullable Socket socket;

    /**
     * Makes the source of one socket.
     *
     * @param tls makes it speak TLS from the first byte, or {@code null} for a plain one
     * @param connectTimeout how long connecting may take, in milliseconds
     */
    OneSocket(@Nullable TlsSockets tls, int connectTimeout) {
        this.tls = tls;
        this.connectTimeout = connectTimeout;
    }

    /** The unconnected socket that JNDI connects itself, with its own time limit. */
    @Override
    public Socket createSocket() throws IOException {
        return keep(tls == null ? new Socket() : tls.unconnected());
    }

    /** Where a site's own TLS factory cannot make unconnected sockets: connected here, within the same time limit. */
    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket plain = keep(new Socket());
        plain.connect(new InetSocketAddress(host, port), connectTimeout);
        return tls == null ? plain : keep(tls.over(plain, host, port, true));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new SocketException("a local address is not supported");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new SocketException("a local address is not supported");
    }

    /**
     * Checks what JNDI's handshake left unchecked, where the socket speaks TLS.
     *
     * @throws IOException when the server's certificate is not accepted
     */
    void checkNamed() throws IOException {
        if (tls != null && socket instanceof SSLSocket secure) {
            tls.checkNamed(secure.getSession());
        }
    }

    /** Cuts the connection. Never throws. */
    @Override
    public void close() {
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }

    private Socket keep(Socket made) throws SocketException {
        made.setTcpNoDelay(true);
        made.setKeepAlive(true);
        socket = made;
        return made;
    }
}
