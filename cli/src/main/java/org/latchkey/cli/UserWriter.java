package org.latchkey.cli;

import java.io.IOException;

/** Writes a list of users in one format, row by row. Used by one thread. */
interface UserWriter {

    /** Writes what stands before the first row. */
    void begin() throws IOException;

    /**
     * Writes a row.
     *
     * @throws UnwritableException when the format has no way to say it; nothing of the row was written then
     */
    void write(UserRow row) throws IOException, UnwritableException;

    /**
     * Hears of an entry that is no row and should be one.
     *
     * @param dn its DN
     */
    default void leftOut(String dn) {}

    /** Writes what stands behind the last row. */
    void end() throws IOException;
}
