package org.latchkey.internal.jndi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.naming.NamingException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The socket factory that JNDI is told the name of. Public because JNDI calls {@link #getDefault()} by reflection.
 *
 * <p>It gives a socket only while this thread is opening a connection. At any other time it refuses, so that a
 * {@code reconnect} on a dead connection can never open a second socket behind our back: after StartTLS that socket would
 * be in clear.
 */
public final class DirectorySocketFactory extends SocketFactory {

    private static final ThreadLocal<@Nullable SocketFactory> OPENING = new ThreadLocal<>();

    private DirectorySocketFactory() {}

    /** What JNDI runs into when it tries to open a socket at a time when none may be opened. */
    static final class SocketRefused extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        SocketRefused() {
            super("the connection is closed, and no other is opened in its place");
        }
    }

    /** What opens a connection. */
    @FunctionalInterface
    interface Opening<T> {

        /**
         * Opens it.
         *
         * @return the connection
         * @throws NamingException when it cannot be opened
         */
        T open() throws NamingException;
    }

    /**
     * Lets JNDI have sockets from a factory while a connection is opened on this thread.
     *
     * @param sockets gives the sockets
     * @param opening what opens the connection
     * @param <T> the connection
     * @return what was opened
     * @throws NamingException when it cannot be opened
     */
    static <T> T during(SocketFactory sockets, Opening<T> opening) throws NamingException {
        OPENING.set(sockets);
        try {
            return opening.open();
        } finally {
            OPENING.remove();
        }
    }

    /**
     * The factory for the connection that this thread is opening.
     *
     * @return the factory
     * @throws IllegalStateException when this thread is not opening one
     */
    public static SocketFactory getDefault() {
        SocketFactory current = OPENING.get();
        if (current == null) {
            throw new SocketRefused();
        }
        return current;
    }

    @Override
    public Socket createSocket() throws IOException {
        throw new SocketRefused();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new SocketRefused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new SocketRefused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new SocketRefused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new SocketRefused();
    }
}
