package org.latchkey.it.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.latchkey.it.support.FreePort;

/**
 * A Tomcat set up by the examples for a proxy: {@code /probe} is named its users in a header, {@code /ajp} over AJP. One
 * of the connectors speaks HTTP/2 without TLS.
 */
final class ProxiedTomcat implements AutoCloseable {
    static final String SECRET = "the-proxy-s-c4nary-secret";
    static final String AJP_SECRET = "ajp-c4nary-secret";

    private final CatalinaBase base;
    private final TomcatProcess tomcat;
    private final int ajpPort = FreePort.next();
    private final int http2Port = FreePort.next();

    ProxiedTomcat(String name, RealmXml realm, Path wars) {
        String connector = text("tomcat/connector-ajp.xml")
                .replace("8009", Integer.toString(ajpPort))
                .replace("change-me-ajp-secret", AJP_SECRET);
        base = CatalinaBase.named(name)
                .engineRealm(realm)
                .connector(connector + http2())
                .write("conf/proxy-secret", SECRET + "\n")
                .write("conf/Catalina/localhost/probe.xml", text("tomcat/context-header.xml"))
                .write("conf/Catalina/localhost/ajp.xml", text("tomcat/context-ajp.xml"))
                .deploy(ProbeWar.writeWithSocket(wars, "probe"))
                .deploy(ProbeWar.write(wars, "ajp", "BASIC"));
        tomcat = TomcatProcess.running(base);
    }

    private String http2() {
        return "<Connector address=\"127.0.0.1\" port=\"" + http2Port + "\" protocol=\"HTTP/1.1\">"
                + "<UpgradeProtocol className=\"org.apache.coyote.http2.Http2Protocol\"/></Connector>";
    }

    /** A file of the folder {@code examples}. */
    static Path example(String name) {
        return BuildOutput.exampleLogging().resolveSibling(name);
    }

    private static String text(String name) {
        try {
            return Files.readString(example(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return base.port();
    }

    int http2Port() {
        return http2Port;
    }

    int ajpPort() {
        return ajpPort;
    }

    LogFiles logs() {
        return base.logs();
    }

    TomcatProcess process() {
        return tomcat;
    }

    /**
     * Asks over a socket, with lines that no client library has looked at.
     *
     * @param root of the server
     * @return the first line and all that follows
     */
    static String ask(String root, String path, String... lines) {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), URI.create(root).getPort())) {
            socket.setSoTimeout(30_000);
            StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: app.example\r\n");
            for (String line : lines) {
                request.append(line).append("\r\n");
            }
            request.append("Connection: close\r\n\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks Tomcat past the proxies, from one of their addresses. */
    String askDirectly(String path, String... lines) {
        return ask("http://127.0.0.1:" + port(), path, lines);
    }

    @Override
    public void close() {
        tomcat.close();
    }
}
