package org.latchkey.internal.jndi;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A DNS server on loopback (RFC 1035, UDP only) that knows SRV records. */
final class NameServer implements AutoCloseable {

    private static final int NO_ERROR = 0;
    private static final int SERVER_FAILURE = 2;
    private static final int NO_SUCH_NAME = 3;

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    private final Map<String, List<Srv>> records = new ConcurrentHashMap<>();
    private volatile boolean silent;
    private volatile boolean failing;

    NameServer() throws IOException {
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    /** From now on the name has these records; with an empty host one says that the service is not offered. */
    NameServer set(String name, Srv... srvs) {
        records.put(name, List.of(srvs));
        return this;
    }

    void remove(String name) {
        records.remove(name);
    }

    void silence() {
        silent = true;
    }

    void fail(boolean whether) {
        failing = whether;
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                byte[] answer = answer(packet.getData());
                if (!silent) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        StringBuilder name = new StringBuilder();
        int end = 12;
        for (; question[end] != 0; end += question[end] + 1) {
            name.append(name.length() == 0 ? "" : ".")
                    .append(new String(question, end + 1, question[end], StandardCharsets.US_ASCII));
        }
        asked.add(name.toString());
        List<Srv> found = records.get(name.toString());
        int code = failing ? SERVER_FAILURE : found == null ? NO_SUCH_NAME : NO_ERROR;
        List<Srv> answers = code == NO_ERROR ? found : List.of();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(0x8580 | code);
        out.writeShort(1);
        out.writeShort(answers.size());
        out.writeInt(0);
        out.write(question, 12, end + 5 - 12);
        for (Srv srv : answers) {
            write(srv, out);
        }
        return bytes.toByteArray();
    }

    private static void write(Srv srv, DataOutputStream out) throws IOException {
        byte[] host = labels(srv.host());
        out.writeShort(0xc00c);
        out.writeShort(33);
        out.writeShort(1);
        out.writeInt(60);
        out.writeShort(6 + host.length);
        out.writeShort(srv.priority());
        out.writeShort(srv.weight());
        out.writeShort(srv.port());
        out.write(host);
    }

    private static byte[] labels(String host) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : host.isEmpty() ? new String[0] : host.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
