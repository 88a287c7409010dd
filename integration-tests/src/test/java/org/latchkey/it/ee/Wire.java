package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks from one of this machine's addresses, byte by byte: no client library writes what a proxy does. */
final class Wire {
    private static final int PATIENCE_MILLIS = 15_000;

    private Wire() {}

    /**
     * Sends a GET.
     *
     * @param from the address that the server is to see
     * @param url of the page
     * @param lines of the header, as ISO-8859-1 writes their bytes
     */
    static Seen get(String from, String url, String... lines) {
        URI page = URI.create(url);
        String request = "GET " + page.getRawPath() + " HTTP/1.1\r\nHost: " + page.getAuthority() + "\r\n"
                + String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(page.getHost(), page.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return seen(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Seen seen(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("no answer: " + answer);
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("status", answer.substring(0, end).split(" ")[1]);
        String body = answer.substring(end + 4);
        values.putAll(Seen.values(body));
        return new Seen(values, body);
    }
}
