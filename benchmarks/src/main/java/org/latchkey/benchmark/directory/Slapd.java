package org.latchkey.benchmark.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A running slapd on 127.0.0.1 with a tree of its own, gone with its files when closed.
 *
 * <p>It logs nothing: counts are read from its monitor database, outside of what is timed. Not for concurrent use.
 */
public final class Slapd implements AutoCloseable {
    private static final List<String> BINARIES =
            List.of("/usr/sbin/slapd", "/usr/libexec/slapd", "/usr/lib/openldap/slapd");
    private static final List<String> SCHEMAS = List.of("/etc/ldap/schema", "/etc/openldap/schema");
    private static final List<String> MODULES = List.of("/usr/lib/ldap", "/usr/lib64/openldap");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Process process;
    private final int port;
    private final int securePort;
    private final Path trustStore;

    private Slapd(Path folder, Process process, int port, int securePort, Path trustStore) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        this.securePort = securePort;
        this.trustStore = trustStore;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "slapd-at-exit"));
    }

    /** Where slapd is installed, if it is. */
    public static Optional<Path> binary() {
        return first(BINARIES, "");
    }

    /**
     * Loads the tree and starts.
     *
     * @throws IOException when slapd is not installed, or does not start within half a minute
     */
    public static Slapd start(Tree tree) throws IOException {
        Path slapd = binary().orElseThrow(() -> new IOException("slapd is not installed: none of " + BINARIES));
        Path folder = Files.createTempDirectory("latchkey-benchmark");
        Certificate certificate = Certificate.in(folder);
        Path configuration = configuration(folder, certificate);
        Path ldif = folder.resolve("tree.ldif");
        tree.write(ldif);
        run(folder, slapd.toString(), "-Tadd", "-q", "-f", configuration.toString(), "-l", ldif.toString());
        int port = freePort();
        int securePort = freePort();
        String urls = "ldap://127.0.0.1:" + port + "/ ldaps://127.0.0.1:" + securePort + "/";
        Process process = process(folder, slapd.toString(), "-f", configuration.toString(), "-h", urls, "-d", "0");
        Slapd started = new Slapd(folder, process, port, securePort, certificate.trustStore());
        started.awaitAnswer();
        return started;
    }

    public int port() {
        return port;
    }

    /** The port of ldaps. */
    public int securePort() {
        return securePort;
    }

    /** Makes this JVM trust the server and, until it ends, nobody else; before anything here speaks TLS. */
    public void trust() {
        System.setProperty("javax.net.ssl.trustStore", trustStore.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", Certificate.STORE_PASSWORD);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void awaitAnswer() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (LDAPConnection probe = new LDAPConnection("127.0.0.1", port)) {
                probe.bind(Tree.READER, Tree.READER_PASSWORD);
                return;
            } catch (LDAPException e) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        throw new IOException("slapd does not answer:\n" + Files.readString(said(folder)));
    }

    private static Path configuration(Path folder, Certificate certificate) throws IOException {
        Path schemas = first(SCHEMAS, "core.schema").orElseThrow(() -> new IOException("no schemas in " + SCHEMAS));
        Files.createDirectory(folder.resolve("db"));
        String modules = first(MODULES, "back_mdb.so")
                .map(where -> "modulepath " + where + "\nmoduleload back_mdb\n")
                .orElse("");
        return Files.writeString(folder.resolve("slapd.conf"), """
                include %1$s/core.schema
                include %1$s/cosine.schema
                include %1$s/inetorgperson.schema
                %2$sloglevel none
                sizelimit unlimited
                TLSCertificateFile %3$s
                TLSCertificateKeyFile %4$s
                TLSVerifyClient never
                database mdb
                suffix %5$s
                directory %6$s/db
                maxsize 1073741824
                dbnosync
                index objectClass,uid,cn,member eq
                access to attrs=userPassword by anonymous auth by * none
                access to dn.subtree=%8$s by users read by * none
                access to * by dn.exact=%7$s read by * none
                database monitor
                access to * by dn.exact=%7$s read by * none
                """.formatted(
                schemas, modules, certificate.pem(), certificate.key(), Tree.BASE, folder, Tree.READER, Tree.GROUPS));
    }

    private static Optional<Path> first(List<String> places, String file) {
        return places.stream()
                .map(Path::of)
                .filter(place -> Files.exists(place.resolve(file)))
                .findFirst();
    }

    private static void run(Path folder, String... command) throws IOException {
        Process process = process(folder, command);
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("the tree cannot be loaded:\n" + Files.readString(said(folder)));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Process process(Path folder, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said(folder).toFile()))
                .start();
    }

    private static Path said(Path folder) {
        return folder.resolve("slapd.out");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
