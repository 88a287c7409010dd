package org.latchkey.auth;

/** What kept the directory from answering. */
public enum UnavailableCause {
    /** No server could be reached, or the connection broke. */
    UNREACHABLE,
    /** The server did not answer in time, or the login's deadline passed. */
    TIMEOUT,
    /** TLS could not be agreed or the server's certificate was not accepted. */
    TLS_FAILURE,
    /** The directory refused the service account. A configuration fault, not an outage. */
    SERVICE_BIND_REFUSED,
    /** The configuration does not fit the directory. */
    MISCONFIGURED,
    /** The answer may lack entries, so roles could be missing. */
    INCOMPLETE,
    /** All connections were in use for too long. */
    OVERLOADED,
    /** The server answered with an error that says nothing about the user. */
    DIRECTORY_ERROR,
    /** The engine is stopped. */
    CLOSED,
    /** A defect on our side; the log has the stack. */
    INTERNAL;

    /**
     * Whether the directory is away, as opposed to there and wrong or wrongly asked.
     *
     * @return true for {@link #UNREACHABLE} and {@link #TIMEOUT}
     */
    public boolean isOutage() {
        return this == UNREACHABLE || this == TIMEOUT;
    }
}
