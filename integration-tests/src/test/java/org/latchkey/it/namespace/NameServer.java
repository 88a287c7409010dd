package org.latchkey.it.namespace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.latchkey.it.support.BuildDirectory;

/** The only name server of the namespace: one that is asked and never answers, or none at all. */
public final class NameServer implements AutoCloseable {
    private static final int DNS = 53;

    private final DatagramSocket socket;

    private NameServer(DatagramSocket socket) {
        this.socket = socket;
    }

    /** Leaves each question of the resolver unanswered, which gives up after so many seconds. */
    public static NameServer silent(int seconds) {
        if (!NamespaceRun.isInside()) {
            throw new IllegalStateException("only within @InNamespace: out there are others");
        }
        try {
            Path file = BuildDirectory.fresh("namespace", "resolver").resolve("resolv.conf");
            Files.write(file, List.of("nameserver 127.0.0.53", "options attempts:1 timeout:" + seconds));
            Firewall.Shell.run(List.of("mount", "--bind", file.toString(), "/etc/resolv.conf"));
            return new NameServer(new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.53"), DNS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody listens there any more: the next question is refused at once. */
    @Override
    public void close() {
        socket.close();
    }
}
