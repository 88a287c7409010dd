package org.latchkey.tomcat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;

/** A site's own socket factory, as {@code sslSocketFactoryClassName} names it: trusts the test's authority only. */
public final class OwnAuthoritySocketFactory extends SSLSocketFactory {

    static final AtomicInteger SOCKETS = new AtomicInteger();

    private final SSLSocketFactory sockets = TestTls.get().client().getSocketFactory();

    /** Made by name. */
    public OwnAuthoritySocketFactory() {}

    private static Socket counted(Socket socket) {
        SOCKETS.incrementAndGet();
        return socket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return counted(sockets.createSocket());
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        return counted(sockets.createSocket(plain, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return counted(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return counted(sockets.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return counted(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return counted(sockets.createSocket(host, port, from, fromPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }
}
