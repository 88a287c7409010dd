package org.latchkey.internal.connection;

import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryException;

/** A connection broke, or gave no answer in time. It is worthless from then on. */
public final class ConnectionFault extends DirectoryException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    /**
     * Makes the fault.
     *
     * @param cause what happened
     * @param message a sentence for the administrator
     * @param sent whether the request may have reached the server; a bind is then never sent again
     * @param origin what was thrown underneath
     */
    public ConnectionFault(UnavailableCause cause, String message, boolean sent, Throwable origin) {
        super(cause, message, origin);
        this.sent = sent;
    }

    /**
     * Whether the request may have reached the server.
     *
     * @return false only when it is certain that it did not
     */
    public boolean mayHaveBeenSent() {
        return sent;
    }
}
