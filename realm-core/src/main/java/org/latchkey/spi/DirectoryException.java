package org.latchkey.spi;

import org.latchkey.auth.UnavailableCause;

/**
 * The directory could not answer, or its answer cannot be used. Says nothing about the user; the login ends
 * {@link org.latchkey.auth.AuthenticationResult.Unavailable}.
 *
 * <p>The message is written for administrators and holds no secret.
 */
public class DirectoryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final UnavailableCause unavailableCause;

    /**
     * Makes the exception.
     *
     * @param cause what kept the directory from answering
     * @param message a sentence for the administrator
     */
    public DirectoryException(UnavailableCause cause, String message) {
        super(message);
        this.unavailableCause = cause;
    }

    /**
     * Makes the exception over another.
     *
     * @param cause what kept the directory from answering
     * @param message a sentence for the administrator
     * @param origin what was thrown underneath
     */
    public DirectoryException(UnavailableCause cause, String message, Throwable origin) {
        super(message, origin);
        this.unavailableCause = cause;
    }

    /**
     * What kept the directory from answering.
     *
     * @return the cause
     */
    public UnavailableCause unavailableCause() {
        return unavailableCause;
    }
}
