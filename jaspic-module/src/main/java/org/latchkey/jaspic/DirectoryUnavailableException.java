package org.latchkey.jaspic;

/**
 * Nobody could tell whether a password is right or which groups a caller has: the directory is out, or the configuration does
 * not fit it. Neither a success nor a wrong password; the log has the details.
 *
 * <p>Jakarta Security has no result for this. Its {@code INVALID} would be a wrong password, and after its
 * {@code NOT_VALIDATED} mechanisms ask for the password again as after a wrong one; an exception is an error of the server,
 * which is what it is.
 */
public final class DirectoryUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DirectoryUnavailableException(String message) {
        super(message);
    }
}
