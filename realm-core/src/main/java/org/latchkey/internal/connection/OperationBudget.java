package org.latchkey.internal.connection;

import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.LoginTrace;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryException;

/**
 * What a login may still spend at the directory, and the account of what it spent.
 *
 * @param deadline by when it must have its answer
 * @param trace what it did
 * @param watch keeps the deadline while an operation is under way
 */
record OperationBudget(Deadline deadline, LoginTrace trace, OperationWatch watch) {

    static OperationBudget of(LoginRequest request, OperationWatch watch) {
        return new OperationBudget(request.deadline(), request.trace(), watch);
    }

    /**
     * Refuses to begin anything more once the time is over.
     *
     * @throws DirectoryException when it is
     */
    void check() throws DirectoryException {
        if (deadline.isPast()) {
            throw new DirectoryException(
                    UnavailableCause.TIMEOUT, "loginTimeout passed before the directory had answered everything");
        }
    }

    /** An operation on a connection. */
    @FunctionalInterface
    interface Operation<T> {
        T run() throws DirectoryException;
    }

    /**
     * Runs one operation, and cuts its connection where the time ends before the answer has come.
     *
     * @param connection the connection that the operation is sent on
     * @param operation the operation
     * @return its result
     * @throws DirectoryException what the operation throws; {@code TIMEOUT} when it was cut
     */
    <T> T within(DirectoryConnection connection, Operation<T> operation) throws DirectoryException {
        check();
        try (OperationWatch.UnderWay watched = watch.begin(connection, deadline)) {
            return operation.run();
        } catch (ConnectionFault e) {
            throw deadline.isPast()
                    ? new ConnectionFault(
                            UnavailableCause.TIMEOUT,
                            connection.server() + ": loginTimeout passed before the directory had answered",
                            e.mayHaveBeenSent(),
                            e)
                    : e;
        }
    }

    /**
     * Counts one operation.
     *
     * @param server where it was sent
     */
    void spend(String server) {
        trace.operation(server);
    }
}
