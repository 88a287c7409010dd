package org.latchkey.it.samba;

import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.require.Prerequisite;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.support.Daemon;
import org.latchkey.it.support.ScratchFolder;
import org.latchkey.it.tls.TestAuthority;

/**
 * A real Active Directory domain controller: Samba with the {@link AdDomain}, on a loopback address of its own, because its
 * ports cannot be chosen. It speaks LDAP in clear, LDAP over TLS and the global catalogue, and takes simple binds over TLS
 * only, as Microsoft's does. It gives Kerberos tickets for {@link AdDomain#DNS_NAME}, over TCP.
 *
 * <p>The one of this JVM is shared by the test classes that name it as a static {@code @RegisterExtension} field: started
 * by the first, ended with the JVM, and nothing is left of it but its logs in {@code target/samba}. Where Samba is not
 * installed the tests are skipped (see {@link Prerequisite}). Provisioning takes some ten seconds, once in a build
 * directory. Safe for use by several threads, but a count then has the operations of all of them.
 */
public final class SambaAd implements BeforeAllCallback, ExecutionCondition {
    private static final int LDAP = 389;
    private static final int LDAPS = 636;
    private static final int CATALOGUE = 3269;
    private static final int KDC = 88;
    private static final List<Integer> PORTS = List.of(LDAP, LDAPS, 3268, CATALOGUE, KDC, 464);
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    private static final int PROBE_MILLIS = 5_000;
    private static final int WRONG_PASSWORDS = 3;

    private volatile @Nullable InetAddress address;
    private volatile @Nullable SambaLog log;
    private volatile @Nullable SambaFiles files;
    private volatile @Nullable Daemon process;

    private SambaAd() {}

    /** The controller of this JVM, started or not. */
    public static SambaAd shared() {
        return Shared.CONTROLLER;
    }

    /** What this class needs of the machine. */
    public static Prerequisite prerequisite() {
        return SambaInstallation.prerequisite();
    }

    /** Starts it where it does not run. */
    public synchronized void start() {
        var installation = SambaInstallation.demand();
        if (process == null) {
            launch(installation);
            lock(AdDomain.person("locked"));
        }
    }

    /** {@code ldaps://} and its address, the ordinary port. */
    public String ldapsUrl() {
        return "ldaps://" + host() + ":" + LDAPS;
    }

    /** {@code ldap://} and its address: it refuses every simple bind there. */
    public String ldapUrl() {
        return "ldap://" + host() + ":" + LDAP;
    }

    /** The global catalogue, over TLS. */
    public String gcUrl() {
        return "ldaps://" + host() + ":" + CATALOGUE;
    }

    /** Where it listens, also for requests for tickets. */
    public String address() {
        return host();
    }

    /** Writes the keys of a service to a new file. */
    public void exportKeytab(String principal, Path keytab) {
        Objects.requireNonNull(files, "samba was never started").exportKeytab(principal, keytab);
    }

    /** {@link AdDomain#BASE}. */
    public String baseDn() {
        return AdDomain.BASE;
    }

    /** Who signed its certificate, PEM. */
    public Path caFile() {
        return TestAuthority.shared().caPem();
    }

    /** The keys without which no engine can search it: where it is, whom to trust, and the account that searches. */
    public Map<String, String> config() {
        return Map.of(
                "connectionURL",
                ldapsUrl(),
                "caCertificateFile",
                caFile().toString(),
                "connectionName",
                AdDomain.upn(AdDomain.READER),
                "connectionPassword",
                AdDomain.person(AdDomain.READER).password());
    }

    /**
     * Counts at the server what is asked while the action runs: binds, by the name that was sent, and searches. What is
     * not waited for, such as a search sent ahead of a refused bind, may be missing.
     */
    public Operations during(OpenLdap.Action action) throws Exception {
        SambaLog log = log();
        int start = log.now();
        action.run();
        return log.since(start);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return prerequisite().condition();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    private void launch(SambaInstallation installation) {
        Path said = BuildDirectory.fresh("samba", "dc");
        ScratchFolder folder = ScratchFolder.make("samba");
        address = freeAddress();
        files = new SambaFiles(installation, folder.path(), said, address);
        make(files, folder);
        Path output = said.resolve("samba.log");
        log = new SambaLog(output);
        process = Daemon.start(
                List.of(
                        installation.samba().toString(),
                        "--interactive",
                        "--debug-stdout",
                        "--model=standard",
                        "--option=log level=" + SambaLog.LEVELS,
                        "--configfile=" + files.configuration()),
                output,
                folder::close);
        await().pollInterval(Duration.ofMillis(50)).atMost(START_PATIENCE).until(this::answersOrEnded);
        if (!process.isAlive()) {
            process.close();
            process = null;
            throw new IllegalStateException("samba did not start:\n" + read(output));
        }
    }

    private static void make(SambaFiles files, ScratchFolder folder) {
        try {
            files.make();
        } catch (IllegalStateException | UncheckedIOException e) {
            folder.close();
            throw e;
        }
    }

    private boolean answersOrEnded() {
        if (!process.isAlive()) {
            return true;
        }
        try (var connection = new LDAPConnection(host(), LDAP)) {
            return connection.getRootDSE() != null && !isFree(address, KDC);
        } catch (LDAPException e) {
            return false;
        }
    }

    /** As its user would: the controller alone can do it. */
    private void lock(Person person) {
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(PROBE_MILLIS);
        options.setResponseTimeoutMillis(PROBE_MILLIS);
        var sockets = TestAuthority.shared().trustingContext().getSocketFactory();
        for (int attempt = 0; attempt < WRONG_PASSWORDS; attempt++) {
            try (var connection = new LDAPConnection(sockets, options, host(), LDAPS)) {
                connection.bind(person.dn(), "wrong-c4nary");
            } catch (LDAPException e) {
                if (!e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private String host() {
        if (address == null) {
            throw new IllegalStateException("samba was never started");
        }
        return address.getHostAddress();
    }

    private SambaLog log() {
        if (log == null) {
            throw new IllegalStateException("samba was never started");
        }
        return log;
    }

    /** One of so many that two JVMs hardly ever choose the same. */
    private static InetAddress freeAddress() {
        var random = ThreadLocalRandom.current();
        while (true) {
            byte[] address = {
                127, (byte) random.nextInt(1, 255), (byte) random.nextInt(255), (byte) random.nextInt(2, 255)
            };
            try {
                InetAddress candidate = InetAddress.getByAddress(address);
                if (PORTS.stream().allMatch(port -> isFree(candidate, port))) {
                    return candidate;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean isFree(InetAddress address, int port) {
        try (var socket = new ServerSocket(port, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return file + " cannot be read";
        }
    }

    private static final class Shared {
        static final SambaAd CONTROLLER = new SambaAd();
    }
}
