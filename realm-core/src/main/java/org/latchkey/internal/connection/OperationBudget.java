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
 */
record OperationBudget(Deadline deadline, LoginTrace trace) {

    static OperationBudget of(LoginRequest request) {
        return new OperationBudget(request.deadline(), request.trace());
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

    /**
     * Counts one operation.
     *
     * @param server where it was sent
     */
    void spend(String server) {
        trace.operation(server);
    }
}
