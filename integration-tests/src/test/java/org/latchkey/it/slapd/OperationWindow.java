package org.latchkey.it.slapd;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A while during which a server's operations are counted, from {@link OpenLdap#count()} on. Not for concurrent use.
 *
 * <p>Each look at it first sends a probe over a connection of its own and waits until the log has told of it, so that
 * nothing asked before the look is missing. The server must be able to answer: resume it before looking.
 */
public final class OperationWindow implements AutoCloseable {
    private static final Duration ANSWERS_LOGGED = Duration.ofSeconds(2);

    private final OpenLdap server;
    private final ServerLog log;
    private final ServerLog.Position start;

    OperationWindow(OpenLdap server, ServerLog log) {
        this.server = server;
        this.log = log;
        server.mark();
        this.start = log.now();
    }

    /** What was asked up to now. An operation the server has not answered within two seconds has no result code. */
    public Operations seen() {
        server.mark();
        try {
            await().pollInterval(Duration.ofMillis(2)).atMost(ANSWERS_LOGGED).until(() -> log.isAnsweredSince(start));
        } catch (ConditionTimeoutException e) {
            // an abandoned or still running operation: told without its answer
        }
        return log.since(start);
    }

    /** {@link Operations#binds()} up to now. */
    public int binds() {
        return seen().binds();
    }

    /** {@link Operations#searches()} up to now. */
    public int searches() {
        return seen().searches();
    }

    /** {@link Operations#connections()} up to now. */
    public int connections() {
        return seen().connections();
    }

    /** {@link Operations#total()} up to now. */
    public int total() {
        return seen().total();
    }

    /** Nothing to give back; lets a window be a resource of a try block. */
    @Override
    public void close() {}
}
