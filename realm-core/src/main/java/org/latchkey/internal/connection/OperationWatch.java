package org.latchkey.internal.connection;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.latchkey.auth.Deadline;

/**
 * Cuts connections whose operation is not answered by its deadline: JNDI has no other way to keep one. It looks at all of
 * them fifty times a second while any is under way, so that no operation sets a timer of its own.
 *
 * <p>Safe for use by many threads. A cut may come a fiftieth of a second late.
 */
final class OperationWatch {

    private static final long STEP_MILLIS = 20;

    private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * An operation begins.
     *
     * @param connection the connection that it is sent on
     * @param deadline by when it must be answered
     * @return the operation, to be ended
     */
    UnderWay begin(DirectoryConnection connection, Deadline deadline) {
        UnderWay begun = new UnderWay(connection, deadline);
        underWay.add(begun);
        keepLooking();
        return begun;
    }

    /** An operation that is being watched. */
    final class UnderWay implements AutoCloseable {

        private final DirectoryConnection connection;
        private final Deadline deadline;
        private final AtomicBoolean decided = new AtomicBoolean();

        private UnderWay(DirectoryConnection connection, Deadline deadline) {
            this.connection = connection;
            this.deadline = deadline;
        }

        /** Ends it. From now on the connection is cut already, or not at all. */
        @Override
        public void close() {
            underWay.remove(this);
            if (!decided.compareAndSet(false, true)) {
                // The other thread may only be about to.
                connection.cut();
            }
        }

        private void cutWhenLate() {
            if (deadline.isPast() && decided.compareAndSet(false, true)) {
                connection.cut();
            }
        }
    }

    private void keepLooking() {
        if (!underWay.isEmpty() && !looking.get() && looking.compareAndSet(false, true)) {
            lookLater();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the look
    private void lookLater() {
        new CompletableFuture<Boolean>()
                .completeOnTimeout(true, STEP_MILLIS, TimeUnit.MILLISECONDS)
                .thenRun(this::look);
    }

    private void look() {
        underWay.forEach(UnderWay::cutWhenLate);
        looking.set(false);
        keepLooking();
    }
}
