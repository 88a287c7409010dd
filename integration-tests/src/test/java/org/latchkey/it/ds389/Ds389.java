package org.latchkey.it.ds389;

import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFModifyChangeRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.latchkey.it.require.Prerequisite;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.support.Daemon;
import org.latchkey.it.support.FreePort;
import org.latchkey.it.support.ScratchFolder;

/**
 * A real 389 Directory Server on a free port of 127.0.0.1, with the {@link Ds389Tree}; nested {@code memberOf}, a password
 * policy in force. The machine's own instances are neither needed nor seen.
 *
 * <p>The one of this JVM is shared by the test classes that name it as a static {@code @RegisterExtension} field: started
 * by the first, ended with the JVM, and nothing is left of it but its logs in {@code target/ds389}. Where it is not
 * installed the tests are skipped (see {@link Prerequisite}). Safe for use by several threads, but a count then has the
 * operations of all of them.
 */
public final class Ds389 implements BeforeAllCallback, ExecutionCondition {
    private static final String HOST = "127.0.0.1";
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    private static final Duration ANSWERS_LOGGED = Duration.ofSeconds(2);

    private volatile int port;
    private volatile @Nullable Ds389Log log;
    private volatile @Nullable Daemon process;

    private Ds389() {}

    /** The server of this JVM, started or not. */
    public static Ds389 shared() {
        return Shared.SERVER;
    }

    /** What this class needs of the machine. */
    public static Prerequisite prerequisite() {
        return Ds389Installation.prerequisite();
    }

    /** Starts it where it does not run, and loads the tree. */
    public synchronized void start() {
        prerequisite().demand();
        if (process == null) {
            launch(Ds389Installation.find().orElseThrow());
            load();
        }
    }

    /** {@code ldap://127.0.0.1:port}, without a DN. */
    public String url() {
        return "ldap://" + HOST + ":" + port;
    }

    /** {@link Ds389Tree#BASE}. */
    public String baseDn() {
        return Ds389Tree.BASE;
    }

    /** The keys without which no engine can search it: where it is, and the account that searches. */
    public Map<String, String> config() {
        var reader = Ds389Tree.person(Ds389Tree.READER);
        return Map.of("connectionURL", url(), "connectionName", reader.dn(), "connectionPassword", reader.password());
    }

    /** Counts at the server what is asked while the action runs: connections, binds and searches. */
    public Operations during(OpenLdap.Action action) throws Exception {
        Ds389Log log = log();
        int start = log.now();
        action.run();
        try {
            await().pollInterval(Duration.ofMillis(2)).atMost(ANSWERS_LOGGED).until(() -> log.isAnsweredSince(start));
        } catch (ConditionTimeoutException e) {
            // an abandoned or still running operation: told without its answer
        }
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

    private void launch(Ds389Installation installation) {
        Path said = BuildDirectory.fresh("ds389", "ds389");
        ScratchFolder folder = ScratchFolder.make("ds389");
        var files = new Ds389Files(installation, folder.path(), said);
        port = FreePort.next();
        files.make(port);
        log = new Ds389Log(files.accessLog());
        process = Daemon.start(
                List.of(
                        installation.server().toString(),
                        "-D",
                        files.configuration().toString(),
                        "-i",
                        files.processId().toString(),
                        "-d",
                        "0"),
                said.resolve("ns-slapd.log"),
                folder::close);
        await().pollInterval(Duration.ofMillis(50)).atMost(START_PATIENCE).until(this::answersOrEnded);
        if (!process.isAlive()) {
            process.close();
            process = null;
            throw new IllegalStateException("ns-slapd did not start, see " + said);
        }
    }

    private boolean answersOrEnded() {
        if (!process.isAlive()) {
            return true;
        }
        try (var connection = new LDAPConnection(HOST, port)) {
            return connection.getRootDSE() != null;
        } catch (LDAPException e) {
            return false;
        }
    }

    private void load() {
        try (var connection = new LDAPConnection(HOST, port, Ds389Files.ADMINISTRATOR, Ds389Files.PASSWORD)) {
            for (Entry entry : Ds389Tree.entries()) {
                connection.add(entry);
            }
            for (LDIFModifyChangeRecord change : Ds389Tree.changes()) {
                change.processChange(connection);
            }
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private Ds389Log log() {
        if (log == null) {
            throw new IllegalStateException("389 Directory Server was never started");
        }
        return log;
    }

    private static final class Shared {
        static final Ds389 SERVER = new Ds389();
    }
}
