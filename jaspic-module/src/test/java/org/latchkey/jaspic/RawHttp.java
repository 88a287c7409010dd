package org.latchkey.jaspic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks over a socket, one request a connection, with lines that no client library has looked at. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param status of the first line
     * @param headers by lower-case name; of several lines the last
     * @param body the rest, chunks and all
     */
    record Answer(int status, Map<String, String> headers, String body) {

        /** What the mirror said of something, {@code null} for nothing. */
        String said(String name) {
            return body.lines()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElse(null);
        }

        /** The names of the request's headers that the application saw. */
        List<String> headersSeen() {
            return body.lines()
                    .filter(line -> line.startsWith("header."))
                    .map(line -> line.substring("header.".length(), line.indexOf('=')))
                    .toList();
        }

        /** The session that was begun. */
        Optional<String> session() {
            return Optional.ofNullable(headers.get("set-cookie"))
                    .filter(cookie -> cookie.startsWith("JSESSIONID="))
                    .map(cookie -> cookie.substring("JSESSIONID=".length(), cookie.indexOf(';')));
        }
    }

    /** Asks from one of this machine's addresses; the lines are bytes written as ISO-8859-1. */
    static Answer ask(String from, int port, String path, String... lines) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: app.example\r\n");
        for (String line : lines) {
            request.append(line).append("\r\n");
        }
        return send(from, port, request.append("Connection: close\r\n\r\n").toString());
    }

    static Answer send(String from, int port, String request) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), PATIENCE_MILLIS);
            return send(socket, request);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Answer send(Socket socket, String request) {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Answer answer(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer: " + text);
        }
        Map<String, String> headers = new TreeMap<>();
        String[] lines = text.substring(0, end).split("\r\n");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(java.util.Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
    }
}
