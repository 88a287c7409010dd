package org.latchkey.it.slapd;

import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.latchkey.it.require.Prerequisite;
import org.latchkey.it.support.FreePort;

/**
 * A real slapd of the tests' own on 127.0.0.1, loaded with the {@code Fixture}, with its files below
 * {@code target/slapd}.
 *
 * <p>As a static {@code @RegisterExtension} field it runs as long as its test class; started by {@link
 * SlapdOptions#start()} until {@link #close()}. Where slapd is not installed the tests are skipped (see {@link
 * Prerequisite}). Ports stay the same over {@link #restart()}. Methods may be called from several threads, but counting
 * windows then see the operations of all of them.
 */
public final class OpenLdap implements AutoCloseable, BeforeAllCallback, AfterAllCallback, ExecutionCondition {
    private static final String HOST = "127.0.0.1";
    private static final int PORT_ATTEMPTS = 5;
    private static final Duration START_PATIENCE = Duration.ofSeconds(15);
    private static final int PROBE_MILLIS = 5_000;

    private final SlapdOptions options;
    private final boolean outlivesClass;
    private @Nullable SlapdFiles files;
    private @Nullable ServerLog log;
    private @Nullable SlapdProcess process;
    private volatile int port;
    private volatile int securePort;

    OpenLdap(SlapdOptions options) {
        this(options, false);
    }

    private OpenLdap(SlapdOptions options, boolean outlivesClass) {
        this.options = options;
        this.outlivesClass = outlivesClass;
    }

    /** A server of its own, to be adorned and built. */
    public static SlapdOptions named(String name) {
        return new SlapdOptions(name);
    }

    /**
     * The ordinary server that test classes share: started by the first, stopped with the JVM. Who stops, suspends or
     * restarts it must leave it running.
     */
    public static OpenLdap shared() {
        return Shared.SERVER;
    }

    /** What this class needs of the machine. */
    public static Prerequisite prerequisite() {
        return SlapdInstallation.prerequisite();
    }

    /** Starts it where it does not run; the first time on free ports with a freshly loaded tree. */
    public synchronized void start() {
        prerequisite().demand();
        if (process != null) {
            return;
        }
        if (files == null) {
            files = new SlapdFiles(SlapdInstallation.find().orElseThrow(), options);
            files.make();
            log = new ServerLog(files.log());
            startOnFreePorts();
        } else {
            launch();
        }
    }

    /** Ends it in order; its ports then refuse connections. */
    public synchronized void stop() {
        if (process != null) {
            process.stop();
            process = null;
        }
    }

    /** Ends it at once, connections reset, nothing said. */
    public synchronized void crash() {
        running().crash();
        process = null;
    }

    /** Stops and starts it on the same ports, with the same tree and log. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** Freezes it (SIGSTOP): connections are still accepted by the kernel, nothing is answered. */
    public synchronized void suspend() {
        running().suspend();
    }

    /** Lets it go on (SIGCONT). */
    public synchronized void resume() {
        running().resume();
    }

    /** {@code ldap://127.0.0.1:port}, without a DN. */
    public String url() {
        return "ldap://" + HOST + ":" + port();
    }

    /** {@code ldaps://127.0.0.1:port}, without a DN. */
    public String secureUrl() {
        return "ldaps://" + HOST + ":" + securePort();
    }

    /** Of ldap and StartTLS; known from the first start on, whether it runs or not. */
    public int port() {
        return known(port);
    }

    /** Of ldaps; known from the first start on. */
    public int securePort() {
        return known(securePort);
    }

    /** Opens a window: what is asked from now on is counted. */
    public OperationWindow count() {
        return new OperationWindow(this, log());
    }

    /** Counts what is asked while the action runs. */
    public Operations during(Action action) throws Exception {
        try (var window = count()) {
            action.run();
            return window.seen();
        }
    }

    /** Its log since it was first started. */
    public synchronized ServerLog log() {
        if (log == null) {
            throw new IllegalStateException("slapd " + options.name + " was never started");
        }
        return log;
    }

    /** Where the log is, to be read as text. */
    public synchronized Path logFile() {
        if (files == null) {
            throw new IllegalStateException("slapd " + options.name + " was never started");
        }
        return files.log();
    }

    /** Returns once everything asked before is in the log. */
    void mark() {
        String name = UUID.randomUUID().toString();
        try {
            probe(name);
        } catch (LDAPException e) {
            throw new IllegalStateException("slapd " + options.name + " does not answer", e);
        }
        await().pollInterval(Duration.ofMillis(2)).atMost(Duration.ofSeconds(5)).until(() -> log().hasMarker(name));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return prerequisite().condition();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!outlivesClass) {
            close();
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Another process may take a port between our look and slapd's: then on to the next. */
    private void startOnFreePorts() {
        for (int attempt = 1; ; attempt++) {
            takeFreePorts();
            try {
                launch();
                return;
            } catch (IllegalStateException e) {
                if (attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void takeFreePorts() {
        port = options.port == 0 ? FreePort.next() : options.port;
        securePort = FreePort.next();
    }

    private void launch() {
        String urls = "ldap://" + HOST + ":" + port + "/ ldaps://" + HOST + ":" + securePort + "/";
        var slapd = SlapdInstallation.find().orElseThrow().slapd();
        process = SlapdProcess.start(slapd, files.configuration(), urls, files.log());
        await().pollInterval(Duration.ofMillis(10)).atMost(START_PATIENCE).until(this::answersOrEnded);
        if (!process.isAlive()) {
            process.stop();
            process = null;
            throw new IllegalStateException("slapd did not start:\n" + files.lastWords());
        }
    }

    private boolean answersOrEnded() {
        if (!process.isAlive()) {
            return true;
        }
        try {
            probe("start");
            return true;
        } catch (LDAPException e) {
            return false;
        }
    }

    /** One search that changes nothing and is recognised in the log; a refusal is an answer, too. */
    private void probe(String name) throws LDAPException {
        var connectionOptions = new LDAPConnectionOptions();
        connectionOptions.setConnectTimeoutMillis(PROBE_MILLIS);
        connectionOptions.setResponseTimeoutMillis(PROBE_MILLIS);
        try (var connection = new LDAPConnection(connectionOptions, HOST, port)) {
            connection.search("", SearchScope.BASE, Filter.createEqualityFilter("cn", ServerLog.MARKER + name), "1.1");
        } catch (LDAPSearchException e) {
            if (!e.getResultCode().isConnectionUsable()) {
                throw e;
            }
        }
    }

    private int known(int chosen) {
        if (chosen == 0) {
            throw new IllegalStateException("slapd " + options.name + " was never started");
        }
        return chosen;
    }

    private SlapdProcess running() {
        if (process == null) {
            throw new IllegalStateException("slapd " + options.name + " does not run");
        }
        return process;
    }

    /** What may throw while operations are counted. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    private static final class Shared {
        static final OpenLdap SERVER = new OpenLdap(new SlapdOptions("shared"), true);
    }
}
