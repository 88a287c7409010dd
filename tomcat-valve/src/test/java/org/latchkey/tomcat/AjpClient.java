package org.latchkey.tomcat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A web server that speaks AJP/1.3, for one request: what it says of the user is the test's. */
final class AjpClient {

    private static final int REMOTE_USER = 0x03;
    private static final int SECRET = 0x0C;
    private static final int ATTRIBUTE = 0x0A;

    private final String from;
    private final int port;
    private final Map<Integer, String> attributes = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> named = new LinkedHashMap<>();

    AjpClient(String from, int port) {
        this.from = from;
        this.port = port;
    }

    AjpClient user(String bytes) {
        attributes.put(REMOTE_USER, bytes);
        return this;
    }

    AjpClient secret(String secret) {
        attributes.put(SECRET, secret);
        return this;
    }

    AjpClient header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    AjpClient attribute(String name, String value) {
        named.put(name, value);
        return this;
    }

    RawHttp.Answer get(String path) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            socket.setSoTimeout(20_000);
            byte[] message = request(path);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(0x1234);
            out.writeShort(message.length);
            out.write(message);
            out.flush();
            return answer(new DataInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] request(String path) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(2); // forward a request
        out.writeByte(2); // GET
        for (String text : new String[] {"HTTP/1.1", path, "203.0.113.9", "client.example", "app.example"}) {
            write(out, text);
        }
        out.writeShort(80);
        out.writeBoolean(false);
        out.writeShort(headers.size() + 1);
        write(out, "host");
        write(out, "app.example");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            write(out, header.getKey());
            write(out, header.getValue());
        }
        for (Map.Entry<Integer, String> attribute : attributes.entrySet()) {
            out.writeByte(attribute.getKey());
            write(out, attribute.getValue());
        }
        for (Map.Entry<String, String> attribute : named.entrySet()) {
            out.writeByte(ATTRIBUTE);
            write(out, attribute.getKey());
            write(out, attribute.getValue());
        }
        out.writeByte(0xFF);
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        out.writeShort(bytes.length);
        out.write(bytes);
        out.writeByte(0);
    }

    private static RawHttp.Answer answer(DataInputStream in) throws IOException {
        int status = 0;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            in.readUnsignedShort();
            DataInputStream packet =
                    new DataInputStream(new java.io.ByteArrayInputStream(in.readNBytes(in.readUnsignedShort())));
            switch (packet.readUnsignedByte()) {
                case 3 -> body.write(packet.readNBytes(packet.readUnsignedShort()));
                case 4 -> status = packet.readUnsignedShort();
                case 5 -> {
                    return new RawHttp.Answer(status, new TreeMap<>(), body.toString(StandardCharsets.UTF_8));
                }
                default -> throw new AssertionError("an unknown packet");
            }
        }
    }
}
