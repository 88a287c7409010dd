package org.latchkey.it.namespace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packet filter of the namespace, by nft. Rules look at packets as they leave, so that they vanish unseen by either end.
 * One thread.
 */
public final class Firewall implements AutoCloseable {
    private static final String TABLE = "inet latchkey";
    private static final Pattern PACKETS = Pattern.compile("packets (\\d+)");

    /** Without a rule. */
    public Firewall() {
        if (!NamespaceRun.isInside()) {
            throw new IllegalStateException("only within @InNamespace: out there are others");
        }
        clear();
    }

    /** Everything to that TCP port vanishes, SYN included, from connections old and new. */
    public void drop(int port) {
        rule("tcp dport " + port + " drop");
    }

    /** Everything to that TCP port is answered by a reset. */
    public void reset(int port) {
        rule("tcp dport " + port + " reject with tcp reset");
    }

    /** What the connections that now lead to that port send vanishes; new ones are let through. */
    public void forgetConnectionsTo(int port) {
        String clients = String.join(", ", Connections.clientPortsTo(port));
        if (!clients.isEmpty()) {
            rule("tcp dport " + port + " tcp sport { " + clients + " } drop");
            rule("tcp sport " + port + " tcp dport { " + clients + " } drop");
        }
    }

    /** Counts what matches, an nft expression, and lets it pass. */
    public void count(String expression) {
        rule(expression + " counter");
    }

    /** How many packets all counting rules together have seen. */
    public long counted() {
        Matcher matcher = PACKETS.matcher(nft("list table " + TABLE));
        long sum = 0;
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(1));
        }
        return sum;
    }

    /** Takes every rule away. */
    public void clear() {
        nft("add table " + TABLE);
        nft("delete table " + TABLE);
        nft("add table " + TABLE);
        nft("add chain " + TABLE + " leaving { type filter hook output priority 0 ; }");
    }

    @Override
    public void close() {
        clear();
    }

    private static void rule(String rule) {
        nft("add rule " + TABLE + " leaving " + rule);
    }

    private static String nft(String words) {
        return Shell.run(new ArrayList<>(List.of("nft", words)));
    }

    /** Runs a command of the system to its end. */
    static final class Shell {
        private Shell() {}

        static String run(List<String> command) {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            try {
                Process process = builder.start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(command + ": " + said);
                }
                return said;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
