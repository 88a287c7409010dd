package org.latchkey.internal.jndi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ServerUrl;
import org.latchkey.internal.connection.OpeningWitness;

/**
 * Gives JNDI the socket that is already connected, for ldaps with TLS over it. Used by the thread that opens the
 * connection.
 *
 * <p>What JNDI gets for ldaps is a real {@link SSLSocket} over the guarded one, never a wrapper round one: only then does
 * it ask for the host name to be checked, and limits the handshake.
 */
final class ConnectedSocket extends SocketFactory {

    private final GuardedSocket plain;
    private final ServerUrl server;
    private final TlsSockets tls;
    private @Nullable SSLSocket secure;
    private boolean given;

    ConnectedSocket(GuardedSocket plain, ServerUrl server, TlsSockets tls) {
        this.plain = plain;
        this.server = server;
        this.tls = tls;
    }

    /** Refuses, so that JNDI asks for a connected one: it would look the host up itself, without a time limit. */
    @Override
    public Socket createSocket() throws IOException {
        throw new SocketException("only the connected socket is to be had");
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        if (given) {
            throw new DirectorySocketFactory.SocketRefused();
        }
        given = true;
        if (!server.tls()) {
            return plain;
        }
        SSLSocket made = tls.over(plain, server.host(), server.port(), true);
        plain.encrypted(made);
        secure = made;
        return made;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(server.host(), port);
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
     * @param witness is told what was agreed
     * @throws IOException when the server's certificate is not accepted
     */
    void checkNamed(OpeningWitness witness) throws IOException {
        if (secure != null) {
            tls.checkNamed(secure.getSession(), witness);
        }
    }
}
